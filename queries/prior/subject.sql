-- name:    subject
-- purpose: Under which key the build before looked at a file, and on which subject it is, where only that was looked at.
-- params:  none
-- returns: file_hash VARCHAR, reading VARCHAR, subject VARCHAR
-- grain:   one row per file
SELECT file_hash, reading, subject
FROM prior.raw.reading;
