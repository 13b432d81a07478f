-- name:     B21
-- severity: info
-- cause:    file, found
-- purpose:  Kata tidak dikenal yang diterima seseorang untuk satu kiriman tetap disebut.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per heading, title or sheet name with a word that was accepted
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    NULL AS expected,
    concat(
        'Kata ''', shown(note.found), ''' pada ''' || shown(note.heading) || '''', ' diterima oleh ',
        coalesce(nullif(note.expected, ''), 'yang memeriksa'),
        ' untuk kiriman ini; angkanya dibaca seakan kata itu tidak ada.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'accepted_word'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
