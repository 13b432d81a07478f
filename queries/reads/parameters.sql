-- name:    parameters
-- purpose: Thresholds, weights and rules of counting this build was made with, each with its reason.
-- params:  none
-- returns: parameter VARCHAR, value DOUBLE, reason VARCHAR
-- grain:   one row per parameter, by name
SELECT parameter, value, reason
FROM core.parameter
ORDER BY parameter;
