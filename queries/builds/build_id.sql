-- name:    build_id
-- purpose: Which build a file holds.
-- params:  none
-- returns: build_id VARCHAR
-- grain:   one row
SELECT build_id FROM core.build;
