-- name:    measure_break
-- purpose: Years from which a measure may not be compared with the years before: declared changes of
--          method (everywhere, region_code NULL), and the split of a region from its parent, where the
--          child has no figures of its own before, so that the parent's level drops without shrinking;
--          years of which only some months, or a last month before December, were delivered (`partial_year`, NULL for all other breaks); for a province
--          that is summed, years in which the cooperatives guided by the province came into the sum or went from it;
--          and years from which a number has another basis, as a province that is printed in one and summed in the next.
--          Reasons are written as they stand within a sentence.
CREATE TABLE mart.measure_break AS
SELECT
    measure_id,
    CAST(NULL AS VARCHAR) AS region_code,
    first_year,
    rtrim(reason, '.') AS reason,
    CAST(NULL AS INTEGER) AS partial_year
FROM core.level_break
UNION ALL
SELECT
    parent_value.measure_id,
    child.parent_code,
    child.split_year,
    parent.region_name || ' tanpa ' || string_agg(child.region_name, ' dan ' ORDER BY child.region_code)
        || ' sejak pemekaran ' || child.split_year AS reason,
    NULL AS partial_year
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
    'tahun ' || partial.year || CASE WHEN partial.period LIKE 'akhir%' THEN ' baru sampai ' ELSE ' baru terisi ' END
        || partial.period AS reason,
    partial.year AS partial_year
FROM mart.measure_value AS partial
CROSS JOIN (VALUES (0), (1)) AS step (years)
WHERE partial.period LIKE 'bulan %' OR partial.period LIKE 'akhir bulan %'
UNION ALL
SELECT
    this_year.measure_id,
    this_year.region_code,
    this_year.year,
    CASE
        WHEN bucket.measure_id IS NULL THEN 'jumlah provinsi sejak ' || this_year.year || ' tanpa binaan provinsi'
        ELSE 'jumlah provinsi sejak ' || this_year.year || ' memuat binaan provinsi'
    END AS reason,
    NULL AS partial_year
FROM mart.measure_value AS this_year
INNER JOIN mart.measure_value AS last_year
    ON last_year.measure_id = this_year.measure_id
    AND last_year.region_code = this_year.region_code
    AND last_year.year = this_year.year - 1
    AND last_year.basis = this_year.basis
LEFT JOIN mart.measure_complete AS bucket
    ON bucket.measure_id = this_year.measure_id
    AND bucket.region_code = '74.00'
    AND bucket.year = this_year.year
LEFT JOIN mart.measure_complete AS bucket_before
    ON bucket_before.measure_id = this_year.measure_id
    AND bucket_before.region_code = '74.00'
    AND bucket_before.year = last_year.year
WHERE this_year.region_code = '74'
    AND this_year.basis = 'sum_of_regions'
    AND (bucket.measure_id IS NULL) != (bucket_before.measure_id IS NULL)
UNION ALL
SELECT measure_id, region_code, year, basis_break(year, basis_before, basis), NULL
FROM (
    SELECT *, lag(basis) OVER (PARTITION BY measure_id, region_code ORDER BY year) AS basis_before
    FROM mart.measure_value
)
WHERE basis != basis_before;
