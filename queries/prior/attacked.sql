-- name:    attacked
-- purpose: Digests of the tables that held when the build before was attacked.
-- params:  none
-- returns: digest VARCHAR
-- grain:   one row per table
SELECT digest FROM prior.mart.attacked;
