-- name:    menu_alias
-- purpose: Other words for a menu, as `plain_text` gives them.
-- params:  $menu_ids VARCHAR[], $budget_years INTEGER[], $aliases VARCHAR[], $except_words VARCHAR[]
-- returns: none
-- grain:   one row per menu, budget year and alias
INSERT INTO core.menu_alias
SELECT menu_id, budget_year, plain_text(alias), except_words
FROM (
    SELECT
        unnest($menu_ids::VARCHAR[]) AS menu_id,
        unnest($budget_years::INTEGER[]) AS budget_year,
        unnest($aliases::VARCHAR[]) AS alias,
        unnest($except_words::VARCHAR[]) AS except_words
);
