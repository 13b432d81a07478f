-- name:    quality_findings
-- purpose: What the rules found in the rows of lists that a figure of quality counts as not in order.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER, $most INTEGER
-- returns: rule VARCHAR, severity VARCHAR, region_name VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, message VARCHAR, simulated BOOLEAN, every BIGINT
-- grain:   one row per finding, at most $most, worst first, then by file, sheet, row and rule; every counts all; no rows for a figure that rests on no finding
WITH asked AS (
    SELECT numerator
    FROM core.indicator
    WHERE indicator_id = $indicator_id
        AND numerator IN ('quality_valid_rows', 'quality_unique_rows', 'quality_index')
)
SELECT
    finding.rule,
    finding.severity,
    region.region_name,
    finding.file,
    nullif(finding.sheet, '') AS sheet,
    finding.row_number,
    finding.column_letter || finding.row_number AS cell,
    finding."column" AS heading,
    finding.message,
    finding.simulated,
    count(*) OVER () AS every
FROM core.finding_cell AS finding
INNER JOIN core.cooperative AS cooperative USING (delivery_id, sheet, row_number)
INNER JOIN core.region ON region.region_code = cooperative.region_code
INNER JOIN asked ON asked.numerator != 'quality_unique_rows' OR finding.rule IN ('V55', 'V56', 'V57', 'V65')
WHERE finding.severity IN ('galat', 'peringatan')
    AND cooperative.book_year = $year
    AND (cooperative.region_code = $region_code OR $region_code = '74')
QUALIFY row_number() OVER (
    ORDER BY finding.severity, finding.file, finding.sheet, finding.row_number, finding.rule, finding.column_letter,
        finding.message
) <= $most
ORDER BY
    finding.severity,
    finding.file,
    finding.sheet,
    finding.row_number,
    finding.rule,
    finding.column_letter,
    finding.message;
