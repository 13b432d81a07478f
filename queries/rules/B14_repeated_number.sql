-- name:     B14
-- severity: galat
-- cause:    region
-- purpose:  Satu angka per wilayah, waktu, dan nama data dalam satu kiriman; angka yang sama pun tidak dua kali
--           dalam satu tabel.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;10;20 / Kolaka;2023;12;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, severity VARCHAR
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
        max(unit) OVER same AS coarsest,
        first(concat(column_letter, row_number)) OVER line AS line_cell,
        row_number() OVER line AS line_position
    FROM given
    WINDOW same AS (
        PARTITION BY delivery_id, region_code, year, month, subdistrict, sector, cooperative_type, field
        ORDER BY sheet, row_number, column_letter ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ),
    -- The same number again in one table: further down its column, or, where regions stand across, along its row.
    line AS (
        PARTITION BY
            delivery_id, region_code, year, month, subdistrict, sector, cooperative_type, field, sheet,
            CASE WHEN contains(heading, ' | ') THEN CAST(row_number AS VARCHAR) ELSE column_letter END
        ORDER BY row_number, length(column_letter), column_letter
    )
),
graded AS (
    SELECT
        *,
        abs(value - first_value) > CASE quantity
            WHEN 'count' THEN 0.5
            WHEN 'money' THEN greatest(0.5, CASE WHEN coarsest > 1 THEN coarsest ELSE 0 END, 1e-4 * abs(first_value))
            ELSE 0.051
        END AS differs
    FROM beside
),
repeated AS (
    SELECT *
    FROM graded
    -- Where the two differ in any number, that is the finding.
    QUALIFY line_position > 1 AND NOT bool_or(differs) OVER (PARTITION BY delivery_id, sheet, region_code, year)
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    value_text(value, quantity) AS found,
    value_text(first_value, quantity) AS expected,
    concat(
        heading, ' ', region_short(graded.region_code), ' ', year, ' tertulis ', value_text(value, quantity),
        ' di sini dan ', value_text(first_value, quantity), ' di ',
        CASE WHEN first_cell.sheet <> '' THEN concat('lembar ''', first_cell.sheet, ''' ') ELSE '' END,
        'sel ', first_cell.column_letter, first_cell.row_number, '.'
    ) AS message,
    region_code,
    'galat' AS severity
FROM graded
WHERE differs
UNION ALL
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading,
    value_text(value, quantity),
    'satu kali dalam satu tabel',
    concat(
        region_label(repeated.region_code), ' ', year, ' tercantum lebih dari sekali dalam tabel ini dengan angka ',
        'yang sama (sel ', line_cell, ' dan ', column_letter, row_number, '); dihitung sekali. Hapus yang berulang.'
    ),
    region_code,
    'peringatan'
FROM repeated
ORDER BY 1, 2, 3, 4;
