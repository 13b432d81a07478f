-- name:    simulated_subject
-- purpose: The subjects on which a build rests on simulated deliveries.
-- params:  none
-- returns: subject VARCHAR
-- grain:   one row per subject
SELECT DISTINCT subject
FROM raw.delivery
SEMI JOIN core.accepted USING (delivery_id)
WHERE simulated;
