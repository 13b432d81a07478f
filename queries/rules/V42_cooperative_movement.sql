-- name:     V42
-- severity: galat
-- purpose:  Jumlah koperasi sama dengan tahun lalu + baru − bubar ± pindah.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi;Koperasi Baru;Koperasi Bubar /
--           Kolaka;2022;100;40;140;3;1 / Kolaka;2023;103;41;144;3;2
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, severity VARCHAR
-- grain:    one row per region and year
SELECT
    total.delivery_id,
    total.sheet,
    total.row_number,
    total.column_letter,
    total.heading AS "column",
    number_text(total.value) AS found,
    number_text(total.previous + born.value - dissolved.value) AS expected,
    concat(
        'Mutasi koperasi tidak seimbang: ', number_text(total.previous), ' + ', number_text(born.value), ' baru − ',
        number_text(dissolved.value), ' bubar ≠ ', number_text(total.value), '; selisih ',
        number_text(total.value - total.previous - born.value + dissolved.value), '.'
    ) AS message,
    total.region_code,
    -- Two deliveries may count differently; one that contradicts itself may not.
    CASE WHEN total.same_delivery THEN 'galat' ELSE 'peringatan' END AS severity
FROM checking.whole_before AS total
INNER JOIN checking.whole AS born
    ON born.delivery_id = total.delivery_id AND born.region_code = total.region_code AND born.year = total.year
    AND born.field = 'cooperatives_new' AND born.month IS NULL
INNER JOIN checking.whole AS dissolved
    ON dissolved.delivery_id = total.delivery_id AND dissolved.region_code = total.region_code
    AND dissolved.year = total.year AND dissolved.field = 'cooperatives_dissolved' AND dissolved.month IS NULL
LEFT JOIN checking.whole AS moved
    ON moved.delivery_id = total.delivery_id AND moved.region_code = total.region_code AND moved.year = total.year
    AND moved.field = 'cooperatives_moved' AND moved.month IS NULL
WHERE total.field = 'cooperatives_registered'
    AND total.month IS NULL
    AND total.depth < 4
    AND abs(total.value - total.previous - born.value + dissolved.value) <> abs(coalesce(moved.value, 0))
ORDER BY total.delivery_id, total.sheet, total.row_number;
