-- name:    flipped_figure
-- purpose: The figures that are told in one build and withheld in another: of which measure, region and year, which of
--          the two withholds it, and what the other tells. Whoever kept both knows them beside what the one withholds.
--          `published` and `candidate` are the two builds, attached.
-- params:  none
-- returns: withheld_in VARCHAR ('candidate' or 'published'), measure_id VARCHAR, region_code VARCHAR, year INTEGER,
--          value DOUBLE
-- grain:   one row per figure, by build, measure, year and region
WITH protected AS (
    SELECT 'candidate' AS withheld_in, measure_id, region_code, year FROM candidate.mart.protected_cell
    UNION ALL
    SELECT 'published', measure_id, region_code, year FROM published.mart.protected_cell
),
told AS (
    SELECT 'candidate' AS withheld_in, measure_id, region_code, year, value FROM published.mart.measure_value
    UNION ALL
    SELECT 'published', measure_id, region_code, year, value FROM candidate.mart.measure_value
)
SELECT protected.withheld_in, protected.measure_id, protected.region_code, protected.year, told.value
FROM protected
INNER JOIN told
    ON told.withheld_in = protected.withheld_in AND told.measure_id = protected.measure_id
    AND told.region_code = protected.region_code AND told.year = protected.year
WHERE told.value IS NOT NULL
ORDER BY ALL;
