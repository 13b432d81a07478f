-- name:    money_measure
-- purpose: The measures that are secret where they are of too few.
-- params:  none
-- returns: measure_id VARCHAR, subject VARCHAR
-- grain:   one row per measure
SELECT measure_id, subject
FROM core.measure
WHERE secret_below IS NOT NULL;
