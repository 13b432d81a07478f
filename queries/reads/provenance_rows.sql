-- name:    provenance_rows
-- purpose: The rows of lists and extracts behind one value: which file, sheet and row, and what each contributes.
--          What a single enterprise reports is never given away, nor what a secret value is made of. The values add up
--          to the figure.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER, $most INTEGER
-- returns: measure_id VARCHAR, region_name VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, name VARCHAR, value DOUBLE, simulated BOOLEAN, every BIGINT
-- grain:   one row per contributing row, at most $most per measure, largest first; a row that adds nothing only where none adds anything; a row without number is a sum, its file all files it is from (more than three are counted); every counts all that contribute
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
)
SELECT
    behind.measure_id,
    region.region_name,
    coalesce(behind.files, delivery.file) AS file,
    nullif(behind.sheet, '') AS sheet,
    behind.row_number,
    place.column_letter || behind.row_number AS cell,
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
LEFT JOIN core.delivered_field
    ON delivered_field.kind = delivery.kind
    AND delivered_field.measure_id = behind.part_id
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = behind.delivery_id
    AND place.sheet = behind.sheet
    AND place.field = delivered_field.field
QUALIFY row_number() OVER (
    PARTITION BY behind.measure_id ORDER BY abs(behind.value) DESC NULLS LAST, behind.row_number
) <= $most
ORDER BY behind.measure_id, abs(behind.value) DESC NULLS LAST, file, behind.sheet, behind.row_number;
