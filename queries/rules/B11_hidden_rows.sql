-- name:     B11
-- severity: info
-- cause:    table, expected
-- purpose:  Lembar dan baris tersembunyi disebut, karena ikut dibaca.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per hidden sheet or row
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    CASE
        WHEN note.note = 'hidden_sheet' THEN concat('Lembar ''', note.sheet, ''' tersembunyi dan ikut dibaca.')
        ELSE concat(row_text(note.row_number), 'tersembunyi dan ikut dibaca.')
    END AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('hidden_sheet', 'hidden_row')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
