-- name:    quality
-- purpose: How much of what a region delivered is in order, under each heading of Satu Data; feeds the page Kualitas.
-- params:  none
-- returns: subject VARCHAR, region_code VARCHAR, year INTEGER, heading VARCHAR, good DOUBLE, every DOUBLE, simulated BOOLEAN
-- grain:   one row per subject, year, region (binaan provinsi too) and heading that was measured, in that order; good of every are in order
SELECT subject, region_code, year, heading, good, every, simulated
FROM mart.quality
ORDER BY subject, year, region_code, heading;
