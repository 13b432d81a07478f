-- name:     V04
-- severity: galat
-- cause:    column, found
-- purpose:  Tahun buku, tahun data, atau tahun anggaran adalah tahun antara 1990 dan sekarang.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2923;Jasa;Aktif
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat(
        CASE note.field WHEN 'book_year' THEN 'Tahun buku' WHEN 'budget_year' THEN 'Tahun anggaran' ELSE 'Tahun' END,
        ' ''', shown(note.found), ''' tidak valid.'
    ) AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'bad_year'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
