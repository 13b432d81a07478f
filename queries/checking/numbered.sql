-- name:    numbered
-- purpose: What one rule found (`found`), graded and numbered within its delivery. A rule whose grade depends on the case
--          has a column `severity`; what is found by others is of the grade in their header.
-- params:  $severity VARCHAR
-- returns: none
-- grain:   one row per cell found
CREATE OR REPLACE TEMP TABLE numbered AS
WITH perhaps_graded AS (
    FROM found
    UNION ALL BY NAME
    SELECT CAST(NULL AS VARCHAR) AS severity WHERE FALSE
)
SELECT
    delivery_id, sheet, row_number, column_letter, "column", found, expected, message, region_code,
    coalesce(severity, $severity) AS graded,
    row_number() OVER (
        PARTITION BY delivery_id
        ORDER BY sheet, row_number, length(column_letter), column_letter, "column", found, expected, message, region_code
    ) AS position
FROM perhaps_graded;
