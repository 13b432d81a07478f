-- name:    kept_extract
-- purpose: What the ledger kept of an extract (variable `kept_file`), in the place of the extract itself.
-- params:  none
-- returns: none
-- grain:   one row per enterprise
CREATE OR REPLACE TEMP VIEW extracted AS
FROM read_parquet(getvariable('kept_file'));
