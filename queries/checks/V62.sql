-- name:     V62
-- severity: galat
-- purpose:  TOR dan RAB ada sebelum usulan diajukan.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Status;TOR;RAB /
--           U-1;2025;Kolaka;Pelatihan wirausaha;Diajukan;Ada;Tidak
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per missing document
WITH documents AS (
    SELECT *, has_tor AS held, 'TOR' AS document_name FROM checking.proposals('has_tor')
    UNION ALL
    SELECT *, has_rab, 'RAB' FROM checking.proposals('has_rab')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    CASE WHEN held IS NULL THEN 'kosong' ELSE 'tidak ada' END AS found,
    'ada' AS expected,
    concat(document_name, ' belum diunggah.') AS message,
    region_code
FROM documents
WHERE submitted AND heading IS NOT NULL AND NOT coalesce(held, FALSE)
ORDER BY delivery_id, sheet, row_number, column_letter;
