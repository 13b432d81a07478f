-- name:     B01
-- severity: peringatan
-- purpose:  Akhiran nama berkas sesuai dengan isinya.
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
    concat('Berkas dibaca menurut isinya: ', note.found, '.') AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'B01'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
