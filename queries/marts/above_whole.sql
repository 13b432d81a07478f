-- name:    above_whole
-- purpose: Rule V75: a part larger than its whole (12 cooperatives with a meeting of 10 active), which may happen where the
--          two come from different deliveries. mart.indicator_value does not publish such a share; here it becomes a
--          finding. Of money neither amount is told.
INSERT INTO core.finding (
    rule, severity, delivery_id, file, found, expected, message, region_code, simulated
)
WITH above AS (
    SELECT
        indicator.label,
        indicator.formula_text,
        numerator.region_code,
        numerator.year,
        numerator.source_ids[1] AS delivery_id,
        list_sort(list_distinct(numerator.source_ids || denominator.source_ids)) AS source_ids,
        measure.secret_below IS NOT NULL AS of_money,
        number_text(numerator.value) AS part,
        number_text(denominator.value) AS whole,
        numerator.simulated OR denominator.simulated AS simulated
    FROM core.indicator
    INNER JOIN core.measure ON measure.measure_id = indicator.numerator
    INNER JOIN mart.measure_value AS numerator ON numerator.measure_id = indicator.numerator
    INNER JOIN mart.measure_value AS denominator
        ON denominator.measure_id = indicator.denominator
        AND denominator.region_code = numerator.region_code
        AND denominator.year = numerator.year
    WHERE indicator.part_of_whole AND exceeds_whole(numerator.value, denominator.value)
),
placed AS (
    SELECT
        above.*,
        (
            SELECT string_agg(DISTINCT delivery.file, ' dan ' ORDER BY delivery.file)
            FROM raw.delivery
            WHERE list_contains(above.source_ids, delivery.delivery_id)
        ) AS files
    FROM above
)
SELECT
    'V75',
    'peringatan',
    delivery.delivery_id,
    delivery.file,
    CASE WHEN placed.of_money THEN 'bagian lebih besar dari keseluruhannya' ELSE placed.part END,
    CASE WHEN placed.of_money THEN 'paling banyak keseluruhannya' ELSE 'paling banyak ' || placed.whole END,
    concat(
        placed.label, ' ', region_short(placed.region_code), ' ', placed.year, ' di atas 100%',
        CASE WHEN NOT placed.of_money THEN concat(': ', placed.part, ' dari ', placed.whole) END,
        ' (', placed.formula_text, '), jadi tidak diterbitkan. Periksa kedua angkanya',
        ' dalam ' || placed.files, ', betulkan yang salah, lalu kirim lagi.'
    ),
    placed.region_code,
    placed.simulated
FROM placed
LEFT JOIN raw.delivery AS delivery ON delivery.delivery_id = placed.delivery_id
ORDER BY placed.region_code, placed.year, placed.label;
