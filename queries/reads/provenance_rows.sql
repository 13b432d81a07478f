-- name:    provenance_rows
-- purpose: The rows of lists and extracts behind one value: which file, sheet and row, and what each contributes.
--          What a single enterprise reports is never given away, nor what a secret value is made of. The values add up
--          to the figure.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER, $most INTEGER
-- returns: measure_id VARCHAR, region_name VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, name VARCHAR, value DOUBLE, simulated BOOLEAN, every BIGINT
-- grain:   one row per contributing row, its cell and heading all that it adds up; at most $most per measure, largest first; a row that adds nothing only where none adds anything; a row without number is a sum, its file all files it is from (more than three are counted); every counts all that contribute
WITH wanted AS (
    SELECT DISTINCT measure.measure_id
    FROM core.indicator
    INNER JOIN core.measure ON measure.measure_id IN (indicator.numerator, indicator.denominator)
    WHERE indicator.indicator_id = $indicator_id
),
behind AS (
    SELECT trail.*
    FROM mart.trail AS trail
    SEMI JOIN wanted USING (measure_id)
    WHERE trail.asked_code = $region_code AND trail.year = $year
    -- Who answered "no" is a row behind a figure only where everybody did: then it is what the zero is made of.
    QUALIFY trail.value IS DISTINCT FROM 0 OR bool_and(trail.value = 0) OVER (PARTITION BY trail.measure_id)
),
-- Workers are managers and employees: what several columns add up to names them all.
place AS (
    SELECT
        delivery.delivery_id,
        field_column.sheet,
        delivered_field.measure_id AS part_id,
        list(field_column.column_letter ORDER BY len(field_column.column_letter), field_column.column_letter)
            AS letters,
        string_agg(
            field_column.heading, ' + ' ORDER BY len(field_column.column_letter), field_column.column_letter
        ) AS heading
    FROM raw.delivery
    INNER JOIN core.delivered_field USING (kind)
    INNER JOIN checking.field_column USING (delivery_id, field)
    GROUP BY ALL
)
SELECT
    behind.measure_id,
    region.region_name,
    coalesce(behind.files, delivery.file) AS file,
    nullif(behind.sheet, '') AS sheet,
    behind.row_number,
    array_to_string(list_transform(place.letters, lambda letter: letter || behind.row_number), ' + ') AS cell,
    place.heading,
    behind.name,
    CASE WHEN measure_value.status != 'rahasia' THEN behind.value END AS value,
    delivery.simulated,
    CAST(sum(behind.bodies) OVER (PARTITION BY behind.measure_id) AS BIGINT) AS every
FROM behind
INNER JOIN raw.delivery USING (delivery_id)
INNER JOIN core.region ON region.region_code = behind.region_code
LEFT JOIN mart.measure_value
    ON measure_value.measure_id = behind.measure_id
    AND measure_value.region_code = behind.region_code
    AND measure_value.year = $year
LEFT JOIN place
    ON place.delivery_id = behind.delivery_id
    AND place.sheet = behind.sheet
    AND place.part_id = behind.part_id
QUALIFY row_number() OVER (
    PARTITION BY behind.measure_id
    ORDER BY
        abs(behind.value) DESC NULLS LAST, delivery.file, behind.sheet, behind.row_number, behind.region_code, behind.name
) <= $most
ORDER BY
    behind.measure_id,
    abs(behind.value) DESC NULLS LAST,
    delivery.file,
    behind.sheet,
    behind.row_number,
    behind.region_code,
    behind.name;
