-- name:    assets
-- purpose: What stands already in each region, beside which a proposal is seen.
-- params:  none
-- returns: asset_id VARCHAR, menu_id VARCHAR, menu VARCHAR, region_code VARCHAR, name VARCHAR, owner VARCHAR, year INTEGER, status VARCHAR, amount_idr DOUBLE, qualifier VARCHAR, note VARCHAR, source VARCHAR, reference VARCHAR
-- grain:   one row per asset, by region, year and id; menu_id NULL: of no menu; amount_idr NULL: none was reported
SELECT
    asset.asset_id,
    asset.menu_id,
    (SELECT arg_max(menu.menu, menu.budget_year) FROM core.menu WHERE menu.menu_id = asset.menu_id) AS menu,
    asset.region_code,
    asset.name,
    asset.owner,
    asset.year,
    asset.status,
    asset.amount_idr,
    asset.qualifier,
    asset.note,
    asset.source,
    asset.reference
FROM core.asset AS asset
ORDER BY asset.region_code, asset.year, asset.asset_id;
