-- name:     B17
-- severity: peringatan
-- cause:    file, found
-- purpose:  Setiap kata pada judul tabel, judul kolom, dan nama lembar dimengerti; yang tidak, tidak dibaca.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Jumlah Koperasi Berprestasi / Kolaka;2023;10;3
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per heading, title or sheet name with words that are not understood
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    note.expected AS expected,
    concat(
        'Kata ''', shown(note.found), ''' pada ',
        CASE WHEN note.column_letter IS NULL THEN 'judul tabel atau nama lembar' ELSE 'judul kolom' END,
        ' ''' || shown(note.heading) || '''', ' tidak dikenal, jadi ',
        CASE WHEN note.column_letter IS NULL THEN 'tabel' ELSE 'kolom' END,
        ' ini tidak dibaca. Ganti judulnya, atau terima kata itu di halaman Unggah atau dengan --accept "',
        replace(shown(note.found), ', ', '" --accept "'), '".'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'unknown_word'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
