-- name:    fail_measure
-- purpose: Withholds a whole table of money that an attack came too near to.
-- params:  $measure_id VARCHAR, $year INTEGER
-- returns: none
-- grain:   one row per region
INSERT OR IGNORE INTO mart.protected_cell
SELECT measure_id, region_code, year, 'failed'
FROM mart.measure_complete
WHERE measure_id = $measure_id AND year = $year;
