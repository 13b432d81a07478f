-- name:    level_break
-- purpose: Years from which a series is no longer comparable with the years before.
INSERT INTO core.level_break
SELECT measure_id, CAST(first_year AS INTEGER), series_before, series_from, reason
FROM raw.level_breaks;
