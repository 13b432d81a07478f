-- name:     V07
-- severity: galat
-- purpose:  Satuan setiap kolom uang dinyatakan: Rp, Rp ribu, Rp juta, atau Rp miliar.
-- example:  Kabupaten/Kota;Tahun;Aset;Volume Usaha (Rp juta) / Kolaka;2023;5200;7100
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per column
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat('Satuan kolom ', coalesce(note.heading, 'uang'), ' belum dinyatakan (Rp, ribu, juta, atau miliar).')
        AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'unit_missing'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
