-- name:    delivered_table
-- purpose: Every table of `raw` that holds deliveries, `delivery` itself included.
-- params:  none
-- returns: table VARCHAR
-- grain:   one row per table
SELECT table_name AS "table"
FROM information_schema.columns
WHERE table_schema = 'raw' AND column_name = 'delivery_id' AND table_catalog = current_database();
