-- name:    indicator_change
-- purpose: Change against the year before, joined on year - 1 and never across a declared break, between a published and
--          a summed province, or between unlike parts of the year (Semester 2 and Semester 1 are half a year apart). Percentages and indices change by points: in percent theirs is
--          empty.
CREATE TABLE mart.indicator_change AS
SELECT
    this_year.indicator_id,
    this_year.region_code,
    this_year.year,
    this_year.value - last_year.value AS change,
    CASE
        WHEN indicator.change_is_percent AND last_year.value > 0 THEN (this_year.value / last_year.value - 1) * 100
    END AS change_pct
FROM mart.indicator_value AS this_year
INNER JOIN core.indicator ON indicator.indicator_id = this_year.indicator_id
INNER JOIN mart.indicator_value AS last_year
    ON last_year.indicator_id = this_year.indicator_id
    AND last_year.region_code = this_year.region_code
    AND last_year.year = this_year.year - 1
    AND last_year.basis = this_year.basis
    AND last_year.period IS NOT DISTINCT FROM this_year.period
WHERE NOT EXISTS (
    SELECT 1
    FROM mart.indicator_break
    WHERE indicator_break.indicator_id = this_year.indicator_id
        AND indicator_break.first_year = this_year.year
        AND coalesce(indicator_break.region_code, this_year.region_code) = this_year.region_code
);
