-- name:    old_header
-- purpose: The deliveries of a build of before (`old`) in the columns of today: none said that it names everybody there is,
--          and whether it was carried over is not kept any more.
-- params:  none
-- returns: none
-- grain:   one row per delivery
CREATE OR REPLACE TEMP VIEW old_header AS
SELECT * EXCLUDE (carried), FALSE AS complete
FROM old.raw.delivery;
