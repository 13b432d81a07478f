-- name:    menus
-- purpose: What may be proposed in each budget year, with fund, cost and what is asked for.
-- params:  none
-- returns: menu_id VARCHAR, budget_year INTEGER, menu VARCHAR, fund VARCHAR, legal_basis VARCHAR, ministry VARCHAR, authority VARCHAR, unit VARCHAR, low_idr DOUBLE, high_idr DOUBLE, cost_estimated BOOLEAN, cost_source VARCHAR, mandatory VARCHAR, optional VARCHAR, confirmed BOOLEAN, source VARCHAR
-- grain:   one row per menu and budget year, by year and name; funds are parted by semicolons; mandatory and optional are the criteria in words; costs NULL: none is known; confirmed FALSE: that year's guideline has not been read
WITH asked AS (
    SELECT
        menu_id,
        budget_year,
        string_agg(words, ', ' ORDER BY position) FILTER (WHERE mandatory) AS mandatory,
        string_agg(words, ', ' ORDER BY position) FILTER (WHERE NOT mandatory) AS optional
    FROM core.menu_requirement
    GROUP BY menu_id, budget_year
)
SELECT
    menu.menu_id,
    menu.budget_year,
    menu.menu,
    menu.fund,
    menu.legal_basis,
    menu.ministry,
    menu.authority,
    menu.unit,
    menu.low_idr,
    menu.high_idr,
    menu.cost_estimated,
    menu.cost_source,
    coalesce(asked.mandatory, '') AS mandatory,
    coalesce(asked.optional, '') AS optional,
    menu.confirmed,
    menu.source
FROM core.menu
LEFT JOIN asked ON asked.menu_id = menu.menu_id AND asked.budget_year = menu.budget_year
ORDER BY menu.budget_year, menu.menu, menu.menu_id;
