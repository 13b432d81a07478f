-- name:    core_asset_menu
-- purpose: An asset names a menu of data/reference/menu.toml, or none.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per asset of an unknown menu
SELECT file, row_number, menu_id AS found, 'menu_id tidak ada dalam menu.toml.' AS message
FROM raw.assets
WHERE menu_id IS NOT NULL AND menu_id NOT IN (SELECT menu.menu_id FROM core.menu)
ORDER BY row_number;
