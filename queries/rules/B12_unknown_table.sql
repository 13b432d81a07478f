-- name:     B12
-- severity: peringatan
-- cause:    file, found
-- purpose:  Setiap tabel dan setiap nama data dikenali.
-- example:  REKAP KOPERASI KABUPATEN KOLAKA;; / Uraian;2022;2023 / Koperasi Aktif;10;11 / Koperasi Tidak Aktif;20;19 /
--           Desa dan Kelurahan;7;8
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per table or item
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    CASE
        WHEN note.note = 'unknown_table'
            THEN concat(
                'Tabel dengan judul kolom ''', note.found, ''' tidak dikenali dan tidak dibaca; ejaan baru ',
                'ditambahkan di data/sources.toml.'
            )
        ELSE concat(
            row_text(note.row_number), '''', shown(note.found), ''' tidak dikenali dan tidak dibaca; ejaan baru ',
            'ditambahkan di data/sources.toml.'
        )
    END AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('unknown_table', 'unknown_item')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
