-- name:    close_detail
-- purpose: Tells a measure of a region and year no longer in finer cells, which would tell those of a part of it.
-- params:  $measure_id VARCHAR, $region_code VARCHAR, $year INTEGER
-- returns: none
-- grain:   one row per delivery
INSERT INTO mart.untold_detail
SELECT DISTINCT delivery_id, measure_id, region_code, year
FROM mart.delivered_fact
WHERE measure_id = $measure_id AND region_code = $region_code AND year = $year;
