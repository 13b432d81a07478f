-- name:    area_values
-- purpose: Every indicator of one area in every year; feeds the profile and the headlines.
-- params:  $region_code VARCHAR
-- returns: indicator_id VARCHAR, year INTEGER, value DOUBLE, change DOUBLE, change_pct DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, simulated BOOLEAN, grade VARCHAR, rank BIGINT, ranked BIGINT, tied BIGINT, median DOUBLE, mad DOUBLE
-- grain:   one row per indicator and published year, in registry order; rank, ranked, tied, median and mad (median absolute deviation) are over the kabupaten/kota of that year
WITH local_value AS (
    SELECT indicator_value.*
    FROM mart.indicator_value
    INNER JOIN core.region ON region.region_code = indicator_value.region_code
    WHERE region.is_local AND region.valid_to IS NULL AND indicator_value.value IS NOT NULL
),
spread AS (
    SELECT indicator_id, year, count(*) AS ranked, median(value) AS median, mad(value) AS mad
    FROM local_value
    GROUP BY indicator_id, year
),
ranked AS (
    SELECT
        indicator_id,
        year,
        region_code,
        rank() OVER (PARTITION BY indicator_id, year ORDER BY value DESC) AS rank,
        count(*) OVER (PARTITION BY indicator_id, year, value) AS tied
    FROM local_value
)
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
    quality_grade.grade,
    ranked.rank,
    spread.ranked,
    ranked.tied,
    spread.median,
    spread.mad
FROM mart.indicator_value AS area
INNER JOIN core.indicator ON indicator.indicator_id = area.indicator_id
INNER JOIN core.measure ON measure.measure_id = indicator.numerator
LEFT JOIN mart.quality_grade
    ON quality_grade.subject = measure.subject
    AND quality_grade.region_code = area.region_code
    AND quality_grade.year = area.year
LEFT JOIN spread
    ON spread.indicator_id = area.indicator_id
    AND spread.year = area.year
LEFT JOIN ranked
    ON ranked.indicator_id = area.indicator_id
    AND ranked.year = area.year
    AND ranked.region_code = area.region_code
LEFT JOIN mart.indicator_change
    ON indicator_change.indicator_id = area.indicator_id
    AND indicator_change.region_code = area.region_code
    AND indicator_change.year = area.year
WHERE area.region_code = $region_code
ORDER BY indicator.position, area.year;
