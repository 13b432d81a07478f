-- name:    apart
-- purpose: The enterprises that were drawn apart from the file, in the order of the draw.
-- params:  none
-- returns: the columns of `enterprise`
-- grain:   one row per enterprise, by id
SELECT *
FROM apart
ORDER BY id_data_badan_usaha;
