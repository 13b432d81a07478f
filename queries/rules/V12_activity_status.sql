-- name:     V12
-- severity: galat
-- cause:    column, found
-- purpose:  Status keaktifan terisi dan dikenal; yang kosong tidak dianggap aktif.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa; /
--           Koperasi Contoh Jaya;7401000000002;Kolaka;2023;Jasa;Aktif
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    cooperative.column_letter,
    cooperative.heading AS "column",
    coalesce(shown(cooperative.status), 'kosong') AS found,
    'Aktif, Tidak Aktif, Dalam pembubaran, atau Bubar' AS expected,
    CASE
        WHEN cooperative.status IS NULL THEN 'Status keaktifan kosong.'
        ELSE concat('Status keaktifan ''', shown(cooperative.status), ''' tidak dikenal.')
    END AS message,
    cooperative.region_code
FROM checking.cooperatives('status') AS cooperative
WHERE cooperative.heading IS NOT NULL AND cooperative.status_id IS NULL
ORDER BY cooperative.delivery_id, cooperative.sheet, cooperative.row_number;
