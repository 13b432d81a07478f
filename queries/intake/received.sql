-- name:    received
-- purpose: Dates the deliveries of a file by the moment at which the journal took it in.
-- params:  $file_hash VARCHAR, $received_at TIMESTAMPTZ
-- returns: none
-- grain:   one row per delivery of the file
UPDATE raw.delivery
SET received_at = $received_at
WHERE file_hash = $file_hash;
