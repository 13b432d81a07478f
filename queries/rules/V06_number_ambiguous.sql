-- name:     V06
-- severity: galat
-- cause:    column, expected
-- purpose:  Angka uang dan persentase terbaca tanpa keraguan: satu cara menulis ribuan dan desimal dalam satu kolom.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp) / Kolaka;2023;1.250.000.000 / Konawe;2023;4611203.5 /
--           Muna;2023;2.500.000.000
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
        'Nilai ''', shown(note.found),
        CASE
            WHEN note.note = 'ambiguous_number' THEN ''' ambigu (titik ribuan atau desimal?).'
            ELSE ''' bukan angka.'
        END
    ) AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'ambiguous_number' OR (note.note = 'not_a_number' AND quantity_of(note.field) <> 'count')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
