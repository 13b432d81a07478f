-- name:     V28
-- severity: galat
-- cause:    column
-- purpose:  Tanggal RAT tidak di masa depan dan tidak mendahului tanggal badan hukum.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Tanggal Badan Hukum;Tanggal RAT /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Aktif;14-08-2023;20-02-2023
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cooperative and book year
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    cooperative.column_letter,
    cooperative.heading AS "column",
    date_text(cooperative.rat_date) AS found,
    CASE
        WHEN cooperative.rat_date > received_on THEN 'paling lambat ' || date_text(received_on)
        ELSE 'paling awal ' || date_text(cooperative.legal_date)
    END AS expected,
    CASE
        WHEN cooperative.rat_date > received_on
            THEN concat('Tanggal RAT ', date_text(cooperative.rat_date), ' berada di masa depan.')
        ELSE concat(
            'RAT ', date_text(cooperative.rat_date), ' mendahului tanggal badan hukum ',
            date_text(cooperative.legal_date), '.'
        )
    END AS message,
    cooperative.region_code
FROM (
    SELECT *, CAST(received_at AT TIME ZONE 'UTC' AS DATE) AS received_on FROM checking.cooperatives('rat_date')
) AS cooperative
WHERE cooperative.rat_date > received_on OR cooperative.rat_date < cooperative.legal_date
ORDER BY cooperative.delivery_id, cooperative.sheet, cooperative.row_number;
