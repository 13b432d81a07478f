-- name:    indicator_break
-- purpose: First year of a new, not comparable series, per indicator; region_code NULL means everywhere.
--          A growth rate has no break of its own: where its levels break it has no value.
CREATE TABLE mart.indicator_break AS
SELECT DISTINCT
    indicator.indicator_id,
    measure_break.region_code,
    measure_break.first_year,
    measure_break.reason
FROM core.indicator
INNER JOIN mart.measure_break
    ON measure_break.measure_id IN (indicator.numerator, indicator.denominator)
WHERE indicator.formula != 'growth';
