-- name:    scanned_csv
-- purpose: An extract as CSV, as it lies there, for whoever reads it next. Variables: `delivered_file`, `delivered_columns`
--          (name → type), `delimiter` and `encoding`. file_row_number counts as a spreadsheet does, the heading being row 1.
-- params:  none
-- returns: none
-- grain:   one row per line
CREATE OR REPLACE TEMP VIEW scanned AS
SELECT *, row_number() OVER () + 1 AS file_row_number
FROM read_csv(
    getvariable('delivered_file'),
    all_varchar = TRUE,
    header = TRUE,
    delim = getvariable('delimiter'),
    quote = '"',
    escape = '"',
    encoding = getvariable('encoding'),
    auto_detect = FALSE,
    nullstr = '',
    columns = getvariable('delivered_columns')
);
