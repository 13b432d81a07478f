-- name:    told_amount
-- purpose: Findings that speak of the money of one body, or of a region whose money is withheld. What a recap says of less
--          than a region and a year is told to nobody either. `kept_in` is the table it stands in, `place` its row there;
--          of_money where the cell itself is an amount.
-- params:  none
-- returns: kept_in VARCHAR, place BIGINT, found VARCHAR, expected VARCHAR, message VARCHAR, of_money BOOLEAN
-- grain:   one row per finding
WITH withheld AS (
    SELECT DISTINCT measure.subject, protected_cell.region_code
    FROM mart.protected_cell AS protected_cell
    INNER JOIN core.measure USING (measure_id)
),
money AS (
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
    finding.kept_in, finding.place, finding.found, finding.expected, finding.message,
    of_money.delivery_id IS NOT NULL AS of_money
FROM finding
INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = finding.delivery_id
INNER JOIN core.delivered_kind AS kind ON kind.kind = delivery.kind
LEFT JOIN (SELECT DISTINCT * FROM money) AS of_money
    ON of_money.delivery_id = finding.delivery_id
    AND of_money.sheet = finding.sheet
    AND of_money.column_letter = finding.column_letter
    AND coalesce(of_money.row_number, finding.row_number) = finding.row_number
WHERE kind.subject IN ('cooperatives', 'enterprises', 'kur')
    AND (
        of_money.delivery_id IS NOT NULL
        OR contains(concat_ws(' ', finding.found, finding.expected, finding.message), 'Rp')
    )
    AND (
        delivery.kind IN ('cooperative_list', 'enterprise_list')
        OR EXISTS (
            FROM withheld
            WHERE withheld.subject = kind.subject
                AND withheld.region_code = coalesce(finding.region_code, withheld.region_code)
        )
        OR EXISTS (
            FROM raw.fact AS fact
            WHERE fact.delivery_id = finding.delivery_id
                AND fact.sheet = finding.sheet
                AND fact.row_number = finding.row_number
                AND concat(fact.subdistrict, fact.sector, fact.cooperative_type, fact.month) != ''
        )
    );
