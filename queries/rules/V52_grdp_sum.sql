-- name:     V52
-- severity: peringatan
-- purpose:  Jumlah PDRB kabupaten/kota dekat dengan PDRB provinsi: satu vintase, satu tahun dasar.
-- example:  kode_kabupaten_kota;nama_kabupaten_kota;tahun;PDRB Atas Dasar Harga Berlaku (Rp miliar) /
--           7404;Kolaka;2023;9000 / 7403;Konawe;2023;9000 / 7402;Muna;2023;9000 / 7401;Buton;2023;9000 /
--           7405;Konsel;2023;9000 / 7406;Bombana;2023;9000 / 7407;Wakatobi;2023;9000 / 7408;Kolut;2023;9000 /
--           7410;Konut;2023;9000 / 7409;Butur;2023;9000 / 7411;Koltim;2023;9000 / 7412;Konkep;2023;9000 /
--           7413;Mubar;2023;9000 / 7414;Buteng;2023;9000 / 7415;Busel;2023;9000 / 7471;Kota Kendari;2023;9000 /
--           7472;Kota Baubau;2023;9000
-- params:   province_discrepancy_pct
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per year and measure
WITH summed AS (
    SELECT
        part.delivery_id,
        part.year,
        part.field,
        count(*) AS regions,
        sum(part.value) AS value,
        arg_min(part.sheet, (part.sheet, part.row_number, part.column_letter)) AS sheet,
        arg_min(part.row_number, (part.sheet, part.row_number, part.column_letter)) AS row_number,
        arg_min(part.column_letter, (part.sheet, part.row_number, part.column_letter)) AS column_letter,
        arg_min(part.heading, (part.sheet, part.row_number, part.column_letter)) AS heading
    FROM checking.whole AS part
    INNER JOIN core.region AS region ON region.region_code = part.region_code AND region.is_local
    WHERE part.current AND part.kind = 'macro' AND part.field IN ('grdp_current_idr', 'grdp_constant_idr')
    GROUP BY part.delivery_id, part.year, part.field
),
compared AS (
    SELECT
        summed.*,
        coalesce(printed.value, reference.value) AS province
    FROM summed
    LEFT JOIN checking.whole AS printed
        ON printed.delivery_id = summed.delivery_id AND printed.year = summed.year AND printed.field = summed.field
        AND printed.region_code = '74'
    LEFT JOIN (
        SELECT measure_id, year, any_value(value) AS value
        FROM core.figure
        WHERE region_code = '74' AND period IS NULL
        GROUP BY measure_id, year
    ) AS reference
        ON reference.measure_id = summed.field AND reference.year = summed.year
    WHERE summed.regions = (SELECT count(*) FROM core.region WHERE is_local AND valid_from <= summed.year)
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    money_text(value) AS found,
    concat(money_text(province), ' ± ', number_text(threshold('province_discrepancy_pct')), '%') AS expected,
    concat(
        'Vintase PDRB berbeda: jumlah kab/kota ', year, ' menyimpang ', percent_text(100 * (value / province - 1)),
        ' dari provinsi.'
    ) AS message,
    '74' AS region_code
FROM compared
WHERE abs(value / province - 1) > threshold('province_discrepancy_pct') / 100
ORDER BY delivery_id, sheet, row_number;
