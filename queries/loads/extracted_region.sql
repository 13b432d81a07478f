-- name:    extracted_region
-- purpose: The spellings of regions in an extract.
-- params:  none
-- returns: region_text VARCHAR
-- grain:   one row per spelling
SELECT DISTINCT region_text
FROM extracted
WHERE region_text IS NOT NULL;
