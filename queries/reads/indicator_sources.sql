-- name:    indicator_sources
-- purpose: The sources one indicator's values rest on, and the years each one serves.
-- params:  $indicator_id VARCHAR
-- returns: source_id VARCHAR, publisher VARCHAR, title VARCHAR, reference VARCHAR, licence VARCHAR, retrieved_on DATE, first_year INTEGER, last_year INTEGER, regions BIGINT, simulated BOOLEAN, indicator_id VARCHAR
-- every:   indicator_id
-- grain:   one row per source used, by last year served, newest first
SELECT
    source.source_id,
    source.publisher,
    source.title,
    source.reference,
    source.licence,
    source.retrieved_on,
    min(used.year) AS first_year,
    max(used.year) AS last_year,
    count(DISTINCT used.region_code) AS regions,
    (
        SELECT coalesce(bool_or(delivery.simulated), FALSE)
        FROM raw.delivery
        WHERE delivery.delivery_id = source.source_id
    ) AS simulated,
    used.indicator_id
FROM (
    SELECT indicator_id, region_code, year, unnest(source_ids) AS source_id
    FROM mart.indicator_value
    WHERE indicator_id = coalesce($indicator_id, indicator_id)
) AS used
INNER JOIN core.source ON source.source_id = used.source_id
GROUP BY ALL
ORDER BY used.indicator_id, last_year DESC, source.source_id;
