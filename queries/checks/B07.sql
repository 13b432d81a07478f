-- name:     B07
-- severity: peringatan
-- purpose:  Buku kerja tidak bertaut ke berkas lain.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat('Yang dibaca ialah nilai tersimpan: ', note.found, '.') AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'B07'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
