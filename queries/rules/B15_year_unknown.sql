-- name:     B15
-- severity: galat
-- purpose:  Tahun setiap angka diketahui: dari kolom, judul, atau nama lembar.
-- example:  Kabupaten/Kota;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;10;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per sheet
WITH undated AS (
    SELECT delivery_id, sheet, row_number, region_code FROM raw.fact WHERE year IS NULL
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code FROM raw.cooperative WHERE book_year IS NULL
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code FROM raw.proposal WHERE budget_year IS NULL
)
SELECT
    undated.delivery_id,
    undated.sheet,
    min(undated.row_number) AS row_number,
    NULL AS column_letter,
    NULL AS "column",
    'tahun tidak tertulis' AS found,
    'kolom tahun, atau tahun di judul atau nama lembar' AS expected,
    concat(
        row_text(min(undated.row_number)), 'tahunnya tidak dapat dikenali (', count(DISTINCT undated.row_number),
        ' baris pada tabel ini).'
    ) AS message,
    CASE WHEN count(DISTINCT undated.region_code) = 1 THEN any_value(undated.region_code) END AS region_code
FROM undated
ANTI JOIN raw.note AS note
    ON note.delivery_id = undated.delivery_id
    AND note.sheet = undated.sheet
    AND note.row_number = undated.row_number
    AND note.note = 'bad_year'
GROUP BY undated.delivery_id, undated.sheet
ORDER BY undated.delivery_id, undated.sheet;
