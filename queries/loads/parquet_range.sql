-- name:    parquet_range
-- purpose: The least and the greatest value of the columns of whole numbers, where a Parquet file itself keeps them.
-- params:  $path VARCHAR
-- returns: column VARCHAR, least HUGEINT, most HUGEINT
-- grain:   one row per column
SELECT
    path_in_schema AS "column",
    min(TRY_CAST(stats_min_value AS HUGEINT)) AS least,
    max(TRY_CAST(stats_max_value AS HUGEINT)) AS most
FROM parquet_metadata($path)
WHERE type IN ('INT32', 'INT64')
GROUP BY ALL
HAVING bool_and(TRY_CAST(stats_min_value AS HUGEINT) IS NOT NULL);
