-- name:    told_each
-- purpose: The findings of a rule whose cells have nothing to do with each other: every cell is one. `place` numbers the
--          findings of a delivery, `rest` counts the cells from there on.
-- params:  none
-- returns: none
-- grain:   one row per cell found
CREATE OR REPLACE TEMP TABLE told AS
SELECT
    *,
    1 AS cells,
    position AS place,
    count(*) OVER (PARTITION BY delivery_id) - position + 1 AS rest
FROM numbered;
