-- name:    taken_file
-- purpose: The files whose rows the build before lends.
-- params:  none
-- returns: file_hash VARCHAR
-- grain:   one row per file
SELECT file_hash FROM taken;
