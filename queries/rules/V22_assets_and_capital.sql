-- name:     V22
-- severity: peringatan
-- purpose:  Aset sama dengan modal sendiri + modal luar, dengan selisih yang wajar.
-- example:  Kabupaten/Kota;Tahun;Modal Sendiri (Rp);Modal Luar (Rp);Aset (Rp) /
--           Kolaka;2023;400000000;500000000;1000000000
-- params:   balance_tolerance_pct
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH balance AS (
    SELECT
        assets.delivery_id,
        assets.sheet,
        assets.row_number,
        assets.column_letter,
        assets.heading,
        assets.region_code,
        assets.value AS assets,
        equity.value + outside.value AS sources,
        CASE WHEN assets.unit > 1 THEN 1.5 * assets.unit ELSE 0 END AS rounding
    FROM checking.numbers('assets_idr') AS assets
    INNER JOIN checking.numbers('equity_idr') AS equity ON equity.part = assets.part
    INNER JOIN checking.numbers('outside_capital_idr') AS outside ON outside.part = assets.part
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, assets_idr,
        equity_idr + outside_capital_idr, 0
    FROM checking.cooperatives('assets_idr')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    money_text(assets) AS found,
    concat(money_text(sources), ' ± ', number_text(threshold('balance_tolerance_pct')), '%') AS expected,
    concat('Aset ', money_text(assets), ' tidak sama dengan modal sendiri + modal luar ', money_text(sources), '.')
        AS message,
    region_code
FROM balance
WHERE abs(assets - sources) > abs(assets) * threshold('balance_tolerance_pct') / 100 + rounding
ORDER BY delivery_id, sheet, row_number;
