-- name:    withhold_change
-- purpose: Withholds in a candidate build what `untold_change` (measure_id, region_code, year) and `untold_part` hold, and
--          the growths that would tell it. For looking at only: what is published is built anew.
-- params:  none
-- returns: none
-- grain:   one row per measure, region and year
INSERT OR IGNORE INTO mart.protected_cell
SELECT measure_id, region_code, year, 'unseen'
FROM untold_change;

INSERT OR IGNORE INTO mart.untold_growth
SELECT DISTINCT region_code, unnest([year, year + 1])
FROM untold_change
WHERE measure_id LIKE 'cooperative_turnover%';

INSERT OR REPLACE INTO mart.register_told
SELECT field, from_year, to_year, region_code, 'none', 'unseen'
FROM untold_part;
