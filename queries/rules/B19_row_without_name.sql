-- name:     B19
-- severity: peringatan
-- cause:    table
-- purpose:  Setiap baris yang terisi bernama: sebuah daerah, sebuah koperasi, atau jumlah.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;10;20 / ;2023;7;8 /
--           Konawe;2023;12;22
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per filled row without a name
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found AS found,
    'nama daerah atau koperasi, atau JUMLAH' AS expected,
    concat(
        row_text(note.row_number), 'terisi tetapi tidak bernama, jadi tidak dibaca. Isi nama daerah atau ',
        'koperasinya; bila ini jumlah, tulis JUMLAH.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'unnamed_row'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
