-- name:     V35
-- severity: peringatan
-- cause:    column
-- purpose:  Persentase yang tertulis sama dengan hitungan dari bagian dan keseluruhannya.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;Persentase Koperasi Aktif /
--           Kolaka;2023;10;20;30;44,1
-- params:   printed_percent_tolerance
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH shares AS (
    SELECT
        printed.delivery_id,
        printed.sheet,
        printed.row_number,
        printed.column_letter,
        printed.heading,
        printed.region_code,
        printed.value AS printed,
        [100 * active.value / registered.value] AS counted
    FROM checking.numbers('active_pct') AS printed
    INNER JOIN checking.numbers('cooperatives_active') AS active ON active.part = printed.part
    INNER JOIN checking.numbers('cooperatives_registered') AS registered ON registered.part = printed.part
    WHERE registered.value > 0
    UNION ALL
    -- Of active or of all cooperatives: both are in use.
    SELECT
        printed.delivery_id,
        printed.sheet,
        printed.row_number,
        printed.column_letter,
        printed.heading,
        printed.region_code,
        printed.value,
        [100 * held.value / nullif(active.value, 0), 100 * held.value / nullif(registered.value, 0)]
    FROM checking.numbers('rat_pct') AS printed
    INNER JOIN checking.numbers('cooperatives_rat') AS held ON held.part = printed.part
    INNER JOIN checking.numbers('cooperatives_active') AS active ON active.part = printed.part
    LEFT JOIN checking.numbers('cooperatives_registered') AS registered ON registered.part = printed.part
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    percent_text(printed) AS found,
    percent_text(counted[1]) AS expected,
    concat('Persentase tertulis ', percent_text(printed), ' ≠ hitungan ', percent_text(counted[1]), '.') AS message,
    region_code
FROM shares
WHERE list_min([abs(share - printed) FOR share IN counted IF share IS NOT NULL])
    > threshold('printed_percent_tolerance') + 1e-9
ORDER BY delivery_id, sheet, row_number;
