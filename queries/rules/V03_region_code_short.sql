-- name:     V03
-- severity: galat
-- cause:    column
-- purpose:  Kode wilayah lengkap empat angka; 74.1 adalah 74.10 yang kehilangan nolnya.
-- example:  Kode Kemendagri;Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / 74.1;Buton Utara;2023;10;20
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
    CASE
        WHEN regexp_full_match(note.expected, '74\.\d\d')
            THEN concat(
                'Kode ''', shown(note.found), ''' tidak lengkap; maksud Anda ', note.expected, ' (',
                region_short(note.expected), ')?'
            )
        ELSE concat('Kode ''', shown(note.found), ''' tidak lengkap; ', note.expected, '.')
    END AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note = 'code_short'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
