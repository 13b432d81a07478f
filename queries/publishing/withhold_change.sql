-- name:    withhold_change
-- purpose: Withholds in a candidate build what `untold_change` (measure_id, region_code, year) and `untold_part` hold, and
--          the growths that would tell it, for no other reason than that: and says nothing of tables that failed an attack.
--          For looking at only: what is published is built anew.
-- params:  none
-- returns: none
-- grain:   one row per measure, region and year
INSERT OR REPLACE INTO mart.protected_cell
SELECT measure_id, region_code, year, 'unseen'
FROM untold_change;

INSERT OR IGNORE INTO mart.untold_growth
SELECT DISTINCT region_code, unnest([year, year + 1])
FROM untold_change
WHERE measure_id LIKE 'cooperative_turnover%';

INSERT OR REPLACE INTO mart.register_told
SELECT field, from_year, to_year, region_code, 'none', 'unseen'
FROM untold_part;

DELETE FROM core.finding
WHERE rule = 'S01';
