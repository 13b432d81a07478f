-- name:    delivered_target
-- purpose: Targets that deliveries hold: a target of what an indicator counts is a target of that indicator. One the
--          office has set itself (targets.csv) goes before, then the delivery of the latest state of affairs.
INSERT INTO core.target
WITH shares (kind, field, indicator_id) AS (
    VALUES
        ('cooperative_recap', 'active_pct', 'active_cooperative_share'),
        ('cooperative_recap', 'rat_pct', 'rat_share')
),
named AS (
    SELECT delivered_field.kind, delivered_field.field, indicator.indicator_id
    FROM core.delivered_field
    INNER JOIN core.indicator
        ON indicator.numerator = delivered_field.measure_id
        AND indicator.denominator IS NULL
        AND NOT indicator.derived
    UNION
    FROM shares
)
SELECT
    named.indicator_id,
    target.region_code,
    target.year,
    target.value,
    concat_ws(' › ', delivery.file, nullif(target.sheet, ''), target.column_letter || target.row_number) AS document,
    delivery.simulated
FROM raw.target AS target
SEMI JOIN core.accepted USING (delivery_id)
INNER JOIN raw.delivery AS delivery USING (delivery_id)
INNER JOIN named ON named.kind = delivery.kind AND named.field = target.field
ANTI JOIN core.target AS set_by_office
    ON set_by_office.indicator_id = named.indicator_id
    AND set_by_office.region_code = target.region_code
    AND set_by_office.year = target.year
WHERE target.value IS NOT NULL
    AND target.region_code IS NOT NULL
    AND target.year IS NOT NULL
    AND target.month IS NULL
    AND target.subdistrict IS NULL
    AND target.sector IS NULL
    AND target.cooperative_type IS NULL
QUALIFY row_number() OVER (
    PARTITION BY named.indicator_id, target.region_code, target.year
    ORDER BY
        delivery.as_of DESC NULLS LAST, delivery.received_at DESC, delivery.file, target.delivery_id, target.sheet,
        target.row_number, length(target.column_letter), target.column_letter, target.field
) = 1;
