-- name:     B20
-- severity: peringatan
-- purpose:  Rumus sudah dihitung dan hasilnya tersimpan dalam buku kerja.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per sheet; found counts its cells
SELECT
    note.delivery_id,
    note.sheet,
    min(note.row_number) AS row_number,
    arg_min(note.column_letter, (note.row_number, note.column_letter)) AS column_letter,
    CASE WHEN count(DISTINCT note.heading) = 1 THEN any_value(note.heading) END AS "column",
    concat(sum(coalesce(TRY_CAST(regexp_extract(note.found, '\d+') AS BIGINT), 1)), ' sel') AS found,
    'hasil rumus yang tersimpan' AS expected,
    concat(
        CASE WHEN note.sheet = '' THEN '' ELSE concat('Lembar ''', note.sheet, ''': ') END,
        'rumus pada ', sum(coalesce(TRY_CAST(regexp_extract(note.found, '\d+') AS BIGINT), 1)),
        ' sel belum dihitung, jadi tidak dibaca. Buka dan simpan di Excel, lalu kirim lagi.'
    ) AS message,
    CASE WHEN count(DISTINCT note.region_code) = 1 THEN any_value(note.region_code) END AS region_code
FROM raw.note AS note
WHERE note.note = 'uncalculated'
GROUP BY note.delivery_id, note.sheet
ORDER BY note.delivery_id, note.sheet;
