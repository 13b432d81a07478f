-- name:    scanned_parquet
-- purpose: A Parquet file (variable `delivered_file`) as it lies there, for whoever reads it next; file_row_number counts
--          from 1, for there is no heading.
-- params:  none
-- returns: none
-- grain:   one row per row
CREATE OR REPLACE TEMP VIEW scanned AS
SELECT * REPLACE (file_row_number + 1 AS file_row_number)
FROM read_parquet(getvariable('delivered_file'), file_row_number = TRUE);
