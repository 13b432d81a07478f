-- name:    old_table
-- purpose: The tables of a build of before (`old`) that hold deliveries.
-- params:  none
-- returns: table VARCHAR
-- grain:   one row per table, by name
SELECT table_name AS "table"
FROM information_schema.columns
WHERE table_catalog = 'old' AND table_schema = 'raw' AND column_name = 'delivery_id'
ORDER BY table_name;
