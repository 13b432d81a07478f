-- name:    told_finding
-- purpose: Everything found, as it is told to whoever sent it: kumkm.warehouse.checks.Finding, field by field.
-- params:  none
-- returns: rule VARCHAR, severity VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, column VARCHAR, found VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, cell VARCHAR, cells BIGINT
-- grain:   one row per finding, worst first, then by file, sheet and row
SELECT
    rule,
    severity,
    file,
    nullif(sheet, '') AS sheet,
    row_number,
    "column",
    found,
    expected,
    message,
    region_code,
    column_letter || row_number AS cell,
    coalesce(cells, 1) AS cells
FROM core.finding
ORDER BY
    list_position(['galat', 'peringatan', 'info'], severity), file, finding.sheet, row_number, rule, column_letter;
