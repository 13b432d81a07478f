-- name:     B28
-- severity: galat
-- purpose:  Baris judul di dalam daftar tidak mengatakan status atau kelompok koperasi di bawahnya; itu ditulis di kolom.
-- example:  DAFTAR KOPERASI KABUPATEN KOLAKA TAHUN 2023; / Nama Koperasi;Anggota / I. KOPERASI AKTIF; / Mekar;25 /
--           Jaya;30 / II. KOPERASI DIBUBARKAN; / Layu;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per list with such rows
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    note.expected,
    concat(
        row_text(note.row_number), 'baris judul membagi daftar (''', shown(note.found), '''), tetapi tidak ada kolom ',
        'yang mengatakannya di setiap baris. Tambahkan kolom Status atau Kelompok, lalu kirim lagi.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'group_row'
ORDER BY note.delivery_id, note.sheet, note.row_number;
