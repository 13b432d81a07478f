-- name:    findings
-- purpose: Everything the rules found in what was delivered, and where it stands; feeds the page Kualitas.
-- params:  none
-- returns: rule VARCHAR, severity VARCHAR, region_code VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, found VARCHAR, expected VARCHAR, message VARCHAR, file_hash VARCHAR, by_name BOOLEAN, held_back BOOLEAN, simulated BOOLEAN
-- grain:   one row per finding, worst first, then by file, sheet and row; region_code is the finding's own, else that of a file that speaks of one region only; by_name marks files on single cooperatives or enterprises, held_back deliveries that are not published
WITH spoken AS (
    SELECT DISTINCT delivery_id, region_code FROM raw.fact
    UNION
    SELECT DISTINCT delivery_id, region_code FROM raw.cooperative
    UNION
    SELECT DISTINCT delivery_id, region_code FROM raw.proposal
),
of_one_region AS (
    SELECT delivery_id, any_value(region_code) AS region_code
    FROM spoken
    WHERE region_code IS NOT NULL
    GROUP BY delivery_id
    HAVING count(*) = 1
)
SELECT
    finding.rule,
    finding.severity,
    coalesce(finding.region_code, of_one_region.region_code) AS region_code,
    finding.file,
    nullif(finding.sheet, '') AS sheet,
    finding.row_number,
    finding.column_letter || finding.row_number AS cell,
    finding."column" AS heading,
    finding.found,
    finding.expected,
    finding.message,
    delivery.file_hash,
    coalesce(delivery.kind IN ('cooperative_list', 'enterprise_list'), FALSE) AS by_name,
    delivery.delivery_id IS NOT NULL AND accepted.delivery_id IS NULL AS held_back,
    finding.simulated
FROM core.finding
LEFT JOIN raw.delivery ON delivery.delivery_id = finding.delivery_id
LEFT JOIN of_one_region ON of_one_region.delivery_id = finding.delivery_id
LEFT JOIN core.accepted ON accepted.delivery_id = finding.delivery_id
ORDER BY
    CASE finding.severity WHEN 'galat' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END,
    finding.file,
    finding.sheet,
    finding.row_number,
    finding.rule,
    finding.column_letter,
    finding.message,
    finding.found;
