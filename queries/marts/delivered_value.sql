-- name:    delivered_value
-- purpose: One value per measure, region and year from deliveries, with how many contributed, how large the two largest
--          were and all in amount, and how many of those asked have answered a question of yes or no, or of status, or
--          have reported their money. A recap does not say who contributed to its money: there it is who is counted
--          there to have (mart.recap_contributors); `rounding` is how far its money may lie beside what was rounded.
--          Where a list and a recap both speak, the list is published (the difference is a finding, V47).
CREATE TABLE mart.delivered_value AS
WITH questions (measure_id, asked_id) AS (
    VALUES
        ('cooperatives_active_units', 'cooperatives_registered_units'),
        ('cooperatives_active_rule_units', 'cooperatives_registered_units'),
        ('cooperatives_rat_units', 'cooperatives_registered_units'),
        ('cooperatives_rat_active_units', 'cooperatives_registered_units'),
        ('cooperatives_nik_units', 'cooperatives_registered_units'),
        ('cooperatives_nik_active_units', 'cooperatives_registered_units'),
        ('cooperatives_assessed_units', 'cooperatives_registered_units'),
        ('cooperatives_healthy_units', 'cooperatives_registered_units'),
        ('cooperatives_current_units', 'cooperatives_active_units'),
        ('kdkmp_operating_units', 'kdkmp_formed_units'),
        ('kdkmp_rat_units', 'kdkmp_formed_units'),
        ('kdkmp_members_persons', 'kdkmp_formed_units')
    UNION ALL
    SELECT measure_id, 'cooperatives_registered_units'
    FROM core.measure
    WHERE subject = 'cooperatives' AND secret_below IS NOT NULL
),
listed AS (
    SELECT
        measure_id,
        region_code,
        year,
        sum(value) AS value,
        count(*) FILTER (WHERE value != 0) AS contributors,
        count(*) AS rows,
        max(abs(value)) AS largest,
        coalesce(max(abs(value), 2)[2], 0) AS second,
        sum(abs(value)) AS size,
        CAST(NULL AS VARCHAR) AS period,
        'cooperative_list' AS kind,
        list_sort(list_distinct(list(delivery_id))) AS delivery_ids
    FROM mart.cooperative_measure
    GROUP BY measure_id, region_code, year
),
from_list AS (
    SELECT
        listed.* EXCLUDE (rows),
        CASE WHEN asked.value IS NOT NULL THEN listed.rows END AS answered,
        CAST(asked.value AS BIGINT) AS asked
    FROM listed
    LEFT JOIN questions USING (measure_id)
    LEFT JOIN listed AS asked
        ON asked.measure_id = questions.asked_id
        AND asked.region_code = listed.region_code
        AND asked.year = listed.year
),
from_extract AS (
    SELECT
        measure_id,
        region_code,
        year,
        value,
        contributors,
        answered,
        asked,
        'gelombang ' || year AS period,
        'enterprise_list' AS kind,
        delivery_ids
    FROM mart.enterprise_measure
),
-- How coarse the amounts of a field are printed: in its unit where none goes below it, else to the rupiah.
printed AS (
    SELECT
        fact.delivery_id,
        fact.field,
        CASE WHEN bool_and(fact.value % place.unit = 0) THEN max(place.unit) ELSE 1.0 END AS grain
    FROM mart.delivered_fact AS fact
    INNER JOIN checking.delivered_column AS place
        ON place.delivery_id = fact.delivery_id AND place.sheet = fact.sheet AND place.field = fact.field
    WHERE fact.quantity = 'money'
    GROUP BY fact.delivery_id, fact.field
),
from_recap AS (
    SELECT
        fact.measure_id,
        fact.region_code,
        fact.year,
        sum(fact.value) AS value,
        CAST(any_value(contributing.contributors) AS BIGINT) AS contributors,
        any_value(printed.grain) / 2 * count(*) AS rounding,
        CASE
            WHEN measure.flow AND count(DISTINCT fact.month) BETWEEN 1 AND 11
                THEN months_words(list_sort(list_distinct(list(fact.month))))
            WHEN NOT measure.flow AND max(fact.month) < 12 THEN month_end_words(max(fact.month))
        END AS period,
        fact.kind,
        list_sort(list_distinct(list(fact.delivery_id))) AS delivery_ids
    FROM mart.delivered_fact AS fact
    INNER JOIN core.measure USING (measure_id)
    LEFT JOIN mart.recap_contributors AS contributing
        ON contributing.measure_id = fact.measure_id
        AND contributing.region_code = fact.region_code
        AND contributing.year = fact.year
    LEFT JOIN printed ON printed.delivery_id = fact.delivery_id AND printed.field = fact.field
    GROUP BY fact.measure_id, fact.region_code, fact.year, fact.kind, measure.flow
),
given AS (
    FROM from_list
    UNION ALL BY NAME
    FROM from_extract
    UNION ALL BY NAME
    FROM from_recap
),
chosen AS (
    SELECT *
    FROM given
    QUALIFY row_number() OVER (
        PARTITION BY measure_id, region_code, year
        ORDER BY kind IN ('cooperative_list', 'enterprise_list') DESC, kind
    ) = 1
),
-- Measures that follow from others, whichever delivery gave them.
registered AS (
    FROM chosen WHERE measure_id = 'cooperatives_registered_units'
),
previous AS (
    SELECT 'cooperatives_previous_units' AS measure_id, * EXCLUDE (measure_id) REPLACE (year + 1 AS year)
    FROM registered
    WHERE year + 1 IN (SELECT year FROM registered)
),
net_new AS (
    SELECT
        'cooperatives_net_new_units' AS measure_id,
        born.* EXCLUDE (measure_id) REPLACE (
            born.value - gone.value AS value,
            born.contributors + gone.contributors AS contributors,
            list_sort(list_distinct(born.delivery_ids || gone.delivery_ids)) AS delivery_ids
        )
    FROM chosen AS born
    INNER JOIN chosen AS gone
        ON gone.measure_id = 'cooperatives_dissolved_units'
        AND gone.region_code = born.region_code
        AND gone.year = born.year
    WHERE born.measure_id = 'cooperatives_new_units'
)
SELECT
    every.*,
    (
        SELECT coalesce(bool_or(delivery.simulated), FALSE)
        FROM raw.delivery
        WHERE list_contains(every.delivery_ids, delivery.delivery_id)
    ) AS simulated
FROM (
    FROM chosen
    UNION ALL BY NAME
    FROM previous
    UNION ALL BY NAME
    FROM net_new
) AS every;
