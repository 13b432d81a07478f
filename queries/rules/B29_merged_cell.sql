-- name:     B29
-- severity: galat
-- purpose:  Satu angka berdiri di satu baris dan satu kolom; sel angka yang digabung di atas beberapa daerah atau kolom
--           bukan milik salah satunya.
-- example:  lembar dengan sel angka yang digabung di atas dua daerah
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per merged cell that holds a number
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    note.expected,
    concat(
        row_text(note.row_number), 'sel angka digabung (', shown(note.found), '), jadi tidak jelas milik baris atau ',
        'kolom yang mana. Pisahkan selnya (Unmerge Cells) dan tulis angka masing-masing.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'merged_value'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
