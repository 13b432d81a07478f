-- name:    asset
-- purpose: What stands already, where, since when, and who said so.
INSERT INTO core.asset
SELECT
    asset_id,
    menu_id,
    region_code,
    name,
    owner,
    CAST(year AS INTEGER),
    status,
    CAST(amount_idr AS DOUBLE),
    qualifier,
    note,
    source,
    reference,
    CAST(retrieved_on AS DATE)
FROM raw.assets;
