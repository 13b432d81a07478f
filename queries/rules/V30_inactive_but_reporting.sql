-- name:     V30
-- severity: peringatan
-- purpose:  Koperasi tidak aktif tidak melapor RAT atau volume usaha.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Tanggal RAT /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Tidak Aktif;20-02-2023
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
    CASE
        WHEN cooperative.rat_date IS NOT NULL THEN date_text(cooperative.rat_date)
        WHEN cooperative.has_met THEN 'RAT'
        ELSE money_text(cooperative.turnover_idr)
    END AS found,
    'tanpa RAT dan volume usaha, atau status Aktif' AS expected,
    CASE
        WHEN cooperative.has_met THEN 'Tidak aktif tetapi melapor RAT.'
        ELSE 'Tidak aktif tetapi melapor volume usaha.'
    END AS message,
    cooperative.region_code
FROM checking.cooperatives('rat_date') AS cooperative
WHERE cooperative.status_id = 'tidak aktif' AND (cooperative.has_met OR cooperative.turnover_idr > 0)
ORDER BY cooperative.delivery_id, cooperative.sheet, cooperative.row_number;
