-- name:    threshold
-- purpose: The thresholds that a build goes by.
-- params:  none
-- returns: parameter VARCHAR, value DOUBLE
-- grain:   one row per threshold
SELECT parameter, value
FROM core.parameter;
