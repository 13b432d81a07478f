-- name:    cooperative
-- purpose: One cooperative in one book year, typed: its status, form and type in official words, its key over the
--          years, and how many book years in a row it has gone without a meeting of members (RAT). What a column that
--          is absent, or a cell that is blank, does not say is unknown (NULL), never "no".
CREATE TABLE core.cooperative AS
WITH chosen AS (
    SELECT
        cooperative.*,
        coalesce(cooperative.nik, upper(cooperative.name) || '|' || cooperative.region_code) AS cooperative_key,
        turnover.field IS NOT NULL AS asked_turnover,
        CASE
            WHEN cooperative.authority ILIKE 'prov%' OR cooperative.authority ILIKE 'nasional%' THEN '74.00'
            ELSE cooperative.region_code
        END AS counted_in
    FROM raw.cooperative
    INNER JOIN mart.delivered_version
        ON delivered_version.kind = 'cooperative_list'
        AND delivered_version.delivery_id = cooperative.delivery_id
        AND delivered_version.region_code = cooperative.region_code
        AND delivered_version.year = cooperative.book_year
    LEFT JOIN checking.field_column AS turnover
        ON turnover.delivery_id = cooperative.delivery_id
        AND turnover.sheet = cooperative.sheet
        AND turnover.field = 'turnover_idr'
),
typed AS (
    SELECT
        chosen.* EXCLUDE (rat_held, kdkmp, region_code, counted_in),
        chosen.counted_in AS region_code,
        coalesce(chosen.rat_held, CASE WHEN chosen.rat_date IS NOT NULL THEN TRUE END) AS rat_held,
        coalesce(chosen.kdkmp, chosen."group" ILIKE '%merah putih%', FALSE) AS kdkmp,
        cooperative_status_of(chosen.status) AS status_id,
        is_secondary(chosen.form, chosen.name) AS secondary,
        cooperative_type_of(chosen.type) AS type_id
    FROM chosen
)
SELECT
    typed.*,
    typed.book_year - min(typed.book_year) OVER (PARTITION BY typed.region_code) + 1 AS years_listed,
    max(typed.book_year) OVER (
        PARTITION BY typed.region_code ORDER BY typed.book_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING
    ) IS NOT NULL AS region_listed_before,
    typed.book_year - coalesce(
        max(CASE WHEN typed.rat_held THEN typed.book_year END) OVER history,
        min(typed.book_year) OVER history - 1
    ) AS missed_rat,
    max(CASE WHEN typed.rat_held IS NULL THEN typed.book_year END) OVER history AS last_unsaid_rat,
    lag(typed.book_year) OVER history = typed.book_year - 1 AS listed_before,
    CASE WHEN lag(typed.book_year) OVER history = typed.book_year - 1 THEN lag(typed.members) OVER history END
        AS previous_members,
    CASE WHEN lag(typed.book_year) OVER history = typed.book_year - 1 THEN lag(typed.turnover_idr) OVER history END
        AS previous_turnover_idr
FROM typed
WINDOW history AS (
    PARTITION BY typed.cooperative_key
    ORDER BY typed.book_year
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);
