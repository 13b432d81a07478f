-- name:    number_count
-- purpose: How many numbers a build publishes.
-- params:  none
-- returns: numbers BIGINT
-- grain:   one row
SELECT count(value) AS numbers
FROM mart.indicator_value;
