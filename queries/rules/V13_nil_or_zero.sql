-- name:     V13
-- severity: peringatan
-- cause:    column, found
-- purpose:  Tanda '-', 'nihil', 0, dan kosong dibedakan: 0 untuk nol, kosong untuk yang belum ada datanya.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;10;- / Konawe;2023;12;20
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
        CASE WHEN note.note = 'dash' THEN 'Tanda' ELSE 'Isian' END,
        ' ''', shown(note.found), ''' dibaca sebagai kosong, bukan nol.'
    ) AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('dash', 'nihil', 'not_available')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
