-- name:     V02
-- severity: galat
-- cause:    column
-- purpose:  Sistem kode wilayah dinyatakan, dan kode serta nama menunjuk wilayah yang sama.
-- example:  Kode BPS;Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / 7401;Kolaka;2023;10;20
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
    CASE note.note
        WHEN 'code_disagrees'
            THEN concat(
                row_text(note.row_number), 'kode ', note.expected, ' tetapi nama tertulis ',
                region_short(note.region_code), '. Periksa apakah kode BPS atau Kemendagri.'
            )
        WHEN 'code_undeclared'
            THEN concat(
                row_text(note.row_number), 'sistem kode ''', shown(note.found),
                ''' belum dinyatakan (BPS atau Kemendagri).'
            )
        ELSE concat(
            row_text(note.row_number), 'kode ''', shown(note.found),
            ''' bukan kode kabupaten/kota di Sulawesi Tenggara.'
        )
    END AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('code_disagrees', 'code_undeclared', 'unknown_code')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
