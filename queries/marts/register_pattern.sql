-- name:    register_pattern
-- purpose: The register in money by who reported when, before secrecy: of the cooperatives of a region with an amount in
--          `at_year`, those that did the same in every other year are one group. `pattern` has a letter per book year of
--          the register, ascending: R reported, L listed without an amount, N not there, X no list was sent, - the year
--          itself. Every part of every growth is a sum of groups (mart.register_part), and so is what several growths
--          leave between each other. 74 is all regions together.
CREATE TABLE mart.register_pattern AS
WITH money AS (
    SELECT registered.*
    FROM mart.registered AS registered
    INNER JOIN core.measure ON measure.measure_id = 'cooperative_' || registered.field
    WHERE measure.secret_below IS NOT NULL
),
year_of AS (SELECT DISTINCT book_year FROM mart.registered),
sent AS (SELECT DISTINCT region_code, book_year FROM mart.registered),
listed AS (SELECT DISTINCT cooperative_key, book_year FROM mart.registered),
seen AS (
    SELECT
        money.field,
        money.region_code,
        money.same_body,
        money.book_year AS at_year,
        money.value,
        year_of.book_year,
        CASE
            WHEN year_of.book_year = money.book_year THEN '-'
            WHEN same.same_body IS NOT NULL THEN CASE WHEN same.value IS NULL THEN 'L' ELSE 'R' END
            WHEN sent.region_code IS NOT NULL THEN 'N'
            -- Those guided by the province are counted as gone where they stand elsewhere.
            WHEN money.region_code = '74.00' AND listed.cooperative_key IS NOT NULL THEN 'N'
            ELSE 'X'
        END AS letter
    FROM money
    CROSS JOIN year_of
    LEFT JOIN money AS same
        ON same.field = money.field AND same.same_body = money.same_body AND same.book_year = year_of.book_year
    LEFT JOIN sent ON sent.region_code = money.region_code AND sent.book_year = year_of.book_year
    LEFT JOIN listed ON listed.cooperative_key = money.cooperative_key AND listed.book_year = year_of.book_year
    WHERE money.value IS NOT NULL
),
body AS (
    SELECT field, region_code, at_year, same_body, any_value(value) AS value, string_agg(letter, '' ORDER BY book_year) AS pattern
    FROM seen
    GROUP BY field, region_code, at_year, same_body
),
placed AS (
    FROM body
    UNION ALL BY NAME
    SELECT * REPLACE ('74' AS region_code) FROM body
)
SELECT
    field,
    region_code,
    at_year,
    pattern,
    sum(value) AS value,
    count(*) AS bodies,
    count(*) FILTER (value != 0) AS contributors,
    max(abs(value)) AS largest,
    coalesce(max(abs(value), 2)[2], 0) AS second,
    sum(abs(value)) AS size
FROM placed
GROUP BY field, region_code, at_year, pattern;
