-- name:    keep_trail
-- purpose: The rows behind every value, evaluated once into `kept_trail`: whoever reads them value by value would evaluate
--          the view of all of them each time.
-- params:  none
-- returns: none
-- grain:   one row per contributing row
CREATE OR REPLACE TEMP TABLE kept_trail AS
FROM mart.trail;
