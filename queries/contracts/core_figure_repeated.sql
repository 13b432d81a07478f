-- name:    core_figure_repeated
-- purpose: One source may print one value per measure, region, year, period and series.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per repeated key
SELECT
    min(file) AS file,
    max(row_number) AS row_number,
    concat_ws(' · ', source_id, measure_id, region_code, year) AS found,
    'Nilai yang sama kuncinya muncul ' || count(*) || ' kali dalam satu sumber.' AS message
FROM core.figure
GROUP BY source_id, measure_id, region_code, year, period, series
HAVING count(*) > 1
ORDER BY row_number;
