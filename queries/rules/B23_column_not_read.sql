-- name:     B23
-- severity: info
-- purpose:  Kolom berisi angka yang tidak dibaca disebut beserta alasannya.
-- example:  DATA KOPERASI TAHUN 2023;;; / Kabupaten/Kota;Koperasi Aktif;Anggota; / ;;Simpan Pinjam;Konsumen /
--           Kolaka;10;1500;900
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per table with such columns
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat('Tidak dibaca: ', note.found, '.') AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'unread_columns'
ORDER BY note.delivery_id, note.sheet, note.row_number;
