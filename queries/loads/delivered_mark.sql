-- name:    delivered_mark
-- purpose: What the first enterprise of an extract says of the data, simulated or not.
-- params:  none
-- returns: keterangan_data VARCHAR
-- grain:   one row; none where the extract is empty
SELECT keterangan_data
FROM delivered
LIMIT 1;
