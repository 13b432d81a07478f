-- name:    fail_growth
-- purpose: Withholds a whole growth of the register that an attack came too near to.
-- params:  $field VARCHAR, $from_year INTEGER, $to_year INTEGER
-- returns: none
-- grain:   one row per region
INSERT INTO mart.register_told
SELECT DISTINCT field, from_year, to_year, region_code, 'none', 'failed'
FROM mart.register_part
WHERE (field, from_year, to_year) = ($field, $from_year, $to_year);
