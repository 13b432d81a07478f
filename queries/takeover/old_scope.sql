-- name:    old_scope
-- purpose: Of which regions and years a delivery of a build of before (`old`) speaks.
-- params:  $delivery_id VARCHAR
-- returns: region_code VARCHAR, year INTEGER
-- grain:   one row per region and year; either may be NULL
SELECT region_code, year FROM old.raw.fact WHERE delivery_id = $delivery_id
UNION
SELECT region_code, year FROM old.raw.target WHERE delivery_id = $delivery_id
UNION
SELECT region_code, book_year FROM old.raw.cooperative WHERE delivery_id = $delivery_id
UNION
SELECT region_code, wave FROM old.raw.enterprise WHERE delivery_id = $delivery_id
UNION
SELECT region_code, budget_year FROM old.raw.proposal WHERE delivery_id = $delivery_id
UNION
SELECT region_code, book_year FROM old.raw.submission WHERE delivery_id = $delivery_id;
