-- name:     B24
-- severity: peringatan
-- purpose:  Catatan kaki tidak membatasi angka di atasnya.
-- example:  DATA KOPERASI TAHUN 2023; / Kabupaten/Kota;Koperasi Aktif / Kolaka;7 / Muna;8 /
--           Keterangan: hanya koperasi yang dibina;
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per note below a table that leaves somebody out
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    note.expected,
    concat(
        'Catatan pada tabel membatasi angkanya: ''', shown(note.found), '''. Angka tetap dibaca sebagai angka ',
        'semua; bila hanya sebagian, tulis batasannya di judul.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'limiting_note'
ORDER BY note.delivery_id, note.sheet, note.row_number;
