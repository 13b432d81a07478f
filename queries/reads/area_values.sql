-- name:    area_values
-- purpose: Every indicator of one area in every year; feeds the profile and the headlines.
-- params:  $region_code VARCHAR
-- returns: indicator_id VARCHAR, year INTEGER, value DOUBLE, change DOUBLE, change_pct DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, simulated BOOLEAN, grade VARCHAR, contributors BIGINT, answered BIGINT, asked BIGINT, region_code VARCHAR
-- every:   region_code
-- grain:   one row per indicator and published year, in registry order; answered of asked have said what the numerator adds up, NULL where nobody was asked one by one
SELECT
    area.indicator_id,
    area.year,
    area.value,
    indicator_change.change,
    indicator_change.change_pct,
    status_id(area.status) AS status,
    status_words(area.status) AS status_words,
    area.period,
    area.basis,
    area.simulated,
    indicator_grade.grade,
    area.contributors,
    indicator_answer.answered,
    indicator_answer.asked,
    area.region_code
FROM mart.indicator_value AS area
INNER JOIN core.indicator ON indicator.indicator_id = area.indicator_id
LEFT JOIN mart.indicator_answer
    ON indicator_answer.indicator_id = area.indicator_id
    AND indicator_answer.region_code = area.region_code
    AND indicator_answer.year = area.year
LEFT JOIN mart.indicator_grade
    ON indicator_grade.indicator_id = area.indicator_id
    AND indicator_grade.region_code = area.region_code
    AND indicator_grade.year = area.year
LEFT JOIN mart.indicator_change
    ON indicator_change.indicator_id = area.indicator_id
    AND indicator_change.region_code = area.region_code
    AND indicator_change.year = area.year
WHERE area.region_code = coalesce($region_code, area.region_code)
ORDER BY area.region_code, indicator.position, area.year;
