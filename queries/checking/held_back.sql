-- name:    held_back
-- purpose: The deliveries that a galat keeps from being published.
-- params:  none
-- returns: delivery_id VARCHAR
-- grain:   one row per delivery, by id
SELECT DISTINCT delivery_id
FROM core.finding
WHERE severity = 'galat' AND delivery_id IS NOT NULL
ORDER BY delivery_id;
