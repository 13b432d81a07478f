-- name:     B13
-- severity: peringatan
-- cause:    column
-- purpose:  Angka ditulis lengkap, bukan dalam notasi ilmiah yang kehilangan ketelitian.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp) / Kolaka;2023;1,23457E+12
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
    concat('Nilai ''', shown(note.found), ''' kehilangan ketelitian; tulis angkanya lengkap.') AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'precision_lost'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
