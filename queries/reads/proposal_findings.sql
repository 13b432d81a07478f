-- name:    proposal_findings
-- purpose: What the rules found in the rows of one proposal, its own and those of its history.
-- params:  $proposal_id VARCHAR
-- returns: rule VARCHAR, severity VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, found VARCHAR, expected VARCHAR, message VARCHAR, simulated BOOLEAN
-- grain:   one row per finding, worst first, then by sheet, row and rule; none for a proposal the press reported
WITH place AS (
    SELECT delivery_id, coalesce(sheet, '') AS sheet, row_number
    FROM mart.proposal
    WHERE proposal_id = $proposal_id
    UNION
    SELECT delivery_id, coalesce(sheet, ''), row_number
    FROM mart.proposal_stage
    WHERE proposal_id = $proposal_id
)
SELECT
    finding.rule,
    finding.severity,
    finding.file,
    nullif(finding.sheet, '') AS sheet,
    finding.row_number,
    finding.column_letter || finding.row_number AS cell,
    finding."column" AS heading,
    finding.found,
    finding.expected,
    finding.message,
    finding.simulated
FROM core.finding_cell AS finding
INNER JOIN place
    ON place.delivery_id = finding.delivery_id
    AND place.sheet = coalesce(finding.sheet, '')
    AND place.row_number = finding.row_number
ORDER BY
    CASE finding.severity WHEN 'galat' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END,
    finding.sheet,
    finding.row_number,
    finding.rule,
    finding.column_letter;
