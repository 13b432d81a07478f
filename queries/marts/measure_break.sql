-- name:    measure_break
-- purpose: Years from which a measure may not be compared with the years before: declared changes of
--          method (everywhere, region_code NULL), and the split of a region from its parent, where the
--          child has no figures of its own before, so that the parent's level drops without shrinking; and
--          years of which only some months were delivered.
CREATE TABLE mart.measure_break AS
SELECT measure_id, CAST(NULL AS VARCHAR) AS region_code, first_year, reason
FROM core.level_break
UNION ALL
SELECT
    parent_value.measure_id,
    child.parent_code,
    child.split_year,
    parent.region_name || ' tanpa ' || string_agg(child.region_name, ' dan ' ORDER BY child.region_code)
        || ' sejak pemekaran ' || child.split_year AS reason
FROM core.region AS child
INNER JOIN core.region AS parent ON parent.region_code = child.parent_code
INNER JOIN mart.measure_value AS parent_value
    ON parent_value.region_code = child.parent_code
    AND parent_value.year = child.split_year - 1
WHERE child.split_year IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM mart.measure_value AS child_value
        WHERE child_value.region_code = child.region_code
            AND child_value.measure_id = parent_value.measure_id
            AND child_value.year < child.split_year
    )
GROUP BY parent_value.measure_id, child.parent_code, child.split_year, parent.region_name
UNION ALL
SELECT
    partial.measure_id,
    partial.region_code,
    partial.year + step.years,
    'Tahun ' || partial.year || ' baru terisi ' || partial.period || '.' AS reason
FROM mart.measure_value AS partial
CROSS JOIN (VALUES (0), (1)) AS step (years)
WHERE partial.period LIKE 'bulan %';
