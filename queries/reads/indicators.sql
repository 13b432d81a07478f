-- name:    indicators
-- purpose: The indicator dictionary.
-- params:  none
-- returns: indicator_id VARCHAR, label VARCHAR, topic VARCHAR, unit VARCHAR, definition VARCHAR, formula_text VARCHAR, numerator VARCHAR, denominator VARCHAR, direction VARCHAR, cadence VARCHAR, derived BOOLEAN, caveat VARCHAR, first_year INTEGER, last_year INTEGER, simulated BOOLEAN
-- grain:   one row per indicator, in registry order; simulated where any of its values is
SELECT
    indicator.indicator_id,
    indicator.label,
    indicator.topic,
    indicator.unit,
    indicator.definition,
    indicator.formula_text,
    indicator.numerator,
    indicator.denominator,
    indicator.direction,
    indicator.cadence,
    indicator.derived,
    indicator.caveat,
    min(indicator_value.year) AS first_year,
    max(indicator_value.year) AS last_year,
    coalesce(bool_or(indicator_value.simulated), FALSE) AS simulated
FROM core.indicator
LEFT JOIN mart.indicator_value ON indicator_value.indicator_id = indicator.indicator_id
GROUP BY ALL
ORDER BY any_value(indicator.position);
