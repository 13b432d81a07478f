-- name:    register_part
-- purpose: What a growth of the register of cooperatives is made of between any two book years, before secrecy: those
--          that reported in both, those new on the register, those gone from it, and those listed in both years that
--          reported in one. A cooperative that moved to another region is gone there and new here. KDKMP and dissolved
--          ones are apart. A region that sent a list for one of the years only is left out: what was not sent is not gone. So is
--          the province's own list: one that moved into it is gone from its region and not new here, since it alone would be
--          what the province's parts have more than the totals of the regions.
--          `flow` is the part with `entered` and `coverage_gained` as came, `left` and `coverage_lost` as went; 74 is the
--          sum of the regions. Figures are read through mart.register_told.
CREATE VIEW mart.register_contribution AS -- what one body adds to one part
WITH year_of AS (SELECT DISTINCT book_year FROM mart.registered),
pair AS (
    SELECT earlier.book_year AS from_year, later.book_year AS to_year
    FROM year_of AS earlier
    INNER JOIN year_of AS later ON later.book_year > earlier.book_year
),
sent AS (
    SELECT pair.from_year, pair.to_year, registered.region_code
    FROM pair
    INNER JOIN mart.registered AS registered ON registered.book_year IN (pair.from_year, pair.to_year)
    GROUP BY ALL
    HAVING count(DISTINCT registered.book_year) = 2
),
side AS (
    SELECT sent.from_year, sent.to_year, registered.*
    FROM sent
    INNER JOIN mart.registered AS registered
        ON registered.region_code = sent.region_code
        AND registered.book_year IN (sent.from_year, sent.to_year)
),
body AS (
    SELECT
        from_year,
        to_year,
        field,
        region_code,
        same_body,
        bool_or(book_year = from_year) AS listed_before,
        bool_or(book_year = to_year) AS listed_after,
        max(value) FILTER (WHERE book_year = from_year) AS before,
        max(value) FILTER (WHERE book_year = to_year) AS after,
        bool_or(simulated) AS simulated
    FROM side
    GROUP BY from_year, to_year, field, region_code, same_body
)
SELECT * EXCLUDE (before, after), 'matched_before' AS part, 'matched_before' AS flow, before AS value
FROM body
WHERE before IS NOT NULL AND after IS NOT NULL
UNION ALL BY NAME
SELECT * EXCLUDE (before, after), 'matched_after' AS part, 'matched_after' AS flow, after AS value
FROM body
WHERE before IS NOT NULL AND after IS NOT NULL
UNION ALL BY NAME
SELECT
    * EXCLUDE (before, after),
    CASE WHEN listed_before THEN 'coverage_gained' ELSE 'entered' END AS part,
    'came' AS flow,
    after AS value
FROM body
WHERE before IS NULL AND after IS NOT NULL
UNION ALL BY NAME
SELECT
    * EXCLUDE (before, after),
    CASE WHEN listed_after THEN 'coverage_lost' ELSE 'left' END AS part,
    'went' AS flow,
    before AS value
FROM body
WHERE before IS NOT NULL AND after IS NULL;

CREATE TABLE mart.register_part AS
WITH placed AS (
    FROM mart.register_contribution
    UNION ALL BY NAME
    SELECT * REPLACE ('74' AS region_code) FROM mart.register_contribution
)
SELECT
    field,
    from_year,
    to_year,
    region_code,
    part,
    flow,
    sum(value) AS value,
    count(*) AS bodies,
    count(*) FILTER (value != 0) AS contributors,
    max(abs(value)) AS largest,
    coalesce(max(abs(value), 2)[2], 0) AS second,
    sum(abs(value)) AS size,
    bool_or(simulated) AS simulated
FROM placed
GROUP BY field, from_year, to_year, region_code, GROUPING SETS ((part, flow), (flow));
