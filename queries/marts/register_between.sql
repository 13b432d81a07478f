-- name:    register_between
-- purpose: Who stands between two growths that share a year: of the cooperatives with an amount in `at_year`, those that
--          reported in only one of two other years (apart = reported), or stood on the register in only one (listed). What
--          one growth tells of that year less what the other tells is theirs. Before secrecy; 74 is all regions together.
CREATE TABLE mart.register_between AS
WITH money AS (
    SELECT registered.*
    FROM mart.registered AS registered
    INNER JOIN core.measure ON measure.measure_id = 'cooperative_' || registered.field
    WHERE measure.secret_below IS NOT NULL
),
body AS (
    SELECT
        field, region_code, cooperative_key, list(book_year ORDER BY book_year) AS listed,
        list(book_year ORDER BY book_year) FILTER (value IS NOT NULL) AS reported
    FROM money
    GROUP BY field, region_code, cooperative_key
),
year_of AS (SELECT DISTINCT book_year FROM money),
two AS (
    SELECT first.book_year AS one_year, second.book_year AS other_year
    FROM year_of AS first
    INNER JOIN year_of AS second ON second.book_year > first.book_year
),
between_them AS (
    SELECT
        money.field,
        money.region_code,
        money.book_year AS at_year,
        two.one_year,
        two.other_year,
        money.value,
        list_contains(coalesce(body.reported, []), two.one_year) != list_contains(coalesce(body.reported, []), two.other_year)
            AS reported_once,
        list_contains(body.listed, two.one_year) != list_contains(body.listed, two.other_year) AS listed_once
    FROM money
    INNER JOIN body USING (field, region_code, cooperative_key)
    INNER JOIN two ON money.book_year NOT IN (two.one_year, two.other_year)
    WHERE money.value IS NOT NULL
),
apart AS (
    SELECT * EXCLUDE (reported_once, listed_once), 'reported' AS apart FROM between_them WHERE reported_once
    UNION ALL
    SELECT * EXCLUDE (reported_once, listed_once), 'listed' AS apart FROM between_them WHERE listed_once
),
placed AS (
    FROM apart
    UNION ALL BY NAME
    SELECT * REPLACE ('74' AS region_code) FROM apart
)
SELECT
    field,
    region_code,
    at_year,
    one_year,
    other_year,
    apart,
    sum(value) AS value,
    count(*) AS bodies,
    max(abs(value)) AS largest,
    coalesce(max(abs(value), 2)[2], 0) AS second,
    sum(abs(value)) AS size
FROM placed
GROUP BY field, region_code, at_year, one_year, other_year, apart;
