-- name:    dropped
-- purpose: The deliveries that do not count in this build: what was withdrawn, and a simulated one beside a real one on the
--          same subject.
-- params:  $standing VARCHAR[]
-- returns: none
-- grain:   one row per delivery
CREATE OR REPLACE TEMP TABLE dropped AS
SELECT delivery_id
FROM raw.delivery
WHERE NOT list_contains($standing::VARCHAR[], delivery_id)
    OR (simulated AND subject IN (SELECT subject FROM raw.delivery WHERE NOT simulated));
