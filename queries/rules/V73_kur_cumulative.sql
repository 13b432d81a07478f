-- name:     V73
-- severity: galat
-- purpose:  Angka KUR per bulan adalah penyaluran bulan itu, bukan jumlah sejak Januari atau posisi akhir bulan.
-- example:  Kabupaten/Kota;Tahun;Bulan;Penyaluran (Rp Juta) / Kolaka;2023;1;100 / Kolaka;2023;2;210 /
--           Kolaka;2023;3;330 / Kolaka;2023;4;480 / Kolaka;2023;5;600 / Kolaka;2023;6;700
-- params:   rising_months
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery, field and year in which no region ever falls from month to month
WITH monthly AS (
    SELECT
        fact.delivery_id,
        fact.field,
        fact.region_code,
        fact.year,
        fact.month,
        sum(fact.value) AS value,
        min((fact.sheet, fact.row_number, fact.column_letter, fact.heading)) AS place
    FROM raw.fact AS fact
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = fact.delivery_id AND delivery.kind = 'kur'
    -- What stands at a moment, such as outstanding credit, may rise for ever.
    INNER JOIN core.delivered_field AS field ON field.kind = delivery.kind AND field.field = fact.field
    INNER JOIN core.measure ON measure.measure_id = field.measure_id AND measure.flow
    WHERE fact.month IS NOT NULL
        AND fact.nature IS DISTINCT FROM 'target'
    GROUP BY ALL
),
step AS (
    SELECT
        *,
        value > lag(value) OVER (PARTITION BY delivery_id, field, region_code, year ORDER BY month) AS rises
    FROM monthly
),
steady AS (
    SELECT
        delivery_id,
        field,
        year,
        count(DISTINCT month) AS months,
        bool_and(coalesce(rises, TRUE)) AS only_rises,
        min(place) AS place
    FROM step
    GROUP BY delivery_id, field, year
)
SELECT
    delivery_id,
    place[1] AS sheet,
    place[2] AS row_number,
    place[3] AS column_letter,
    place[4] AS "column",
    concat(months, ' bulan yang selalu naik') AS found,
    'penyaluran tiap bulan' AS expected,
    concat(
        'Angka per bulan tahun ', year, ' selalu naik di semua daerah selama ', months, ' bulan, jadi tampaknya jumlah ',
        'sejak Januari atau posisi akhir bulan. Kirim angka tiap bulan, atau satu angka untuk setahun.'
    ) AS message,
    NULL AS region_code
FROM steady
WHERE only_rises AND months >= (SELECT value FROM core.parameter WHERE parameter = 'rising_months')
ORDER BY delivery_id, field, year;
