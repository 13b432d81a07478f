-- name:     V48
-- severity: galat
-- purpose:  Jumlah 17 kabupaten/kota dan binaan provinsi sama dengan angka provinsi yang tertulis.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;10;20 / Konawe;2023;10;20 /
--           Muna;2023;10;20 / Buton;2023;10;20 / Konsel;2023;10;20 / Bombana;2023;10;20 / Wakatobi;2023;10;20 /
--           Kolut;2023;10;20 / Konut;2023;10;20 / Butur;2023;10;20 / Koltim;2023;10;20 / Konkep;2023;10;20 /
--           Mubar;2023;10;20 / Buteng;2023;10;20 / Busel;2023;10;20 / Kota Kendari;2023;10;20 /
--           Kota Baubau;2023;10;20 / Sulawesi Tenggara;2023;172;340
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH summed AS (
    SELECT
        part.delivery_id,
        part.year,
        part.month,
        part.field,
        part.quantity,
        count(*) FILTER (region.is_local) AS regions,
        sum(part.value) AS value,
        coalesce(max(part.unit), 1) AS unit
    FROM checking.whole AS part
    INNER JOIN core.region AS region ON region.region_code = part.region_code
    WHERE part.current AND part.kind <> 'macro' AND part.quantity <> 'rate'
        AND (region.is_local OR part.region_code = '74.00')
    GROUP BY part.delivery_id, part.year, part.month, part.field, part.quantity
)
SELECT
    province.delivery_id,
    province.sheet,
    province.row_number,
    province.column_letter,
    province.heading AS "column",
    value_text(province.value, province.quantity) AS found,
    value_text(summed.value, summed.quantity) AS expected,
    concat(
        'Jumlah ', summed.regions, ' kab/kota ≠ provinsi: ',
        value_text(abs(province.value - summed.value), province.quantity), '.'
    ) AS message,
    province.region_code
FROM checking.whole AS province
INNER JOIN summed
    ON summed.delivery_id = province.delivery_id AND summed.year = province.year AND summed.field = province.field
    AND summed.month IS NOT DISTINCT FROM province.month
WHERE province.region_code = '74'
    AND summed.regions = (
        SELECT count(*) FROM core.region AS region
        WHERE region.is_local AND region.valid_from <= summed.year AND coalesce(region.valid_to, 9999) >= summed.year
    )
    AND abs(province.value - summed.value) > CASE
        WHEN summed.quantity = 'money' THEN greatest(9 * summed.unit, 1e-4 * abs(province.value)) ELSE 0.5
    END
ORDER BY province.delivery_id, province.sheet, province.row_number, province.column_letter;
