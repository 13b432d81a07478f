-- name:    counted_file
-- purpose: The files of which something is published.
-- params:  none
-- returns: file_hash VARCHAR
-- grain:   one row per file
SELECT DISTINCT file_hash
FROM raw.delivery
SEMI JOIN core.accepted USING (delivery_id);
