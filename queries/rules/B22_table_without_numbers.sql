-- name:     B22
-- severity: peringatan
-- purpose:  Tabel yang dikenali menghasilkan angka.
-- example:  UMKM PENERIMA BPUM TAHUN 2021; / Kabupaten/Kota;Usaha Mikro / Kolaka;300 / Konawe;301
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per table that yields no number
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found AS found,
    'paling sedikit satu angka' AS expected,
    concat(
        CASE WHEN note.sheet = '' THEN 'Tabel ini' ELSE concat('Tabel pada lembar ''', note.sheet, '''') END,
        ' dikenali, tetapi tidak satu angka pun terbaca: ', rtrim(note.found, '. '), '.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'nothing_read'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
