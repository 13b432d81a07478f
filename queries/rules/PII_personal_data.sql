-- name:     PII
-- severity: peringatan
-- cause:    column, found
-- purpose:  Kiriman tidak memuat data pribadi; yang ada dibuang sebelum apa pun disimpan.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Ketua;No HP /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Aktif;CONTOH KETUA;080000000001
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell; per column in an extract of enterprises
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat(
        CASE
            WHEN note.field = 'file_name' THEN 'Nama berkas'
            WHEN note.field = 'sheet_name' THEN 'Nama lembar'
            WHEN note.heading IS NULL THEN 'Sel'
            ELSE concat('Kolom ', note.heading)
        END,
        ' memuat data pribadi (', note.found, '); sudah dibuang, ',
        CASE WHEN note.field IN ('file_name', 'sheet_name') THEN 'ganti namanya.' ELSE 'jangan dikirim lagi.' END
    ) AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'personal'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
