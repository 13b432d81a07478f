-- name:    scanned_letters
-- purpose: How much text is in each column of what is `scanned`, in bytes.
-- params:  none
-- returns: one column per column of the file, HUGEINT; NULL where it is empty
-- grain:   one row
SELECT sum(strlen(CAST(COLUMNS(* EXCLUDE (file_row_number)) AS VARCHAR)))
FROM scanned;
