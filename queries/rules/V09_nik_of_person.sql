-- name:     V09
-- severity: galat
-- cause:    column
-- purpose:  Kolom NIK koperasi tidak berisi NIK kependudukan.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7499990101909999;Kolaka;2023;Jasa;Aktif /
--           Koperasi Contoh Jaya;7401000000002;Kolaka;2023;Jasa;Aktif
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
    'Nomor Induk Koperasi' AS expected,
    concat('Isi kolom ', note.heading, ' tampak seperti NIK kependudukan; jangan unggah data pribadi.') AS message,
    note.region_code
FROM raw.note AS note
SEMI JOIN raw.delivery_column AS place
    ON place.delivery_id = note.delivery_id
    AND place.sheet = note.sheet
    AND place.column_letter = note.column_letter
    AND place.field IN ('nik', 'manager_nik')
WHERE note.note = 'personal' AND note.found LIKE 'NIK kependudukan%'
ORDER BY note.delivery_id, note.sheet, note.row_number;
