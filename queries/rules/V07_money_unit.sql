-- name:     V07
-- severity: galat
-- cause:    table, found
-- purpose:  Satuan setiap kolom uang dinyatakan dan dikenal: Rp, Rp ribu, Rp juta, atau Rp miliar.
-- example:  Kabupaten/Kota;Tahun;Aset;Volume Usaha (Rp juta) / Kolaka;2023;5200;7100
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per column without a unit, or per place where an unknown one stands
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    CASE
        WHEN note.note = 'unknown_unit'
            THEN concat(
                'Satuan ''', shown(note.found), '''', ' pada kolom ''' || note.heading || '''',
                ' tidak dikenal, jadi angkanya tidak dibaca. Tulis Rp, Rp ribu, Rp juta, atau Rp miliar.'
            )
        ELSE concat(
            'Satuan kolom ', coalesce(note.heading, 'uang'), ' belum dinyatakan (Rp, ribu, juta, atau miliar).'
        )
    END AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('unit_missing', 'unknown_unit')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
