-- name:    forget_growth
-- purpose: Takes back how far the parts of a growth of the register are told.
-- params:  $field VARCHAR, $from_year INTEGER, $to_year INTEGER
-- returns: none
-- grain:   one row per region
DELETE FROM mart.register_told
WHERE (field, from_year, to_year) = ($field, $from_year, $to_year);
