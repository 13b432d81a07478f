-- name:    cooperative
-- purpose: One cooperative in one book year, from all lists of that year; a repeated one as the newest of them has it.
--          Typed: its status, form and type in official words, its key over the
--          years, and how many book years in a row it has gone without a meeting of members (RAT). What a column that
--          is absent, or a cell that is blank, does not say is unknown (NULL), never "no". `on_register` is whoever is
--          neither dissolved nor KDKMP; `same_body` is who two years are compared of: a cooperative on the register of
--          one region. One that moved, or came under the province, is another there (ADR 0017). Dissolved ones and
--          KDKMP have none.
CREATE TABLE core.cooperative AS
WITH ordered AS (
    SELECT cooperative.*, identified.body, delivery_order.place, delivery.complete
    FROM raw.cooperative AS cooperative
    INNER JOIN checking.identified AS identified USING (delivery_id, sheet, row_number)
    INNER JOIN mart.delivery_order USING (delivery_id)
    INNER JOIN raw.delivery AS delivery USING (delivery_id)
    WHERE cooperative.region_code IS NOT NULL AND cooperative.book_year IS NOT NULL
),
-- Of a list that says it is complete, nobody counts who stands only in those before it.
complete AS (
    SELECT region_code, book_year, min(place) AS place
    FROM ordered
    WHERE complete
    GROUP BY region_code, book_year
),
chosen AS (
    SELECT
        ordered.* EXCLUDE (body, place, complete),
        ordered.body AS cooperative_key,
        turnover.field IS NOT NULL AS asked_turnover,
        CASE
            WHEN ordered.authority ILIKE 'prov%' OR ordered.authority ILIKE 'nasional%' THEN '74.00'
            ELSE ordered.region_code
        END AS counted_in
    FROM ordered
    LEFT JOIN complete USING (region_code, book_year)
    LEFT JOIN checking.field_column AS turnover
        ON turnover.delivery_id = ordered.delivery_id
        AND turnover.sheet = ordered.sheet
        AND turnover.field = 'turnover_idr'
    WHERE ordered.place <= coalesce(complete.place, ordered.place)
    QUALIFY ordered.place = min(ordered.place) OVER (PARTITION BY ordered.body, ordered.book_year)
),
typed AS (
    SELECT
        chosen.* EXCLUDE (rat_held, kdkmp, region_code, counted_in),
        chosen.counted_in AS region_code,
        coalesce(chosen.rat_held, CASE WHEN chosen.rat_date IS NOT NULL THEN TRUE END) AS rat_held,
        coalesce(chosen.kdkmp, FALSE) OR coalesce(is_kdkmp(chosen.name), FALSE)
            OR coalesce(is_kdkmp(chosen."group"), FALSE) AS kdkmp,
        health_of(chosen.health) AS health_id,
        cooperative_status_of(chosen.status) AS status_id,
        is_secondary(chosen.form, chosen.name) AS secondary,
        cooperative_type_of(chosen.type) AS type_id
    FROM chosen
),
standing AS (
    SELECT
        typed.*,
        NOT typed.kdkmp AND coalesce(typed.status_id, '') != 'bubar' AS on_register,
        CASE WHEN on_register THEN concat_ws(' ', typed.region_code, typed.cooperative_key) END AS same_body
    FROM typed
)
SELECT
    standing.*,
    standing.book_year - min(standing.book_year) OVER (PARTITION BY standing.region_code) + 1 AS years_listed,
    max(standing.book_year) OVER (
        PARTITION BY standing.region_code ORDER BY standing.book_year RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING
    ) IS NOT NULL AS region_listed_before,
    standing.book_year - coalesce(
        max(CASE WHEN standing.rat_held THEN standing.book_year END) OVER history,
        min(standing.book_year) OVER history - 1
    ) AS missed_rat,
    max(CASE WHEN standing.rat_held IS NULL THEN standing.book_year END) OVER history AS last_unsaid_rat,
    lag(standing.book_year) OVER history = standing.book_year - 1 AS listed_before,
    CASE WHEN NOT before.secondary THEN before.members END AS previous_members,
    before.turnover_idr AS previous_turnover_idr
FROM standing
LEFT JOIN standing AS before ON before.same_body = standing.same_body AND before.book_year = standing.book_year - 1
WINDOW history AS (
    PARTITION BY standing.cooperative_key
    ORDER BY standing.book_year
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);
