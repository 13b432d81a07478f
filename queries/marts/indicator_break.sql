-- name:    indicator_break
-- purpose: First year of a new, not comparable series, per indicator.
CREATE TABLE mart.indicator_break AS
SELECT DISTINCT indicator.indicator_id, level_break.first_year, level_break.reason
FROM core.indicator
INNER JOIN core.level_break
    ON level_break.measure_id IN (indicator.numerator, indicator.denominator);
