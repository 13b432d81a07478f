-- name:    accepted
-- purpose: The deliveries that count in a build.
-- params:  none
-- returns: delivery_id VARCHAR
-- grain:   one row per delivery, by id
SELECT delivery_id
FROM core.accepted
ORDER BY delivery_id;
