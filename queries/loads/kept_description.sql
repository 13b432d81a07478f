-- name:    kept_description
-- purpose: What was noticed of an extract when it was taken in, from what the ledger kept of it.
-- params:  $path VARCHAR
-- returns: value BLOB
-- grain:   one row; none where nothing was written down
SELECT value
FROM parquet_kv_metadata($path)
WHERE key = 'kumkm';
