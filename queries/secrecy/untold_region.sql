-- name:    untold_region
-- purpose: The regions of which money is told to nobody, by subject, in `untold_region`: of this build.
-- params:  none
-- returns: none
-- grain:   one row per region and subject
CREATE OR REPLACE TEMP TABLE untold_region AS
SELECT DISTINCT protected_cell.region_code, measure.subject
FROM mart.protected_cell AS protected_cell
INNER JOIN core.measure ON measure.measure_id = protected_cell.measure_id AND measure.secret_with <> 'matched';
