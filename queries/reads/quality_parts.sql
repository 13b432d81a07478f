-- name:    quality_parts
-- purpose: What a figure of quality was made of: how much of how much was in order, heading by heading and file by file.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER
-- returns: heading VARCHAR, region_name VARCHAR, counted VARCHAR, files VARCHAR, good DOUBLE, every DOUBLE, weight DOUBLE, adds DOUBLE, simulated BOOLEAN
-- grain:   one row per heading, region and delivery (of an agreement: per number that list and recap both count), in that order; weight is that of the heading in the index, NULL for a figure of one heading; adds is in percent, and the column sums to the figure; no rows for figures that are not of quality
WITH asked AS (
    SELECT quality_heading.heading, CAST(NULL AS DOUBLE) AS weight
    FROM core.indicator
    INNER JOIN mart.quality_heading ON quality_heading.good_id = indicator.numerator
    WHERE indicator.indicator_id = $indicator_id
    UNION ALL
    SELECT replace(parameter.parameter, 'weight_', ''), parameter.value
    FROM core.indicator
    INNER JOIN core.parameter ON starts_with(parameter.parameter, 'weight_')
    WHERE indicator.indicator_id = $indicator_id AND indicator.numerator = 'quality_index'
),
-- Only counts add up over regions: an agreement or an index of the province is not made.
place AS (
    SELECT region_code, region_name
    FROM core.region
    WHERE region_code = $region_code
        OR (
            $region_code = '74'
            AND EXISTS (
                SELECT 1 FROM mart.indicator_value AS found
                WHERE found.indicator_id = $indicator_id AND found.region_code = '74' AND found.year = $year
            )
        )
),
part AS (
    SELECT quality_part.*, place.region_name, asked.weight
    FROM mart.quality_part
    INNER JOIN asked USING (heading)
    INNER JOIN place USING (region_code)
    WHERE quality_part.subject = 'cooperatives' AND quality_part.year = $year
),
whole AS (
    SELECT heading, sum(every) AS every, coalesce(any_value(weight), 1) AS share
    FROM part
    GROUP BY heading
    HAVING sum(every) > 0
)
SELECT
    part.heading,
    part.region_name,
    part.counted,
    (
        SELECT string_agg(DISTINCT delivery.file, ', ' ORDER BY delivery.file)
        FROM raw.delivery
        WHERE list_contains(part.delivery_ids, delivery.delivery_id)
    ) AS files,
    part.good,
    part.every,
    part.weight,
    100 * whole.share * part.good / whole.every / (SELECT sum(share) FROM whole) AS adds,
    (
        SELECT coalesce(bool_or(delivery.simulated), FALSE)
        FROM raw.delivery
        WHERE list_contains(part.delivery_ids, delivery.delivery_id)
    ) AS simulated
FROM part
INNER JOIN whole USING (heading)
ORDER BY part.heading, part.region_name, files, part.counted;
