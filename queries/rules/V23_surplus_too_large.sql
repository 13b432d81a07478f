-- name:     V23
-- severity: peringatan
-- purpose:  SHU tidak melebihi separuh volume usaha, ke atas maupun ke bawah.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp);SHU (Rp) / Kolaka;2023;1000000000;620000000
-- params:   surplus_limit_pct
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH result AS (
    SELECT
        surplus.delivery_id,
        surplus.sheet,
        surplus.row_number,
        surplus.column_letter,
        surplus.heading,
        surplus.region_code,
        surplus.value AS surplus,
        turnover.value AS turnover
    FROM checking.numbers('surplus_idr') AS surplus
    INNER JOIN checking.numbers('turnover_idr') AS turnover ON turnover.part = surplus.part
    UNION ALL
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, surplus_idr, turnover_idr
    FROM checking.cooperatives('surplus_idr')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    money_text(surplus) AS found,
    concat('paling banyak ', number_text(threshold('surplus_limit_pct')), '% dari ', money_text(turnover)) AS expected,
    concat('SHU ', percent_text(100 * surplus / turnover), ' dari volume usaha, tidak wajar.') AS message,
    region_code
FROM result
WHERE turnover > 0 AND abs(surplus) > turnover * threshold('surplus_limit_pct') / 100
ORDER BY delivery_id, sheet, row_number;
