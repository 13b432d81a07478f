-- name:    build_info
-- purpose: Which build this is.
-- params:  none
-- returns: build_id VARCHAR, built_at TIMESTAMP WITH TIME ZONE, schema_version INTEGER, input_hash VARCHAR
-- grain:   one row
SELECT build_id, built_at, schema_version, input_hash
FROM core.build;
