-- name:    finding_cell
-- purpose: Keeps what a rule found cell by cell, of each delivery as many as are kept in full.
-- params:  $rule VARCHAR
-- returns: none
-- grain:   one row per cell found
INSERT INTO core.finding_cell
SELECT
    $rule, numbered.graded, numbered.delivery_id, delivery.file, numbered.sheet, numbered.row_number,
    numbered.column_letter, numbered."column", numbered.found, numbered.expected, numbered.message,
    numbered.region_code, coalesce(delivery.simulated, FALSE), 1
FROM numbered
LEFT JOIN raw.delivery ON delivery.delivery_id = numbered.delivery_id
WHERE numbered.position <= threshold('findings_per_rule');
