-- name:    finding
-- purpose: Keeps what a rule has to tell, of each delivery as many as are kept in full; beyond that only how much more.
-- params:  $rule VARCHAR
-- returns: none
-- grain:   one row per finding, and one for the rest of a delivery
INSERT INTO core.finding
SELECT
    $rule, told.graded, told.delivery_id, delivery.file, told.sheet, told.row_number, told.column_letter,
    told."column", told.found, told.expected, told.message, told.region_code, coalesce(delivery.simulated, FALSE),
    told.cells
FROM told
LEFT JOIN raw.delivery ON delivery.delivery_id = told.delivery_id
WHERE told.place <= threshold('findings_per_rule')
UNION ALL
SELECT
    $rule, told.graded, told.delivery_id, delivery.file, told.sheet, NULL, NULL, NULL,
    format('{:d} temuan lagi', CAST(told.rest AS BIGINT)), NULL,
    format('Aturan {} berlaku pada {:d} baris lain dalam berkas ini.', $rule, CAST(told.rest AS BIGINT)),
    NULL, coalesce(delivery.simulated, FALSE), CAST(told.rest AS BIGINT)
FROM told
LEFT JOIN raw.delivery ON delivery.delivery_id = told.delivery_id
WHERE told.place = threshold('findings_per_rule') + 1;
