-- name:    any_enterprise
-- purpose: Whether an extract came to anything.
-- params:  $delivery_id VARCHAR
-- returns: enterprises BIGINT
-- grain:   one row, 1 or 0
SELECT count(*) AS enterprises
FROM (
    SELECT 1
    FROM raw.enterprise
    WHERE delivery_id = $delivery_id
    LIMIT 1
);
