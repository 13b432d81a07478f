-- name:    indicator_breaks
-- purpose: Years across which an indicator may not be compared.
-- params:  $indicator_id VARCHAR
-- returns: region_code VARCHAR, first_year INTEGER, reason VARCHAR, partial_year INTEGER, indicator_id VARCHAR
-- every:   indicator_id
-- grain:   one row per break, by year and region, of one year the new series first, then the later of two partial years; first_year is the first year of the new series, region_code NULL means everywhere; partial_year is the year that is incomplete where nothing but that keeps years apart
SELECT region_code, first_year, reason, partial_year, indicator_id
FROM mart.indicator_break
WHERE indicator_id = coalesce($indicator_id, indicator_id)
ORDER BY indicator_id, first_year, region_code NULLS FIRST, partial_year DESC NULLS FIRST, reason;
