-- name:    figure
-- purpose: Published values in base units; a code is read in the system its source declares.
INSERT INTO core.figure
SELECT
    printed.measure_id,
    region_key.region_code,
    CAST(printed.year AS INTEGER),
    CAST(printed.value AS DOUBLE) * printed_unit.factor,
    CAST(printed.status AS figure_status),
    printed.series,
    printed.period,
    printed.note,
    printed.source_id,
    printed.value,
    printed.unit,
    printed.file,
    printed.row_number
FROM raw.figures AS printed
INNER JOIN core.source ON source.source_id = printed.source_id
INNER JOIN core.region_key
    ON region_key.region_key = source.code_system || ':' || printed.region_code_printed
INNER JOIN core.measure ON measure.measure_id = printed.measure_id
INNER JOIN core.printed_unit
    ON printed_unit.unit = printed.unit
    AND printed_unit.unit_id = measure.unit_id;
