-- name:    shape
-- purpose: The columns of the marts of one of two builds that are compared (`one` and `two`); views are none of its own.
-- params:  $build VARCHAR
-- returns: table VARCHAR, column VARCHAR, type VARCHAR
-- grain:   one row per table and column, in order
SELECT
    columns.table_name AS "table",
    columns.column_name AS "column",
    columns.data_type AS type
FROM duckdb_columns() AS columns
SEMI JOIN duckdb_tables() AS tables
    ON tables.database_name = columns.database_name
    AND tables.schema_name = columns.schema_name
    AND tables.table_name = columns.table_name
WHERE columns.database_name = $build AND columns.schema_name = 'mart'
ORDER BY columns.table_name, columns.column_index;
