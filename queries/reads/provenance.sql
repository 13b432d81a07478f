-- name:    provenance
-- purpose: The printed figures behind one value, with file and row, versions not used included.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER
-- returns: region_name VARCHAR, measure_id VARCHAR, year INTEGER, printed_value VARCHAR, printed_unit VARCHAR, status VARCHAR, series VARCHAR, period VARCHAR, publisher VARCHAR, title VARCHAR, reference VARCHAR, file VARCHAR, row_number INTEGER, used BOOLEAN, note VARCHAR
-- grain:   one row per printed figure of the indicator's measures in that region and year (growth: also the year before; share: also the province; a summed province: all its regions), used ones first
SELECT
    region.region_name,
    figure.measure_id,
    figure.year,
    figure.printed_value,
    figure.printed_unit,
    CAST(figure.status AS VARCHAR) AS status,
    figure.series,
    figure.period,
    source.publisher,
    source.title,
    source.reference,
    figure.file,
    figure.row_number,
    coalesce(
        measure_value.value = figure.value
        AND list_contains(measure_value.source_ids, figure.source_id)
        AND measure_value.period IS NOT DISTINCT FROM figure.period,
        FALSE
    ) AS used,
    figure.note
FROM core.indicator
INNER JOIN core.figure ON figure.measure_id IN (indicator.numerator, indicator.denominator)
INNER JOIN core.measure ON measure.measure_id = figure.measure_id
INNER JOIN core.source ON source.source_id = figure.source_id
INNER JOIN core.region ON region.region_code = figure.region_code
LEFT JOIN mart.measure_value
    ON measure_value.measure_id = figure.measure_id
    AND measure_value.region_code = figure.region_code
    AND measure_value.year = figure.year
WHERE indicator.indicator_id = $indicator_id
    AND (
        figure.region_code = $region_code
        OR (
            ($region_code = '74' OR indicator.formula = 'share')
            AND figure.region_code LIKE '74.%'
            AND EXISTS (
                SELECT 1
                FROM mart.measure_value AS summed
                WHERE summed.region_code = '74'
                    AND summed.measure_id = figure.measure_id
                    AND summed.year = figure.year
                    AND summed.basis = 'sum_of_regions'
            )
        )
        OR (indicator.formula = 'share' AND figure.region_code = '74')
    )
    AND (
        figure.year = $year
        OR measure.static
        OR (indicator.formula = 'growth' AND figure.year = $year - 1)
    )
ORDER BY used DESC, figure.measure_id, figure.region_code, figure.year DESC, figure.row_number;
