-- name:    delivered_version
-- purpose: Which delivery speaks for a number of a recap: for each kind, field, region, year and month the one of the
--          latest state of affairs; then a region's own before the province's; then the one received last. A number of
--          the whole year and numbers of its months do not stand beside each other: the later of the two speaks, and
--          within one delivery the months, for they say of which part of the year they are.
--          `mart.delivery_order` puts deliveries in that order, the one that goes before with the lowest `place`.
CREATE TABLE mart.delivery_order AS
WITH spoken AS (
    SELECT DISTINCT delivery_id, region_code FROM raw.fact WHERE region_code IS NOT NULL
    UNION
    SELECT DISTINCT delivery_id, region_code FROM raw.cooperative WHERE region_code IS NOT NULL
    UNION
    SELECT DISTINCT delivery_id, region_code FROM raw.enterprise WHERE region_code IS NOT NULL
    UNION
    SELECT DISTINCT delivery_id, region_code FROM raw.proposal WHERE region_code IS NOT NULL
),
breadth AS (
    SELECT delivery_id, count(*) AS regions FROM spoken GROUP BY delivery_id
)
SELECT
    delivery_id,
    kind,
    row_number() OVER (
        ORDER BY as_of DESC NULLS LAST, coalesce(regions, 0) = 1 DESC, received_at DESC, file DESC, delivery_id
    ) AS place
FROM raw.delivery
SEMI JOIN core.accepted USING (delivery_id)
LEFT JOIN breadth USING (delivery_id);

CREATE TABLE mart.delivered_version AS
WITH spoken AS (
    SELECT DISTINCT delivery_id, field, region_code, year, month
    FROM raw.fact
    WHERE region_code IS NOT NULL AND year IS NOT NULL
),
chosen AS (
    SELECT kind, field, region_code, year, month, delivery_id, place
    FROM spoken
    INNER JOIN mart.delivery_order USING (delivery_id)
    QUALIFY place = min(place) OVER (PARTITION BY kind, field, region_code, year, month)
)
SELECT kind, field, region_code, year, month, delivery_id
FROM chosen
QUALIFY (month IS NULL) = first(month IS NULL) OVER (
    PARTITION BY kind, field, region_code, year
    ORDER BY place, month NULLS LAST
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);
