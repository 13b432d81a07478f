-- name:    target
-- purpose: Targets the office has filled in; none is made up.
INSERT INTO core.target
SELECT indicator_id, region_code, CAST(year AS INTEGER), CAST(value AS DOUBLE), document, FALSE AS simulated
FROM raw.targets;
