-- name:    proposal_row
-- purpose: The proposals that count: of each budget year all that any delivery names, a repeated one as the newest of
--          them has it, and those the press reported (`published`), each under an id of its own. A code that several rows bear is told
--          apart by region, year and row; a row without a code is known by what it says.
CREATE TABLE core.proposal AS
WITH chosen AS (
    SELECT proposal.*, delivery.file
    FROM checking.proposal_read AS proposal
    INNER JOIN mart.delivery_order USING (delivery_id)
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = proposal.delivery_id
    WHERE proposal.region_code IS NOT NULL AND proposal.budget_year IS NOT NULL
    QUALIFY delivery_order.place = min(delivery_order.place) OVER (
        PARTITION BY
            proposal.region_code,
            proposal.budget_year,
            coalesce(proposal.proposal_id, concat_ws('|', plain_text(proposal.title), plain_text(proposal.location)))
    )
),
coded AS (
    SELECT
        *,
        coalesce(
            proposal_id,
            'tanpa-kode-' || left(
                md5(concat_ws('|', region_code, budget_year, plain_text(title), plain_text(location))), 8
            )
        ) AS code,
        count(*) OVER (PARTITION BY code) AS of_code,
        count(*) OVER (PARTITION BY code, region_code, budget_year) AS of_place,
        row_number() OVER (PARTITION BY code, region_code, budget_year ORDER BY sheet, row_number) AS position
    FROM chosen
),
reported AS (
    SELECT
        proposal_id,
        arg_max(budget_year, row_number) AS budget_year,
        arg_max(region_code, row_number) AS region_code,
        arg_max(office, row_number) AS office,
        arg_max(title, row_number) AS title,
        arg_max(menu, row_number) AS menu,
        arg_max(fund, row_number) AS fund,
        arg_max(ministry, row_number) AS ministry,
        arg_max(location, row_number) AS location,
        string_agg(source || ': ' || note, ' ' ORDER BY row_number) AS note,
        any_value(file) AS file,
        CAST(max(row_number) AS BIGINT) AS row_number
    FROM core.public_proposal
    GROUP BY proposal_id
)
SELECT
    coded.* EXCLUDE (proposal_id, code, of_code, of_place, position, stage, subject, built_id, submitted, region_text),
    concat(
        code,
        CASE WHEN of_code > of_place THEN concat(' (', region_code, ' ', budget_year, ')') END,
        CASE WHEN of_place > 1 THEN concat('#', position) END
    ) AS proposal_id,
    proposal_id AS delivered_code,
    of_code = 1 AS code_unique,
    FALSE AS published
FROM coded
UNION ALL BY NAME
SELECT
    reported.*,
    menu_of(coalesce(menu, title), plain_text(concat_ws(' ', menu, title, fund))) AS menu_id,
    FALSE AS simulated,
    TRUE AS published
FROM reported;
