-- name:    scope
-- purpose: Of which regions and years a delivery speaks.
-- params:  $delivery_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER
-- grain:   one row per region and year; either may be NULL
SELECT region_code, year FROM raw.fact WHERE delivery_id = $delivery_id
UNION
SELECT region_code, year FROM raw.target WHERE delivery_id = $delivery_id
UNION
SELECT region_code, book_year FROM raw.cooperative WHERE delivery_id = $delivery_id
UNION
SELECT region_code, wave FROM raw.enterprise WHERE delivery_id = $delivery_id
UNION
SELECT region_code, budget_year FROM raw.proposal WHERE delivery_id = $delivery_id
UNION
SELECT region_code, book_year FROM raw.submission WHERE delivery_id = $delivery_id;
