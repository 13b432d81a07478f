-- name:     B18
-- severity: galat
-- cause:    file
-- purpose:  Angka berlaku untuk setahun penuh; semester, triwulan, dan jumlah sampai suatu bulan belum ditampung.
-- example:  REKAP KOPERASI KABUPATEN KOLAKA TAHUN 2024;; / Uraian;Triwulan I 2024;Triwulan II 2024 /
--           Koperasi Aktif;10;11 / Koperasi Tidak Aktif;20;19
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per table of parts of a year
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    'angka setahun penuh' AS expected,
    concat(
        CASE WHEN note.sheet = '' THEN 'Tabel ini' ELSE concat('Lembar ''', note.sheet, '''') END,
        ' memuat angka per bagian tahun (', shown(note.found), '), yang belum ditampung dashboard: tidak dibaca. ',
        'Kirim angka setahun penuh (keadaan 31 Desember).'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'part_year'
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
