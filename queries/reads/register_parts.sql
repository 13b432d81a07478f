-- name:    register_parts
-- purpose: What a growth of the register of cooperatives is made of between two book years: those that reported in
--          both, those new on the register, those gone from it, and those listed in both years that reported in one.
--          A cooperative that moved to another region is gone there and new here. KDKMP and dissolved ones are apart.
--          A region that sent a list for one of the years only is left out: what was not sent is not gone.
-- params:  $field VARCHAR, $from_year INTEGER, $to_year INTEGER
-- returns: region_code VARCHAR, part VARCHAR, value DOUBLE, bodies BIGINT, simulated BOOLEAN
-- grain:   one row per region and part that has any cooperative; 74 is the sum of these regions. $field is
--          turnover_idr, assets_idr or members_persons. Parts: matched_before, matched_after, entered, left,
--          coverage_gained, coverage_lost.
--          Money is secret: a sum of too few cooperatives, or of which one has too much, is not told. Where one of the
--          last four is such, they come as two: came (entered and coverage_gained) and went (left and coverage_lost).
--          Where even those, or the matched, are such, every value of the region is NULL, and those of the regions with
--          fewest cooperatives beside it, until what they hide together could be told; where it never could, the
--          province's instead. Likewise the province comes as two where it would give away what a region merged.
WITH registered AS (
    SELECT
        cooperative.cooperative_key,
        cooperative.region_code,
        cooperative.book_year,
        CASE $field
            WHEN 'turnover_idr' THEN cooperative.turnover_idr
            WHEN 'assets_idr' THEN cooperative.assets_idr
            WHEN 'members_persons' THEN CASE WHEN NOT cooperative.secondary THEN cooperative.members END
        END AS value,
        delivery.simulated
    FROM core.cooperative AS cooperative
    INNER JOIN raw.delivery AS delivery USING (delivery_id)
    WHERE NOT cooperative.kdkmp
        AND coalesce(cooperative.status_id, '') != 'bubar'
        AND cooperative.book_year IN ($from_year, $to_year)
),
-- The provincial bucket sends no list: its cooperatives stand in those of the regions.
sent AS (
    SELECT region_code
    FROM registered
    GROUP BY region_code
    HAVING count(DISTINCT book_year) = 2 OR region_code = '74.00'
),
earlier AS (FROM registered WHERE book_year = $from_year AND region_code IN (FROM sent)),
later AS (FROM registered WHERE book_year = $to_year AND region_code IN (FROM sent)),
body AS (
    SELECT
        coalesce(earlier.region_code, later.region_code) AS region_code,
        earlier.cooperative_key IS NOT NULL AS listed_before,
        later.cooperative_key IS NOT NULL AS listed_after,
        earlier.value AS before,
        later.value AS after,
        coalesce(earlier.simulated, FALSE) OR coalesce(later.simulated, FALSE) AS simulated
    FROM earlier
    FULL JOIN later
        ON later.cooperative_key = earlier.cooperative_key
        AND later.region_code = earlier.region_code
),
labelled AS (
    SELECT region_code, 'matched_before' AS part, before AS value, simulated
    FROM body
    WHERE before IS NOT NULL AND after IS NOT NULL
    UNION ALL
    SELECT region_code, 'matched_after', after, simulated
    FROM body
    WHERE before IS NOT NULL AND after IS NOT NULL
    UNION ALL
    SELECT region_code, CASE WHEN listed_before THEN 'coverage_gained' ELSE 'entered' END, after, simulated
    FROM body
    WHERE before IS NULL AND after IS NOT NULL
    UNION ALL
    SELECT region_code, CASE WHEN listed_after THEN 'coverage_lost' ELSE 'left' END, before, simulated
    FROM body
    WHERE before IS NOT NULL AND after IS NULL
),
placed AS (
    FROM labelled
    UNION ALL BY NAME
    SELECT '74' AS region_code, * EXCLUDE (region_code) FROM labelled
),
rule AS (
    SELECT
        least_contributors.value AS least,
        dominance.value AS dominance_pct,
        $field LIKE '%idr' AS money
    FROM core.measure
    INNER JOIN core.parameter AS least_contributors ON least_contributors.parameter = measure.secret_below
    INNER JOIN core.parameter AS dominance ON dominance.parameter = 'dominance_pct'
    WHERE measure.measure_id = 'cooperative_turnover_idr'
),
fine AS (
    SELECT
        region_code,
        part,
        CASE
            WHEN part IN ('entered', 'coverage_gained') THEN 'came'
            WHEN part IN ('left', 'coverage_lost') THEN 'went'
            ELSE part
        END AS flow,
        sum(value) AS value,
        count(*) AS bodies,
        max(abs(value)) AS largest,
        sum(abs(value)) AS size,
        bool_or(simulated) AS simulated
    FROM placed
    GROUP BY region_code, part
),
coarse AS (
    SELECT
        region_code,
        flow AS part,
        sum(value) AS value,
        CAST(sum(bodies) AS BIGINT) AS bodies,
        max(largest) AS largest,
        sum(size) AS size,
        bool_or(simulated) AS simulated
    FROM fine
    GROUP BY region_code, flow
),
exposed AS (
    SELECT DISTINCT coarse.region_code
    FROM coarse
    CROSS JOIN rule
    WHERE coarse.region_code != '74'
        AND rule.money
        AND (coarse.bodies < rule.least OR coarse.largest * 100 > coarse.size * rule.dominance_pct)
),
-- The exposed are at place 0; the others follow, those with fewest first.
ordered AS (
    SELECT
        region_code,
        CASE
            WHEN region_code NOT IN (FROM exposed) THEN row_number() OVER (
                PARTITION BY region_code IN (FROM exposed) ORDER BY min(bodies), region_code
            )
            ELSE 0
        END AS place
    FROM coarse
    WHERE region_code != '74'
    GROUP BY region_code
),
hidden_together AS (
    SELECT
        step.place,
        coarse.part,
        count(*) < 2
            OR sum(coarse.bodies) < any_value(rule.least)
            OR max(coarse.largest) * 100 > sum(coarse.size) * any_value(rule.dominance_pct) AS tells
    FROM (SELECT DISTINCT place FROM ordered) AS step
    INNER JOIN ordered ON ordered.place <= step.place
    INNER JOIN coarse ON coarse.region_code = ordered.region_code
    CROSS JOIN rule
    GROUP BY step.place, coarse.part
),
enough AS (
    SELECT min(place) AS place
    FROM (SELECT place FROM hidden_together GROUP BY place HAVING NOT bool_or(tells))
),
secret AS (
    SELECT ordered.region_code
    FROM ordered
    CROSS JOIN enough
    WHERE ordered.place <= coalesce(enough.place, 0) AND (SELECT count(*) FROM exposed) > 0
    UNION
    SELECT '74'
    FROM enough
    WHERE place IS NULL AND (SELECT count(*) FROM exposed) > 0
),
apart AS (
    SELECT
        region_code,
        part,
        bodies,
        largest,
        size
    FROM fine
    WHERE part != flow AND region_code != '74'
),
merged_region AS (
    SELECT DISTINCT apart.region_code
    FROM apart
    CROSS JOIN rule
    WHERE rule.money AND (apart.bodies < rule.least OR apart.largest * 100 > apart.size * rule.dominance_pct)
),
merged AS (
    FROM merged_region
    UNION
    SELECT '74'
    FROM apart
    CROSS JOIN rule
    WHERE apart.region_code IN (FROM merged_region) OR apart.region_code IN (FROM secret)
    GROUP BY apart.part
    HAVING count(*) < 2
        OR sum(apart.bodies) < any_value(rule.least)
        OR max(apart.largest) * 100 > sum(apart.size) * any_value(rule.dominance_pct)
)
SELECT
    region_code,
    part,
    CASE WHEN region_code NOT IN (FROM secret) THEN value END AS value,
    bodies,
    simulated
FROM coarse
WHERE part NOT IN ('came', 'went') OR region_code IN (FROM merged) OR region_code IN (FROM secret)
UNION ALL
SELECT region_code, part, value, bodies, simulated
FROM fine
WHERE part != flow AND region_code NOT IN (FROM merged) AND region_code NOT IN (FROM secret)
ORDER BY region_code, part;
