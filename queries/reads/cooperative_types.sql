-- name:    cooperative_types
-- purpose: Registered cooperatives by official type, for structure and shift-share; KDKMP and dissolved ones are apart.
-- params:  none
-- returns: region_code VARCHAR, year INTEGER, sector VARCHAR, value DOUBLE, simulated BOOLEAN
-- grain:   one row per region (the provincial bucket included), book year and type; an unknown type is left out
SELECT
    cooperative.region_code,
    cooperative.book_year AS year,
    cooperative.type_id AS sector,
    CAST(count(*) AS DOUBLE) AS value,
    bool_or(delivery.simulated) AS simulated
FROM core.cooperative AS cooperative
INNER JOIN raw.delivery AS delivery USING (delivery_id)
WHERE cooperative.type_id IS NOT NULL
    AND cooperative.on_register
GROUP BY cooperative.region_code, cooperative.book_year, cooperative.type_id
ORDER BY cooperative.book_year, cooperative.region_code, cooperative.type_id;
