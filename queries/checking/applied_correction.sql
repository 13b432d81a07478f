-- name:    applied_correction
-- purpose: Which known errors were corrected, and where.
-- params:  none
-- returns: correction_id VARCHAR, delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT
-- grain:   one row per corrected cell
SELECT correction_id, delivery_id, sheet, row_number
FROM raw.corrected;
