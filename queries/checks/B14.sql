-- name:     B14
-- severity: galat
-- purpose:  Satu angka per wilayah, waktu, dan nama data dalam satu kiriman.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;10;20 / Kolaka;2023;12;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH units AS (
    SELECT delivery_id, sheet, column_letter, max(unit) AS unit
    FROM raw.delivery_column
    GROUP BY delivery_id, sheet, column_letter
),
given AS (
    SELECT fact.*, coalesce(units.unit, 1) AS unit
    FROM raw.fact AS fact
    LEFT JOIN units
        ON units.delivery_id = fact.delivery_id AND units.sheet = fact.sheet
        AND units.column_letter = fact.column_letter
    WHERE fact.value IS NOT NULL AND fact.region_code IS NOT NULL AND fact.year IS NOT NULL
),
beside AS (
    SELECT
        *,
        first(value) OVER same AS first_value,
        first({'sheet': sheet, 'row_number': row_number, 'column_letter': column_letter}) OVER same AS first_cell,
        max(unit) OVER same AS coarsest
    FROM given
    WINDOW same AS (
        PARTITION BY delivery_id, region_code, year, month, subdistrict, sector, cooperative_type, field
        ORDER BY sheet, row_number, column_letter ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
)
SELECT
    beside.delivery_id,
    beside.sheet,
    beside.row_number,
    beside.column_letter,
    beside.heading AS "column",
    value_text(beside.value, beside.quantity) AS found,
    value_text(beside.first_value, beside.quantity) AS expected,
    concat(
        beside.heading, ' ', region_short(beside.region_code), ' ', beside.year, ' tertulis ',
        value_text(beside.value, beside.quantity), ' di sini dan ', value_text(beside.first_value, beside.quantity),
        ' di ',
        CASE WHEN beside.first_cell.sheet <> '' THEN concat('lembar ''', beside.first_cell.sheet, ''' ') ELSE '' END,
        'sel ', beside.first_cell.column_letter, beside.first_cell.row_number, '.'
    ) AS message,
    beside.region_code
FROM beside
WHERE abs(beside.value - beside.first_value) > CASE beside.quantity
        WHEN 'count' THEN 0.5
        WHEN 'money' THEN greatest(0.5, CASE WHEN beside.coarsest > 1 THEN beside.coarsest ELSE 0 END,
            1e-4 * abs(beside.first_value))
        ELSE 0.051
    END
ORDER BY beside.delivery_id, beside.sheet, beside.row_number, beside.column_letter;
