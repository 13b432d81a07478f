-- name:     V21
-- severity: peringatan
-- purpose:  Jumlah per jenis koperasi, atau per skala usaha, sama dengan keseluruhannya.
-- example:  Kabupaten/Kota;Tahun;Jumlah Koperasi;Produsen;Pemasaran;Konsumen;Jasa;Simpan Pinjam /
--           Kolaka;2023;30;6;6;6;6;9
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per region, period and part of it
WITH parts AS (
    SELECT
        delivery_id, region_code, year, month, subdistrict, sector,
        sum(value) FILTER (cooperative_type IS NOT NULL) AS summed,
        count(DISTINCT cooperative_type) AS kinds,
        max(value) FILTER (field = 'cooperatives_registered' AND cooperative_type IS NULL) AS registered,
        max(value) FILTER (field = 'cooperatives_active') AS active,
        min({'sheet': sheet, 'row_number': row_number, 'column_letter': column_letter, 'heading': heading})
            FILTER (cooperative_type IS NOT NULL) AS cell
    FROM checking.recap
    WHERE current AND region_code IS NOT NULL AND year IS NOT NULL
        AND (field = 'cooperatives_registered' OR (field = 'cooperatives_active' AND cooperative_type IS NULL))
    GROUP BY delivery_id, region_code, year, month, subdistrict, sector
    HAVING summed IS DISTINCT FROM registered AND summed IS DISTINCT FROM active
        AND (kinds = 5 OR (kinds > 1 AND summed > greatest(registered, active)))
)
SELECT
    delivery_id,
    cell.sheet AS sheet,
    cell.row_number AS row_number,
    cell.column_letter AS column_letter,
    cell.heading AS "column",
    number_text(summed) AS found,
    number_text(coalesce(registered, active)) AS expected,
    concat('Jumlah per jenis berbeda ', number_text(abs(summed - coalesce(registered, active))), ' dari total.')
        AS message,
    region_code
FROM parts
WHERE coalesce(registered, active) IS NOT NULL
UNION ALL
SELECT
    total.delivery_id,
    total.sheet,
    total.row_number,
    total.column_letter,
    total.heading,
    number_text(total.value),
    number_text(micro.value + small.value + medium.value),
    concat(
        'Jumlah per skala berbeda ', number_text(abs(total.value - micro.value - small.value - medium.value)),
        ' dari total.'
    ),
    total.region_code
FROM checking.numbers('enterprises') AS total
INNER JOIN checking.numbers('enterprises_micro') AS micro ON micro.part = total.part
INNER JOIN checking.numbers('enterprises_small') AS small ON small.part = total.part
INNER JOIN checking.numbers('enterprises_medium') AS medium ON medium.part = total.part
WHERE total.value <> micro.value + small.value + medium.value
ORDER BY 1, 2, 3;
