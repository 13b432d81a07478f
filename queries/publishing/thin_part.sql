-- name:    thin_part
-- purpose: The regions and years of which what a growth of the register is made of (mart.register_part), told in one build,
--          less the same told in another, is of too few bodies, or of one nearly alone: a list of an earlier year that
--          comes late adds the later year of its bodies to the parts, in which their total is not withheld. Of each part,
--          of both that came and both that went, and of all of one year together; the province less the regions that are told
--          in both builds, by their parts or, for all of a year, by their totals. The columns are those of thin_difference,
--          which asks the same of single figures; `told` is false in what a sender is answered. `published` and
--          `candidate` are the two builds, attached.
-- params:  none
-- returns: region_code VARCHAR, region_name VARCHAR, year INTEGER, told BOOLEAN, few BOOLEAN
-- grain:   one row per region and year, by year and name, of each answer: few bodies, or one nearly alone
WITH threshold AS (SELECT parameter, value FROM candidate.core.parameter),
-- A part can be read from its own figure, from the two it was merged of, or with another as all of a year.
seen_as AS (
    SELECT *
    FROM (
        VALUES
        ('matched_before', 'matched_before', FALSE, 'coarse'), ('matched_after', 'matched_after', TRUE, 'coarse'),
        ('entered', 'entered', TRUE, 'fine'), ('coverage_gained', 'coverage_gained', TRUE, 'fine'),
        ('left', 'left', FALSE, 'fine'), ('coverage_lost', 'coverage_lost', FALSE, 'fine'),
        ('entered', 'came', TRUE, 'coarse'), ('coverage_gained', 'came', TRUE, 'coarse'),
        ('left', 'went', FALSE, 'coarse'), ('coverage_lost', 'went', FALSE, 'coarse'),
        ('matched_before', 'all_before', FALSE, 'coarse'), ('left', 'all_before', FALSE, 'coarse'),
        ('coverage_lost', 'all_before', FALSE, 'coarse'), ('matched_after', 'all_after', TRUE, 'coarse'),
        ('entered', 'all_after', TRUE, 'coarse'), ('coverage_gained', 'all_after', TRUE, 'coarse')
    ) AS named (part, figure, is_later, level)
),
money AS (
    SELECT *
    FROM (
        VALUES ('turnover_idr', 'cooperative_turnover_idr'), ('assets_idr', 'cooperative_assets_idr')
    ) AS named (field, measure_id)
),
contribution AS (
    SELECT 'before' AS side, * FROM published.mart.register_contribution
    UNION ALL BY NAME
    SELECT 'after' AS side, * FROM candidate.mart.register_contribution
),
-- What one body changes one figure by, between the two builds.
of_body AS (
    SELECT
        contribution.field, contribution.from_year, contribution.to_year, contribution.region_code, seen_as.figure,
        seen_as.is_later, contribution.same_body,
        abs(sum(CASE contribution.side WHEN 'after' THEN contribution.value ELSE -contribution.value END)) AS difference
    FROM contribution
    INNER JOIN money ON money.field = contribution.field
    INNER JOIN seen_as ON seen_as.part = contribution.part
    WHERE NOT contribution.simulated
    GROUP BY ALL
    HAVING abs(sum(CASE contribution.side WHEN 'after' THEN contribution.value ELSE -contribution.value END)) >= 1
),
level_of AS (
    SELECT 'before' AS side, * FROM published.mart.register_told
    UNION ALL
    SELECT 'after' AS side, * FROM candidate.mart.register_told
),
-- Which places have parts of a pair of years in a build at all, and how far they are told.
disclosed AS (
    SELECT place.side, place.field, place.from_year, place.to_year, place.region_code, coalesce(level_of.level, 'fine') AS level
    FROM (
        SELECT DISTINCT 'before' AS side, field, from_year, to_year, region_code FROM published.mart.register_part
        UNION ALL
        SELECT DISTINCT 'after', field, from_year, to_year, region_code FROM candidate.mart.register_part
    ) AS place
    LEFT JOIN level_of USING (side, field, from_year, to_year, region_code)
),
total AS (
    SELECT 'before' AS side, money.field, shown.region_code, shown.year
    FROM published.mart.measure_value AS shown
    INNER JOIN money ON money.measure_id = shown.measure_id
    WHERE shown.value IS NOT NULL
    UNION ALL
    SELECT 'after', money.field, shown.region_code, shown.year
    FROM candidate.mart.measure_value AS shown
    INNER JOIN money ON money.measure_id = shown.measure_id
    WHERE shown.value IS NOT NULL
),
-- How each figure of each place stands on both sides: TRUE told, FALSE withheld, NULL not there.
figure AS (
    SELECT
        place.field, place.from_year, place.to_year, place.region_code, figure.figure, figure.is_later,
        bool_or(place.is_told) FILTER (place.side = 'before') AS told_before,
        bool_or(place.is_told) FILTER (place.side = 'after') AS told_after
    FROM (SELECT DISTINCT figure, is_later, level FROM seen_as) AS figure
    INNER JOIN (
        SELECT
            disclosed.*, figure.figure,
            disclosed.level = 'fine' OR disclosed.level = 'coarse' AND figure.level = 'coarse'
            OR figure.figure LIKE 'all_%' AND total.field IS NOT NULL AS is_told
        FROM disclosed
        CROSS JOIN (SELECT DISTINCT figure, is_later, level FROM seen_as) AS figure
        LEFT JOIN total
            ON total.side = disclosed.side AND total.field = disclosed.field AND total.region_code = disclosed.region_code
            AND total.region_code != '74'
            AND total.year = CASE WHEN figure.is_later THEN disclosed.to_year ELSE disclosed.from_year END
    ) AS place
        ON place.figure = figure.figure
    GROUP BY ALL
),
-- What anybody subtracts: told in both; for a sender whatever the earlier build tells.
subtracted AS (
    SELECT answer.told, figure.*
    FROM figure
    CROSS JOIN (VALUES (TRUE), (FALSE)) AS answer (told)
    WHERE figure.told_before AND (figure.told_after OR figure.told_after IS NOT NULL AND NOT answer.told)
),
-- A region by what it changed; the province by what those changed that nobody sees of their own.
moved AS (
    SELECT subtracted.told, subtracted.region_code, subtracted.is_later, of_body.* EXCLUDE (region_code, is_later)
    FROM subtracted
    INNER JOIN of_body USING (field, from_year, to_year, region_code, figure)
    WHERE subtracted.region_code != '74'
    UNION ALL BY NAME
    SELECT province.told, province.region_code, province.is_later, of_body.* EXCLUDE (region_code, is_later)
    FROM subtracted AS province
    INNER JOIN of_body
        ON of_body.field = province.field AND of_body.from_year = province.from_year
        AND of_body.to_year = province.to_year AND of_body.figure = province.figure
    LEFT JOIN figure AS region
        ON region.field = of_body.field AND region.from_year = of_body.from_year AND region.to_year = of_body.to_year
        AND region.region_code = of_body.region_code AND region.figure = of_body.figure
    WHERE province.region_code = '74'
        AND NOT CASE
            WHEN province.told THEN coalesce(region.told_before, TRUE) AND coalesce(region.told_after, TRUE)
            ELSE coalesce(region.told_before, FALSE)
        END
),
counted AS (
    SELECT
        told, region_code, CASE WHEN is_later THEN to_year ELSE from_year END AS year, count(*) AS bodies,
        max(difference) AS largest, coalesce(max(difference, 2)[2], 0) AS second, sum(difference) AS size
    FROM moved
    GROUP BY told, region_code, field, from_year, to_year, figure, is_later
)
SELECT counted.region_code, region.region_name, counted.year, counted.told, counted.bodies < least.value AS few
FROM counted
INNER JOIN candidate.core.region AS region ON region.region_code = counted.region_code
INNER JOIN threshold AS least ON least.parameter = 'small_cell_contributors'
INNER JOIN threshold AS share ON share.parameter = 'protection_pct'
WHERE counted.bodies < least.value
    OR counted.told AND counted.size - counted.largest - counted.second < share.value / 100 * counted.largest
GROUP BY ALL
ORDER BY counted.year, region.region_name, counted.told, few;
