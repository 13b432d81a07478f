-- name:     V38
-- severity: galat
-- cause:    column
-- purpose:  Nilai bukan seribu atau sejuta kali lipat (atau sepersekiannya) dari tahun lalu.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp);Modal Sendiri (Rp) / Kolaka;2022;1250000000;400000000 /
--           Kolaka;2023;1300000000000;410000000
-- params:   unit_slip_width, change_minimum
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, severity VARCHAR
-- grain:    one row per offending cell
WITH changed AS (
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, quantity, value, previous,
        'tahun lalu' AS since,
        -- What is held back is known: against what others sent it is a warning, where it may be said at all
        -- (queries/secrecy/untold_comparison.sql).
        CASE WHEN quantity = 'count' OR same_delivery THEN 'galat' ELSE 'peringatan' END AS severity
    FROM checking.recap_before
    WHERE quantity IN ('money', 'count') AND NOT starts_with(field, 'kdkmp')
        AND least(abs(value), abs(previous)) >= threshold('change_minimum')
    UNION ALL
    SELECT
        now.delivery_id, now.sheet, now.row_number, now.column_letter, now.heading, now.region_code, now.quantity,
        now.value, before.value, 'bulan lalu', 'galat'
    FROM checking.recap AS now
    INNER JOIN checking.recap AS before
        ON before.delivery_id = now.delivery_id
        AND before.region_code = now.region_code
        AND before.field = now.field
        AND before.sector IS NOT DISTINCT FROM now.sector
        AND before.subdistrict IS NOT DISTINCT FROM now.subdistrict
        AND 12 * before.year + before.month = 12 * now.year + now.month - 1
    WHERE now.current AND now.quantity = 'money'
        AND least(abs(now.value), abs(before.value)) >= threshold('change_minimum')
    UNION ALL
    -- Of one cooperative alone, debt and surplus may really swing that far.
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, 'money', value, previous, 'tahun lalu',
        CASE WHEN field IN ('outside_capital_idr', 'surplus_idr') THEN 'peringatan' ELSE 'galat' END
    FROM checking.cooperative_change
    WHERE field <> 'members' AND least(abs(value), abs(previous)) >= threshold('change_minimum')
),
scaled AS (
    SELECT *, log10(CASE WHEN sign(value) * sign(previous) > 0 THEN value / previous END) AS power
    FROM changed
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    value_text(value, quantity) AS found,
    -- What somebody else delivered is not told: whoever sends a guess would learn it.
    CASE WHEN quantity = 'money' THEN since ELSE concat(since, ' ', value_text(previous, quantity)) END AS expected,
    concat(
        'Nilai ', value_text(value, quantity), ' ≈ ', CASE WHEN power < 0 THEN '1/' ELSE '' END,
        CASE WHEN abs(power) < 4 THEN '1.000× ' ELSE '1.000.000× ' END, since, ': salah satuan?'
    ) AS message,
    region_code,
    severity
FROM scaled
WHERE abs(abs(power) - 3) < threshold('unit_slip_width') OR abs(abs(power) - 6) < threshold('unit_slip_width')
ORDER BY delivery_id, sheet, row_number, column_letter;
