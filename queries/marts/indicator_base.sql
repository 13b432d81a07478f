-- name:    indicator_base
-- purpose: What a ratio divides by, and what growth grew from: what kumkm.analysis.comparable asks before it ranks. `year`
--          is that of the indicator. A view.
CREATE VIEW mart.indicator_base AS
SELECT
    indicator.indicator_id,
    base.region_code,
    base.year + CAST(indicator.formula = 'growth' AS INTEGER) AS year,
    base.value
FROM core.indicator
INNER JOIN mart.measure_value AS base ON base.measure_id = coalesce(indicator.denominator, indicator.numerator)
WHERE indicator.formula IN ('ratio', 'change', 'growth');
