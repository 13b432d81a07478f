-- name:    build_info
-- purpose: Which build this is, and when (UTC) it was made.
-- params:  none
-- returns: build_id VARCHAR, built_at TIMESTAMP, schema_version INTEGER, input_hash VARCHAR
-- grain:   one row
SELECT build_id, built_at AT TIME ZONE 'UTC' AS built_at, schema_version, input_hash
FROM core.build;
