-- name:    core_figure_name_disagrees
-- purpose: Rows whose printed name is not the region its code gives: the sign of a mixed-up code system.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per offending row
SELECT
    figure.file,
    figure.row_number,
    printed.region_code_printed || ' · ' || printed.region_name_printed AS found,
    'Kode ' || printed.region_code_printed || ' adalah ' || region.region_name
        || ' tetapi nama tertulis ' || printed.region_name_printed
        || '. Periksa sistem kode (BPS atau Kemendagri).' AS message
FROM core.figure
INNER JOIN raw.figures AS printed ON printed.row_number = figure.row_number
INNER JOIN core.region ON region.region_code = figure.region_code
LEFT JOIN core.region_spelling
    ON region_spelling.spelling = upper(regexp_replace(printed.region_name_printed, '[\s.\-]', '', 'g'))
WHERE region_spelling.region_code IS DISTINCT FROM figure.region_code
ORDER BY figure.row_number;
