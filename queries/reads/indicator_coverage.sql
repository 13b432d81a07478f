-- name:    indicator_coverage
-- purpose: How many regions each indicator was published for, year by year.
-- params:  none
-- returns: indicator_id VARCHAR, label VARCHAR, topic VARCHAR, year INTEGER, regions BIGINT, withheld BIGINT, in_force BIGINT, province BOOLEAN, simulated BOOLEAN
-- grain:   one row per indicator and year with any value, in registry order and by year; withheld counts the regions that have a value which is told to nobody; in_force is how many regions existed that year
SELECT
    indicator.indicator_id,
    indicator.label,
    indicator.topic,
    indicator_value.year,
    count(indicator_value.value) FILTER (WHERE region.is_local) AS regions,
    count(*) FILTER (WHERE region.is_local AND indicator_value.status = 'rahasia') AS withheld,
    (
        SELECT count(*)
        FROM core.region AS existing
        WHERE existing.is_local AND existing.valid_from <= indicator_value.year
    ) AS in_force,
    bool_or(region.region_code = '74') AS province,
    bool_or(indicator_value.simulated) AS simulated
FROM core.indicator
INNER JOIN mart.indicator_value ON indicator_value.indicator_id = indicator.indicator_id
INNER JOIN core.region ON region.region_code = indicator_value.region_code
GROUP BY ALL
ORDER BY any_value(indicator.position), indicator_value.year;
