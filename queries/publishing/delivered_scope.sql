-- name:    delivered_scope
-- purpose: What each delivery speaks of: its kind in words, regions, years and number of rows.
-- params:  none
-- returns: delivery_id VARCHAR, file VARCHAR, label VARCHAR, simulated BOOLEAN, region_codes VARCHAR[], years INTEGER[], rows BIGINT
-- grain:   one row per delivery, by file and kind
WITH spoken AS (
    SELECT delivery_id, sheet, row_number, region_code, year FROM raw.fact
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code, book_year FROM raw.cooperative
    UNION ALL
    SELECT delivery_id, '', row_number, region_code, wave FROM raw.enterprise
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code, budget_year FROM raw.proposal
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code, book_year FROM raw.submission
)
SELECT
    delivery.delivery_id,
    delivery.file,
    kind.label,
    delivery.simulated,
    list_sort(list(DISTINCT spoken.region_code) FILTER (spoken.region_code IS NOT NULL)) AS region_codes,
    list_sort(list(DISTINCT spoken.year) FILTER (spoken.year IS NOT NULL)) AS years,
    count(DISTINCT (spoken.sheet, spoken.row_number)) FILTER (spoken.row_number IS NOT NULL) AS rows
FROM raw.delivery
INNER JOIN core.delivered_kind AS kind ON kind.kind = delivery.kind
LEFT JOIN spoken ON spoken.delivery_id = delivery.delivery_id
GROUP BY ALL
ORDER BY delivery.file, kind.label;
