-- name:    enterprise_sectors
-- purpose: Enterprises on record by line of business, for structure and location quotient.
-- params:  none
-- returns: region_code VARCHAR, year INTEGER, sector VARCHAR, value DOUBLE, simulated BOOLEAN
-- grain:   one row per region, wave and section of KBLI that has any; those without a section are left out
SELECT
    sector.region_code,
    sector.year,
    sector.sector,
    CAST(sector.enterprises AS DOUBLE) AS value,
    coalesce(on_record.simulated, FALSE) AS simulated
FROM mart.enterprise_sector AS sector
LEFT JOIN mart.measure_value AS on_record
    ON on_record.measure_id = 'enterprises_units'
    AND on_record.region_code = sector.region_code
    AND on_record.year = sector.year
ORDER BY sector.year, sector.region_code, sector.sector;
