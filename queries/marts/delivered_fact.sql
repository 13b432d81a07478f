-- name:    delivered_fact
-- purpose: The cells of recaps that a measure rests on. A number of the whole region wins over its parts; parts are
--          summed, but of types of cooperatives only where all five are there, of sectors where there are several. The
--          same number twice in one delivery (a recap repeated on another sheet) counts once in each of its measures.
--          `mart.stated_fact` has those of every delivery; of them those that speak (mart.delivered_version) are
--          `mart.delivered_fact`, and of what stands at a moment (core.measure.flow is false) the last month of the year.
CREATE VIEW mart.stated_fact AS
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
SEMI JOIN core.accepted ON accepted.delivery_id = fact.delivery_id
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

CREATE TABLE mart.delivered_fact AS
WITH speaking AS (
    SELECT stated.*
    FROM mart.stated_fact AS stated
    INNER JOIN mart.delivered_version AS version
        ON version.kind = stated.kind
        AND version.field = stated.field
        AND version.delivery_id = stated.delivery_id
        AND version.region_code = stated.region_code
        AND version.year = stated.year
        AND version.month IS NOT DISTINCT FROM stated.month
)
SELECT speaking.*
FROM speaking
INNER JOIN core.measure ON measure.measure_id = speaking.measure_id
QUALIFY measure.flow OR speaking.month IS NOT DISTINCT FROM max(speaking.month) OVER (
    PARTITION BY speaking.measure_id, speaking.kind, speaking.region_code, speaking.year
);
