-- name:    delivered_fact
-- purpose: The cells of recaps that a measure rests on. A number of the whole region wins over its parts; parts are
--          summed, but of types of cooperatives only where all five are there, of sectors where there are several. The
--          same number twice in one delivery (a recap repeated on another sheet) counts once in each of its measures.
CREATE TABLE mart.delivered_fact AS
SELECT
    delivered_field.measure_id,
    delivery.kind,
    fact.*,
    (fact.subdistrict IS NOT NULL)::INTEGER
        + 2 * (fact.sector IS NOT NULL OR fact.cooperative_type IS NOT NULL)::INTEGER AS depth
FROM raw.fact
INNER JOIN raw.delivery USING (delivery_id)
INNER JOIN core.delivered_field
    ON delivered_field.kind = delivery.kind
    AND delivered_field.field = fact.field
INNER JOIN mart.delivered_version
    ON delivered_version.kind = delivery.kind
    AND delivered_version.field = fact.field
    AND delivered_version.delivery_id = fact.delivery_id
    AND delivered_version.region_code = fact.region_code
    AND delivered_version.year = fact.year
    AND delivered_version.month IS NOT DISTINCT FROM fact.month
WHERE fact.value IS NOT NULL
QUALIFY
    (
        fact.cooperative_type IS NULL
        OR 5 <= count(DISTINCT fact.cooperative_type) OVER (
            PARTITION BY fact.delivery_id, fact.field, fact.region_code, fact.year, fact.month, fact.subdistrict
        )
    )
    AND (
        fact.sector IS NULL
        OR 5 <= count(DISTINCT fact.sector) OVER (
            PARTITION BY fact.delivery_id, fact.field, fact.region_code, fact.year, fact.month, fact.subdistrict
        )
    )
    AND depth = min(depth) OVER (PARTITION BY fact.delivery_id, fact.field, fact.region_code, fact.year, fact.month)
    AND row_number() OVER (
        PARTITION BY
            fact.delivery_id, delivered_field.measure_id, fact.field, fact.region_code, fact.year, fact.month,
            fact.subdistrict, fact.sector, fact.cooperative_type
        ORDER BY fact.sheet, fact.row_number, length(fact.column_letter), fact.column_letter
    ) = 1;
