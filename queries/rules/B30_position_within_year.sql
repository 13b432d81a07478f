-- name:     B30
-- severity: info
-- purpose:  Keadaan koperasi atau UMKM pada suatu hari dipakai sebagai angka tahunnya; bila bukan akhir tahun, itu disebut.
-- example:  DATA KOPERASI KEADAAN 30 JUNI 2023; / Kabupaten/Kota;Koperasi Aktif / Kolaka;7 / Muna;8
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per table of such a state
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat(
        'Keadaan ', note.found, ' dipakai sebagai angka tahun itu. Bila keadaan 31 Desember sudah ada, kirim yang itu.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'early_state'
ORDER BY note.delivery_id, note.sheet, note.row_number;
