-- name:    provenance
-- purpose: The printed figures and delivered cells behind one value, with file, sheet and row, versions not used included.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER
-- returns: region_name VARCHAR, measure_id VARCHAR, year INTEGER, printed_value VARCHAR, printed_unit VARCHAR, status VARCHAR, series VARCHAR, period VARCHAR, publisher VARCHAR, title VARCHAR, reference VARCHAR, file VARCHAR, sheet VARCHAR, row_number BIGINT, cell VARCHAR, heading VARCHAR, loaded_on DATE, simulated BOOLEAN, used BOOLEAN, value DOUBLE, note VARCHAR
-- grain:   one row per printed figure or recap cell of the indicator's measures in that region and year (growth: also the year before; share: also the province; a summed province: all its regions), used ones first; value is what the cell adds to the figure, in base units, NULL where secret; rows of lists are in provenance_rows
WITH wanted AS (
    SELECT
        measure.measure_id,
        measure.static,
        indicator.formula,
        unnest(
            CASE
                WHEN indicator.formula = 'growth' AND measure.measure_id = indicator.numerator THEN [$year, $year - 1]
                ELSE [$year]
            END
        ) AS year
    FROM core.indicator
    LEFT JOIN mart.indicator_value AS shown
        ON shown.indicator_id = indicator.indicator_id
        AND shown.region_code = $region_code
        AND shown.year = $year
    INNER JOIN core.measure ON CASE
        WHEN indicator.published IS NOT NULL AND shown.basis = 'published' THEN measure.measure_id = indicator.published
        ELSE measure.measure_id IN (indicator.numerator, indicator.denominator)
    END
    WHERE indicator.indicator_id = $indicator_id
),
place AS (
    SELECT
        wanted.measure_id,
        wanted.static,
        wanted.year,
        region.region_code,
        region.region_name
    FROM wanted
    CROSS JOIN core.region
    WHERE region.region_code = $region_code
        OR (wanted.formula = 'share' AND region.region_code = '74')
        OR (
            ($region_code = '74' OR wanted.formula = 'share')
            AND region.region_code LIKE '74.%'
            AND EXISTS (
                SELECT 1
                FROM mart.measure_value AS summed
                WHERE summed.region_code = '74'
                    AND summed.measure_id = wanted.measure_id
                    AND summed.year = wanted.year
                    AND summed.basis = 'sum_of_regions'
            )
        )
),
figure_cell AS (
    SELECT
        place.region_name,
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
        CAST(NULL AS VARCHAR) AS sheet,
        CAST(figure.row_number AS BIGINT) AS row_number,
        CAST(NULL AS VARCHAR) AS cell,
        CAST(NULL AS VARCHAR) AS heading,
        source.retrieved_on AS loaded_on,
        FALSE AS simulated,
        coalesce(
            measure_value.value = figure.value
            AND list_contains(measure_value.source_ids, figure.source_id)
            AND measure_value.period IS NOT DISTINCT FROM figure.period,
            FALSE
        ) AS used,
        figure.value,
        figure.note,
        figure.region_code
    FROM place
    INNER JOIN core.figure
        ON figure.measure_id = place.measure_id
        AND figure.region_code = place.region_code
        AND (figure.year = place.year OR place.static)
    INNER JOIN core.source ON source.source_id = figure.source_id
    LEFT JOIN mart.measure_value
        ON measure_value.measure_id = figure.measure_id
        AND measure_value.region_code = figure.region_code
        AND measure_value.year = figure.year
),
recap_cell AS (
    SELECT
        place.region_name,
        place.measure_id,
        fact.year,
        CASE
            WHEN measure_value.status = 'rahasia' OR untold_detail.measure_id IS NOT NULL THEN 'r'
            -- Money of another list or recap of the same: the difference of two is whoever stands in one only.
            WHEN measure.secret_below IS NOT NULL
                AND NOT coalesce(list_contains(measure_value.source_ids, fact.delivery_id), FALSE)
                THEN 'r'
            ELSE fact.text
        END AS printed_value,
        CASE fact.quantity WHEN 'money' THEN 'rupiah, menurut satuan kolom' ELSE 'menurut kolom' END AS printed_unit,
        CAST(measure_value.status AS VARCHAR) AS status,
        CAST(NULL AS VARCHAR) AS series,
        CASE WHEN fact.month IS NOT NULL THEN 'bulan ' || fact.month END AS period,
        source.publisher,
        source.title,
        source.reference,
        delivery.file,
        nullif(fact.sheet, '') AS sheet,
        fact.row_number,
        fact.column_letter || fact.row_number AS cell,
        fact.heading,
        source.retrieved_on AS loaded_on,
        delivery.simulated,
        coalesce(list_contains(measure_value.source_ids, fact.delivery_id), FALSE) AS used,
        CASE WHEN printed_value != 'r' THEN made_of.sign * fact.value END AS value,
        fact.subdistrict AS note,
        fact.region_code
    FROM place
    INNER JOIN mart.made_of USING (measure_id)
    INNER JOIN mart.delivered_fact AS fact
        ON fact.measure_id = made_of.part_id
        AND fact.region_code = place.region_code
        AND fact.year = place.year - made_of.years_back
    INNER JOIN core.measure ON measure.measure_id = place.measure_id
    INNER JOIN raw.delivery USING (delivery_id)
    INNER JOIN core.source ON source.source_id = fact.delivery_id
    LEFT JOIN mart.measure_value
        ON measure_value.measure_id = place.measure_id
        AND measure_value.region_code = place.region_code
        AND measure_value.year = place.year
    LEFT JOIN mart.untold_detail AS untold_detail
        ON untold_detail.delivery_id = fact.delivery_id
        AND untold_detail.measure_id = fact.measure_id
        AND untold_detail.region_code = fact.region_code
        AND untold_detail.year = fact.year
)
SELECT * EXCLUDE (region_code)
FROM (FROM figure_cell UNION ALL BY NAME FROM recap_cell)
ORDER BY used DESC, measure_id, region_code, year DESC, file, sheet, row_number, cell;
