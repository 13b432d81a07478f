-- name:    indicator_break
-- purpose: First year of a new, not comparable series, per indicator; region_code NULL means everywhere.
--          What breaks in the province breaks in everybody's share of it. Where the levels of a growth rate break it
--          has no value; a break of its own is only where it is printed from one year on and was computed before.
CREATE TABLE mart.indicator_break AS
SELECT DISTINCT
    indicator.indicator_id,
    CASE WHEN indicator.formula != 'share' OR measure_break.region_code != '74' THEN measure_break.region_code END
        AS region_code,
    measure_break.first_year,
    measure_break.reason,
    measure_break.partial_year
FROM core.indicator
INNER JOIN mart.measure_break
    ON measure_break.measure_id IN (indicator.numerator, indicator.denominator)
WHERE indicator.formula != 'growth'
UNION ALL
SELECT indicator_id, region_code, year, basis_break(year, basis_before, basis), NULL
FROM (
    SELECT *, lag(basis) OVER (PARTITION BY indicator_id, region_code ORDER BY year) AS basis_before
    FROM mart.indicator_value
)
INNER JOIN core.indicator USING (indicator_id)
WHERE formula = 'growth' AND basis != basis_before;
