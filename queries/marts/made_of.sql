-- name:    made_of
-- purpose: Which measures a delivered measure adds up, of how many years ago and with which sign: itself, or what it
--          follows from. `mart.delivered_value` makes the values from this, `mart.trail` leads back by it.
CREATE TABLE mart.made_of AS
WITH follows (measure_id, part_id, years_back, sign) AS (
    VALUES
        ('cooperatives_previous_units', 'cooperatives_registered_units', 1, 1),
        ('cooperatives_net_new_units', 'cooperatives_new_units', 0, 1),
        ('cooperatives_net_new_units', 'cooperatives_dissolved_units', 0, -1)
)
FROM follows
UNION ALL
SELECT measure_id, measure_id AS part_id, 0 AS years_back, 1 AS sign
FROM core.measure
ANTI JOIN follows USING (measure_id);
