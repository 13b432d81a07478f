-- name:     V24
-- severity: peringatan
-- purpose:  SHU tidak ada bila volume usaha nol.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp);SHU (Rp) / Kolaka;2023;0;62000000 / Konawe;2023;900000000;12000000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH result AS (
    SELECT
        surplus.delivery_id,
        surplus.sheet,
        turnover.row_number,
        turnover.column_letter,
        turnover.heading,
        surplus.region_code,
        surplus.value AS surplus,
        turnover.value AS turnover
    FROM checking.numbers('surplus_idr') AS surplus
    INNER JOIN checking.numbers('turnover_idr') AS turnover ON turnover.part = surplus.part
    UNION ALL
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, surplus_idr, turnover_idr
    FROM checking.cooperatives('turnover_idr')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    money_text(turnover) AS found,
    'volume usaha di atas nol, atau SHU nol' AS expected,
    concat('Ada SHU ', money_text(surplus), ' tetapi volume usaha nol.') AS message,
    region_code
FROM result
WHERE turnover = 0 AND surplus <> 0
ORDER BY delivery_id, sheet, row_number;
