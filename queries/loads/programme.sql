-- name:    programme
-- purpose: Programmes reported in public, with who reported them.
INSERT INTO core.programme
SELECT
    CAST(year AS INTEGER),
    region_code,
    programme,
    CAST(amount_idr AS DOUBLE),
    qualifier,
    status,
    speaker,
    title,
    said_on,
    reference
FROM raw.programmes;
