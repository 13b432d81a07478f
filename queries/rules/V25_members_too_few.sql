-- name:     V25
-- severity: peringatan
-- cause:    column
-- purpose:  Koperasi primer yang aktif memenuhi jumlah anggota paling sedikit.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Bentuk;Status;Jumlah Anggota /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Primer Kabupaten/Kota;Aktif;12
-- params:   minimum_members, minimum_members_new
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cooperative and book year
WITH primary_cooperative AS (
    SELECT
        *,
        threshold(
            CASE WHEN legal_date >= DATE '2020-11-02' THEN 'minimum_members_new' ELSE 'minimum_members' END
        ) AS least
    FROM checking.cooperatives('members')
    WHERE status_id = 'aktif' AND NOT secondary
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    number_text(people) AS found,
    'paling sedikit ' || number_text(least) AS expected,
    concat('Koperasi primer dengan ', number_text(people), ' anggota (di bawah minimum ', number_text(least), ').')
        AS message,
    region_code
FROM primary_cooperative
WHERE people < least
ORDER BY delivery_id, sheet, row_number;
