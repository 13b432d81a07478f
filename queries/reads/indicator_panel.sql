-- name:    indicator_panel
-- purpose: One indicator in every area and year it was published for, province and nation included.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER, value DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, grade VARCHAR, moment DOUBLE, simulated BOOLEAN, change DOUBLE, change_pct DOUBLE, base DOUBLE, least_base DOUBLE, similar_pct DOUBLE, contributors BIGINT, answered BIGINT, asked BIGINT, indicator_id VARCHAR
-- every:   indicator_id
-- grain:   one row per area and published year, by code and year; a gap has no row; a secret value is NULL; moment is the point in time it is of (of a ratio, what is counted), in years (2022.5: the end of Semester 1; 2023: the end of 2022); base, least_base, similar_pct, answered and asked as in indicator_by_region
SELECT
    indicator_value.region_code,
    indicator_value.year,
    indicator_value.value,
    status_id(indicator_value.status) AS status,
    status_words(indicator_value.status) AS status_words,
    indicator_value.period,
    indicator_value.basis,
    indicator_grade.grade,
    indicator_value.moment,
    indicator_value.simulated,
    indicator_change.change,
    indicator_change.change_pct,
    indicator_base.value AS base,
    threshold('rank_least_base') AS least_base,
    threshold('similar_pct') AS similar_pct,
    indicator_value.contributors,
    indicator_answer.answered,
    indicator_answer.asked,
    indicator_value.indicator_id
FROM mart.indicator_value
LEFT JOIN mart.indicator_base
    ON indicator_base.indicator_id = indicator_value.indicator_id
    AND indicator_base.region_code = indicator_value.region_code
    AND indicator_base.year = indicator_value.year
LEFT JOIN mart.indicator_answer
    ON indicator_answer.indicator_id = indicator_value.indicator_id
    AND indicator_answer.region_code = indicator_value.region_code
    AND indicator_answer.year = indicator_value.year
LEFT JOIN mart.indicator_grade
    ON indicator_grade.indicator_id = indicator_value.indicator_id
    AND indicator_grade.region_code = indicator_value.region_code
    AND indicator_grade.year = indicator_value.year
LEFT JOIN mart.indicator_change
    ON indicator_change.indicator_id = indicator_value.indicator_id
    AND indicator_change.region_code = indicator_value.region_code
    AND indicator_change.year = indicator_value.year
WHERE indicator_value.indicator_id = coalesce($indicator_id, indicator_value.indicator_id)
ORDER BY indicator_value.indicator_id, indicator_value.region_code, indicator_value.year;
