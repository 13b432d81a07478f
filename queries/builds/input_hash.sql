-- name:    input_hash
-- purpose: What the build was made of, as one hash.
-- params:  none
-- returns: input_hash VARCHAR
-- grain:   one row
SELECT input_hash FROM core.build;
