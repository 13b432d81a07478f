-- name:    reference_row
-- purpose: A CSV of reference data as text, with the file and the row of every line: the heading is row 1, as a spreadsheet
--          counts.
-- params:  $file VARCHAR, $path VARCHAR, $columns STRUCT
-- returns: the columns of the file, file VARCHAR, row_number INTEGER
-- grain:   one row per line
SELECT
    *,
    $file AS file,
    CAST(row_number() OVER () AS INTEGER) + 1 AS row_number
FROM read_csv(
    $path,
    auto_detect = FALSE,
    header = TRUE,
    columns = $columns,
    nullstr = '',
    delim = ',',
    quote = '"',
    escape = '"',
    parallel = FALSE
);
