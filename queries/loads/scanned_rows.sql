-- name:    scanned_rows
-- purpose: All that is `scanned`, in the columns of the file.
-- params:  none
-- returns: the columns of the file
-- grain:   one row per row
SELECT * EXCLUDE (file_row_number)
FROM scanned;
