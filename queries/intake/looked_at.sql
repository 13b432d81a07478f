-- name:    looked_at
-- purpose: The files that this build has looked at already.
-- params:  none
-- returns: file_hash VARCHAR
-- grain:   one row per file
SELECT file_hash FROM raw.reading;
