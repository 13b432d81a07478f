-- name:    indicator_by_region
-- purpose: One indicator in one year for every region; feeds the map and the ranking.
-- params:  $indicator_id VARCHAR, $year INTEGER
-- returns: region_code VARCHAR, region_name VARCHAR, value DOUBLE, change DOUBLE, change_pct DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, contributors BIGINT, grade VARCHAR, simulated BOOLEAN, base DOUBLE, least_base DOUBLE, similar_pct DOUBLE, answered BIGINT, asked BIGINT, indicator_id VARCHAR, year INTEGER
-- every:   indicator_id, year
-- grain:   one row per kabupaten/kota in force, always all of them, by code; value is NULL where none was published or it is secret; status is reported, provisional, suppressed or missing, status_words says it in Indonesian; grade A-D is that of the data behind it, NULL where none is given; base is what a ratio divides by, growth what it grew from, NULL elsewhere; least_base and similar_pct are the parameters by which kumkm.analysis.comparable ranks; answered of asked have said what the numerator adds up, NULL where nobody was asked one by one
WITH wanted AS (
    SELECT $indicator_id AS indicator_id, CAST($year AS INTEGER) AS year
    WHERE $indicator_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT indicator_id, year
    FROM mart.indicator_value
    WHERE $indicator_id IS NULL
)
SELECT
    region.region_code,
    region.region_name,
    this_year.value,
    indicator_change.change,
    indicator_change.change_pct,
    status_id(this_year.status) AS status,
    status_words(this_year.status) AS status_words,
    this_year.period,
    this_year.basis,
    this_year.contributors,
    indicator_grade.grade,
    coalesce(this_year.simulated, FALSE) AS simulated,
    indicator_base.value AS base,
    threshold('rank_least_base') AS least_base,
    threshold('similar_pct') AS similar_pct,
    indicator_answer.answered,
    indicator_answer.asked,
    wanted.indicator_id,
    wanted.year
FROM wanted
CROSS JOIN core.region
LEFT JOIN mart.indicator_value AS this_year
    ON this_year.region_code = region.region_code
    AND this_year.indicator_id = wanted.indicator_id
    AND this_year.year = wanted.year
LEFT JOIN mart.indicator_change
    ON indicator_change.region_code = region.region_code
    AND indicator_change.indicator_id = wanted.indicator_id
    AND indicator_change.year = wanted.year
LEFT JOIN mart.indicator_base
    ON indicator_base.indicator_id = wanted.indicator_id
    AND indicator_base.region_code = region.region_code
    AND indicator_base.year = wanted.year
LEFT JOIN mart.indicator_answer
    ON indicator_answer.indicator_id = wanted.indicator_id
    AND indicator_answer.region_code = region.region_code
    AND indicator_answer.year = wanted.year
LEFT JOIN mart.indicator_grade
    ON indicator_grade.indicator_id = wanted.indicator_id
    AND indicator_grade.region_code = region.region_code
    AND indicator_grade.year = wanted.year
WHERE region.is_local AND region.valid_to IS NULL
ORDER BY wanted.indicator_id, wanted.year, region.region_code;
