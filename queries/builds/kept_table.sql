-- name:    kept_table
-- purpose: Every table that a build keeps.
-- params:  none
-- returns: table VARCHAR
-- grain:   one row per table, by name
SELECT schema_name || '.' || table_name AS "table"
FROM duckdb_tables()
WHERE NOT internal AND NOT temporary
ORDER BY "table";
