-- name:    indicator
-- purpose: Of which measures an indicator is made, and how.
-- params:  none
-- returns: indicator_id VARCHAR, formula VARCHAR, numerator VARCHAR, denominator VARCHAR
-- grain:   one row per indicator
SELECT indicator_id, formula, numerator, denominator
FROM core.indicator;
