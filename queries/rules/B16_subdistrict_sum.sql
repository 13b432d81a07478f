-- name:     B16
-- severity: peringatan
-- purpose:  Jumlah kecamatan sama dengan angka kabupaten/kota yang tertulis dalam kiriman yang sama.
-- example:  Kabupaten/Kota;Kecamatan;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;;2023;30;40 /
--           Kolaka;Contoh 1;2023;10;20 / Kolaka;Contoh 2;2023;12;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending number
WITH summed AS (
    SELECT
        delivery_id,
        region_code,
        year,
        month,
        field,
        count(*) AS parts,
        sum(value) AS value,
        max(unit) AS unit
    FROM checking.recap
    WHERE current AND subdistrict IS NOT NULL AND sector IS NULL AND cooperative_type IS NULL AND quantity <> 'rate'
    GROUP BY delivery_id, region_code, year, month, field
    HAVING count(*) > 1
)
SELECT
    whole.delivery_id,
    whole.sheet,
    whole.row_number,
    whole.column_letter,
    whole.heading AS "column",
    value_text(whole.value, whole.quantity) AS found,
    value_text(summed.value, whole.quantity) AS expected,
    concat(
        'Angka ', region_label(whole.region_code), ' ', whole.year, ' (', value_text(whole.value, whole.quantity),
        ') ≠ jumlah ', summed.parts, ' kecamatan (', value_text(summed.value, whole.quantity), ').'
    ) AS message,
    whole.region_code
FROM checking.whole AS whole
INNER JOIN summed
    ON summed.delivery_id = whole.delivery_id AND summed.region_code = whole.region_code AND summed.year = whole.year
    AND summed.field = whole.field AND summed.month IS NOT DISTINCT FROM whole.month
WHERE whole.current
    AND whole.depth = 0
    AND abs(whole.value - summed.value) > CASE
        WHEN whole.quantity = 'count' THEN 0.5
        ELSE greatest(0.5, summed.parts * greatest(coalesce(whole.unit, 1), coalesce(summed.unit, 1)))
    END
ORDER BY whole.delivery_id, whole.sheet, whole.row_number, whole.column_letter;
