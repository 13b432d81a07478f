-- name:    description
-- purpose: A build in a list of builds: when it was made, in UTC, and how much it holds.
-- params:  none
-- returns: build_id VARCHAR, built_at TIMESTAMP, schema_version INTEGER, deliveries BIGINT, findings BIGINT, galat BIGINT
-- grain:   one row
SELECT
    build_id,
    built_at AT TIME ZONE 'UTC' AS built_at,
    schema_version,
    (SELECT count(*) FROM core.accepted) AS deliveries,
    (SELECT count(*) FROM core.finding) AS findings,
    (SELECT count(*) FROM core.finding WHERE severity = 'galat') AS galat
FROM core.build;
