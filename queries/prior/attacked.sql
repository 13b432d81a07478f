-- name:    attacked
-- purpose: Digests of the tables that held when the build before was attacked, and their salt.
-- params:  none
-- returns: salt VARCHAR, digest VARCHAR
-- grain:   one row per table
SELECT salt, digest FROM prior.core.attacked;
