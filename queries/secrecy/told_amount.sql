-- name:    told_amount
-- purpose: What is said of deliveries on cooperatives, enterprises and KUR, and whether each finding stands on a cell of
--          money, or speaks of money; of a delivery held back, too: what it says of one region is what one body has.
--          Proposals are public by purpose. `kept_in` is the table it stands in, `place` its row there.
-- params:  none
-- returns: kept_in VARCHAR, place BIGINT, heading VARCHAR, found VARCHAR, expected VARCHAR, message VARCHAR, on_money BOOLEAN, about_money BOOLEAN
-- grain:   one row per finding
WITH money AS (
    SELECT DISTINCT fact.delivery_id, fact.sheet, fact.row_number, fact.column_letter
    FROM raw.fact AS fact
    WHERE fact.quantity = 'money'
    UNION
    SELECT place.delivery_id, place.sheet, NULL, place.column_letter
    FROM checking.field_column AS place
    WHERE place.field LIKE '%!_idr' ESCAPE '!' OR place.field IN ('omzet_tahunan', 'modal_pendirian', 'asset')
),
finding AS (
    SELECT 'finding' AS kept_in, rowid AS place, * FROM core.finding
    UNION ALL BY NAME
    SELECT 'finding_cell' AS kept_in, rowid AS place, * FROM core.finding_cell
)
SELECT
    finding.kept_in,
    finding.place,
    finding."column" AS heading,
    finding.found,
    finding.expected,
    finding.message,
    of_money.delivery_id IS NOT NULL AS on_money,
    of_money.delivery_id IS NOT NULL
        OR contains(concat_ws(' ', finding.found, finding.expected, finding.message), 'Rp') AS about_money
FROM finding
LEFT JOIN raw.delivery AS delivery ON delivery.delivery_id = finding.delivery_id
LEFT JOIN core.delivered_kind AS kind ON kind.kind = delivery.kind
LEFT JOIN (SELECT DISTINCT * FROM money) AS of_money
    ON of_money.delivery_id = finding.delivery_id
    AND of_money.sheet = finding.sheet
    AND of_money.column_letter = finding.column_letter
    AND coalesce(of_money.row_number, finding.row_number) = finding.row_number
WHERE coalesce(kind.subject, 'cooperatives') IN ('cooperatives', 'enterprises', 'kur');
