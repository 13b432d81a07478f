-- name:     V39
-- severity: peringatan
-- purpose:  Perubahan setahun yang besar diberi penjelasan.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2022;100;40 / Kolaka;2023;160;41
-- params:   money_change_pct, count_change_pct, change_minimum, unit_slip_width
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH months AS (
    SELECT
        delivery_id, kind, simulated, current, region_code, year, field, quantity,
        list(month ORDER BY month) AS covered, sum(value) AS value,
        arg_max(sheet, month) AS sheet, arg_max(row_number, month) AS row_number,
        arg_max(column_letter, month) AS column_letter, arg_max(heading, month) AS heading
    FROM checking.whole
    WHERE month IS NOT NULL AND quantity <> 'rate'
    GROUP BY delivery_id, kind, simulated, current, region_code, year, field, quantity
),
size AS (
    -- How many cooperatives a recap's sums are of; of fewer than ten a change means little.
    SELECT simulated, region_code, year, min(value) AS bodies
    FROM checking.whole
    WHERE field = 'cooperatives_active'
    GROUP BY simulated, region_code, year
),
changed AS (
    SELECT
        now.delivery_id, now.sheet, now.row_number, now.column_letter, now.heading, now.region_code, now.quantity,
        now.value, now.previous
    FROM checking.whole_before AS now
    ANTI JOIN size
        ON size.simulated = now.simulated AND size.region_code = now.region_code
        AND size.year BETWEEN now.year - 1 AND now.year
        AND now.kind = 'cooperative_recap' AND size.bodies < threshold('change_minimum')
    WHERE now.month IS NULL AND now.quantity <> 'rate' AND now.depth < 2
        AND now.field NOT IN ('cooperatives_new', 'cooperatives_dissolved', 'cooperatives_moved')
        AND NOT starts_with(now.field, 'kdkmp')
        -- The village cooperatives of 2025 are a declared break (V44), not growth.
        AND NOT (now.kind = 'cooperative_recap' AND now.year = 2025 AND now.quantity = 'count')
    UNION ALL
    SELECT
        now.delivery_id, now.sheet, now.row_number, now.column_letter, now.heading, now.region_code, now.quantity,
        now.value, before.value
    FROM months AS now
    INNER JOIN months AS before
        ON before.kind = now.kind AND before.simulated = now.simulated AND before.region_code = now.region_code
        AND before.field = now.field AND before.year = now.year - 1 AND before.covered = now.covered
    WHERE now.current AND (before.delivery_id = now.delivery_id OR NOT before.current)
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, quantity_of(field), value, previous
    FROM checking.cooperative_change
    WHERE field IN ('members', 'equity_idr', 'assets_idr', 'turnover_idr')
    UNION ALL
    SELECT
        now.delivery_id, '', NULL, NULL, now.field, now.region_code, now.quantity, now.value, before.value
    FROM checking.list_whole AS now
    INNER JOIN checking.list_whole AS before
        ON before.delivery_id = now.delivery_id AND before.region_code = now.region_code
        AND before.field = now.field AND before.year = now.year - 1
    WHERE now.current AND least(now.cooperatives, before.cooperatives) >= threshold('change_minimum')
        AND now.field IN ('cooperatives_registered', 'cooperatives_active') AND now.year <> 2025
),
graded AS (
    SELECT
        *,
        100 * (value / previous - 1) AS growth,
        abs(log10(CASE WHEN value > 0 AND previous > 0 THEN value / previous END)) AS power,
        threshold(CASE WHEN quantity = 'money' THEN 'money_change_pct' ELSE 'count_change_pct' END) AS most
    FROM changed
    WHERE previous >= threshold('change_minimum')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    CASE heading
        WHEN 'cooperatives_registered' THEN 'Jumlah koperasi' WHEN 'cooperatives_active' THEN 'Koperasi aktif'
        ELSE heading
    END AS "column",
    value_text(value, quantity) AS found,
    -- Of money neither the year before nor the exact change: whoever sends a guess would learn what others delivered.
    CASE
        WHEN quantity = 'money' THEN concat('tahun lalu ± ', number_text(most), '%')
        ELSE concat('tahun lalu ', value_text(previous, quantity), ' ± ', number_text(most), '%')
    END AS expected,
    CASE
        WHEN quantity = 'money'
            THEN concat(
                CASE WHEN growth > 0 THEN 'Naik' ELSE 'Turun' END, ' lebih dari ', number_text(most),
                '% dari tahun lalu; perlu penjelasan.'
            )
        ELSE concat('Perubahan ', CASE WHEN growth > 0 THEN '+' ELSE '' END, percent_text(growth), ' perlu penjelasan.')
    END AS message,
    region_code
FROM graded
WHERE abs(growth) > most
    -- A slip of the unit is V38's.
    AND NOT coalesce(least(abs(power - 3), abs(power - 6)) < threshold('unit_slip_width'), FALSE)
ORDER BY delivery_id, sheet, row_number, column_letter;
