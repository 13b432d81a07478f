-- name:    fail_untold
-- purpose: Where the levels of the same cooperatives failed, their growth is told to nobody either.
-- params:  $measure_id VARCHAR
-- returns: none
-- grain:   one row per region and year
INSERT OR IGNORE INTO mart.untold_growth
SELECT region_code, year
FROM mart.protected_cell
WHERE why = 'failed' AND measure_id = $measure_id;
