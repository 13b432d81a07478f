-- name:    delivered_version
-- purpose: Which delivery speaks for a kind, field, region and year: the one of the latest state of affairs;
--          then a region's own before the province's; then the one received last.
CREATE TABLE mart.delivered_version AS
WITH spoken AS (
    SELECT DISTINCT delivery_id, field, region_code, year FROM raw.fact WHERE region_code IS NOT NULL
    UNION ALL
    SELECT DISTINCT delivery_id, NULL, region_code, book_year FROM raw.cooperative WHERE region_code IS NOT NULL
    UNION ALL
    SELECT DISTINCT delivery_id, NULL, region_code, wave FROM raw.enterprise WHERE region_code IS NOT NULL
    UNION ALL
    SELECT DISTINCT delivery_id, NULL, region_code, budget_year FROM raw.proposal WHERE region_code IS NOT NULL
),
breadth AS (
    SELECT delivery_id, count(DISTINCT region_code) AS regions FROM spoken GROUP BY delivery_id
)
SELECT delivery.kind, spoken.field, spoken.region_code, spoken.year, spoken.delivery_id
FROM spoken
SEMI JOIN core.accepted USING (delivery_id)
INNER JOIN raw.delivery USING (delivery_id)
INNER JOIN breadth USING (delivery_id)
WHERE spoken.year IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY delivery.kind, spoken.field, spoken.region_code, spoken.year
    ORDER BY delivery.as_of DESC NULLS LAST, breadth.regions = 1 DESC, delivery.received_at DESC, delivery.file DESC
) = 1;
