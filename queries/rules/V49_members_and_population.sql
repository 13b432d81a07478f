-- name:     V49
-- severity: peringatan
-- purpose:  Anggota koperasi tidak melebihi penduduk wilayahnya.
-- example:  Kabupaten/Kota;Tahun;Anggota L;Anggota P;Jumlah Anggota / Kolaka;2023;200000;150000;350000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per region and year
WITH population AS (
    SELECT region_code, year, max(value) AS persons
    FROM core.figure
    WHERE measure_id = 'population_persons' AND value > 0
    GROUP BY region_code, year
),
members AS (
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, year, value
    FROM checking.whole
    WHERE current AND field = 'members'
    UNION ALL
    SELECT delivery_id, '', NULL, NULL, 'Anggota', region_code, year, value
    FROM checking.list_whole
    WHERE current AND field = 'members'
),
compared AS (
    SELECT
        members.*,
        coalesce(
            arg_max(population.persons, population.year) FILTER (population.year <= members.year),
            arg_min(population.persons, population.year)
        ) AS persons
    FROM members
    INNER JOIN population ON population.region_code = members.region_code
    GROUP BY ALL
)
SELECT
    compared.delivery_id,
    compared.sheet,
    compared.row_number,
    compared.column_letter,
    compared.heading AS "column",
    number_text(compared.value) AS found,
    'paling banyak ' || number_text(compared.persons) AS expected,
    concat(
        'Anggota koperasi ', region_short(compared.region_code), ' ', compared.year, ' (', number_text(compared.value),
        ') melebihi penduduk (', number_text(compared.persons), ').'
    ) AS message,
    compared.region_code
FROM compared
WHERE compared.value > compared.persons
ORDER BY compared.delivery_id, compared.sheet, compared.row_number;
