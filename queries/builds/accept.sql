-- name:    accept
-- purpose: Accepts every delivery in which no rule found a galat.
-- params:  none
-- returns: none
-- grain:   one row per accepted delivery
INSERT INTO core.accepted
SELECT delivery_id
FROM raw.delivery
ANTI JOIN (
    SELECT delivery_id FROM core.finding WHERE severity = 'galat' AND delivery_id IS NOT NULL
) AS held USING (delivery_id);
