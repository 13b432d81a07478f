-- name:    recap_contributors
-- purpose: How many contribute to the money of a recap, which does not say who: as many as the count says that goes with
--          it (core.measure.counted_by) in the same delivery, of the same months, and of what stands at a moment of the
--          same moment. Only where that delivery has no such count, what others say, of a recap or of a list, and the
--          least of that. Of a whole it is the registered cooperatives, whose active and inactive ones are as good as
--          their sum; no more than are active, for who is not has no turnover. A part has a count of its own, and where
--          the whole is told too no more contributors than the rest of it has. Where nobody counts there is no row.
CREATE TABLE mart.recap_contributors AS
WITH registered AS (
    SELECT 'cooperatives_registered_units' AS measure_id
),
stated AS (
    SELECT measure_id, delivery_id, region_code, year, month, sum(value) AS value
    FROM mart.stated_fact
    WHERE quantity = 'count'
    GROUP BY ALL
),
-- What every delivery counts, month by month.
counting AS (
    FROM stated
    UNION ALL BY NAME
    SELECT registered.measure_id, active.* EXCLUDE (measure_id, value), active.value + inactive.value AS value
    FROM registered
    INNER JOIN stated AS active ON active.measure_id = 'cooperatives_active_units'
    INNER JOIN stated AS inactive
        ON inactive.measure_id = 'cooperatives_inactive_units'
        AND inactive.delivery_id = active.delivery_id
        AND inactive.region_code = active.region_code
        AND inactive.year = active.year
        AND inactive.month IS NOT DISTINCT FROM active.month
    ANTI JOIN stated AS told
        ON told.measure_id = registered.measure_id
        AND told.delivery_id = active.delivery_id
        AND told.region_code = active.region_code
        AND told.year = active.year
        AND told.month IS NOT DISTINCT FROM active.month
),
-- Of which months which delivery tells money; one of several that are told together is known with the others.
money AS (
    SELECT
        measure.measure_id, measure.counted_by, measure.flow, fact.kind, fact.delivery_id, fact.region_code, fact.year,
        list_sort(list_distinct(list(fact.month))) AS months,
        max(fact.month) AS last_month
    FROM mart.delivered_fact AS fact
    INNER JOIN core.measure AS told ON told.measure_id = fact.measure_id AND told.counted_by IS NOT NULL
    INNER JOIN core.measure ON measure.secret_with = told.secret_with
    WHERE measure.measure_id = told.measure_id
        OR NOT EXISTS (
            FROM mart.delivered_fact AS own
            WHERE own.measure_id = measure.measure_id AND own.region_code = fact.region_code AND own.year = fact.year
        )
    GROUP BY measure.measure_id, measure.counted_by, measure.flow, fact.kind, fact.delivery_id, fact.region_code, fact.year
),
asked AS (
    SELECT *, counted_by AS counter, 'all' AS role FROM money
    UNION ALL
    SELECT *, 'cooperatives_active_units', 'working' FROM money SEMI JOIN registered ON registered.measure_id = counted_by
),
-- Of the months that are told, else of the year.
in_delivery AS (
    SELECT
        asked.measure_id, asked.kind, asked.delivery_id, asked.region_code, asked.year, asked.role, counter.flow,
        CASE
            WHEN counter.flow
                THEN coalesce(
                    sum(counting.value) FILTER (list_contains(asked.months, counting.month)),
                    sum(counting.value) FILTER (counting.month IS NULL),
                    sum(counting.value) FILTER (len(asked.months) = 0)
                )
            WHEN asked.flow
                THEN coalesce(
                    arg_max(counting.value, counting.month) FILTER (list_contains(asked.months, counting.month)),
                    max(counting.value) FILTER (counting.month IS NULL),
                    arg_max(counting.value, counting.month) FILTER (len(asked.months) = 0)
                )
            ELSE max(counting.value) FILTER (coalesce(counting.month, 12) = coalesce(asked.last_month, 12))
        END AS value
    FROM asked
    INNER JOIN core.measure AS counter ON counter.measure_id = asked.counter
    INNER JOIN counting
        ON counting.measure_id = asked.counter
        AND counting.delivery_id = asked.delivery_id
        AND counting.region_code = asked.region_code
        AND counting.year = asked.year
    GROUP BY
        asked.measure_id, asked.kind, asked.delivery_id, asked.region_code, asked.year, asked.role, counter.flow, asked.flow
),
in_recap AS (
    SELECT
        measure_id, region_code, year, role, kind,
        CASE WHEN bool_or(flow) THEN sum(value) ELSE min(value) END AS value
    FROM in_delivery
    WHERE value IS NOT NULL
    GROUP BY measure_id, region_code, year, role, kind
),
own AS (
    SELECT measure_id, region_code, year, role, min(value) AS value
    FROM in_recap
    GROUP BY measure_id, region_code, year, role
),
-- What other deliveries say; `month` is that of what stands at a moment, and a list is of the year.
recapped AS (
    SELECT
        fact.measure_id, fact.region_code, fact.year, fact.kind, sum(fact.value) AS value,
        CASE WHEN NOT any_value(measure.flow) THEN coalesce(max(fact.month), 12) END AS month
    FROM mart.delivered_fact AS fact
    INNER JOIN core.measure ON measure.measure_id = fact.measure_id
    WHERE fact.quantity = 'count'
    GROUP BY fact.measure_id, fact.region_code, fact.year, fact.kind
),
counted AS (
    SELECT measure_id, region_code, year, month, value FROM recapped
    UNION ALL
    SELECT registered.measure_id, active.region_code, active.year, active.month, active.value + inactive.value
    FROM registered
    INNER JOIN recapped AS active ON active.measure_id = 'cooperatives_active_units'
    INNER JOIN recapped AS inactive
        ON inactive.measure_id = 'cooperatives_inactive_units'
        AND inactive.region_code = active.region_code
        AND inactive.year = active.year
        AND inactive.month = active.month
        AND inactive.kind = active.kind
    UNION ALL
    SELECT measure_id, region_code, year, NULL, sum(value)
    FROM mart.cooperative_measure
    SEMI JOIN registered USING (measure_id)
    GROUP BY measure_id, region_code, year
),
moment AS (
    SELECT measure_id, region_code, year, coalesce(max(last_month), 12) AS month
    FROM money
    GROUP BY measure_id, region_code, year
),
other AS (
    SELECT measure.measure_id, counted.region_code, counted.year, min(counted.value) AS value
    FROM core.measure
    INNER JOIN counted ON counted.measure_id = measure.counted_by
    LEFT JOIN moment
        ON moment.measure_id = measure.measure_id
        AND moment.region_code = counted.region_code
        AND moment.year = counted.year
    WHERE measure.flow OR counted.month IS NULL OR moment.month IS NULL OR counted.month = moment.month
    GROUP BY measure.measure_id, counted.region_code, counted.year
),
working AS (
    SELECT region_code, year, min(value) AS value
    FROM recapped
    WHERE measure_id = 'cooperatives_active_units'
    GROUP BY region_code, year
),
contributing AS (
    SELECT
        measure.measure_id,
        measure.part_of,
        place.region_code,
        place.year,
        least(
            coalesce(own.value, other.value),
            active.value,
            CASE WHEN measure.counted_by = registered.measure_id THEN working.value END
        ) AS value
    FROM core.measure
    CROSS JOIN registered
    INNER JOIN (
        SELECT measure_id, region_code, year FROM own WHERE role = 'all'
        UNION
        SELECT measure_id, region_code, year FROM other
    ) AS place ON place.measure_id = measure.measure_id
    LEFT JOIN own
        ON own.role = 'all' AND own.measure_id = measure.measure_id AND own.region_code = place.region_code
        AND own.year = place.year
    LEFT JOIN own AS active
        ON active.role = 'working' AND active.measure_id = measure.measure_id
        AND active.region_code = place.region_code AND active.year = place.year
    LEFT JOIN other
        ON other.measure_id = measure.measure_id AND other.region_code = place.region_code AND other.year = place.year
    LEFT JOIN working ON working.region_code = place.region_code AND working.year = place.year
)
SELECT
    part.measure_id,
    part.region_code,
    part.year,
    CAST(least(part.value, CASE WHEN whole.value > part.value THEN whole.value - part.value END) AS BIGINT) AS contributors
FROM contributing AS part
LEFT JOIN contributing AS whole
    ON whole.measure_id = part.part_of AND whole.region_code = part.region_code AND whole.year = part.year;
