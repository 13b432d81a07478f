-- name:    old_version
-- purpose: Of which version a build of before (`old`) is.
-- params:  none
-- returns: schema_version INTEGER
-- grain:   one row
SELECT schema_version FROM old.core.build;
