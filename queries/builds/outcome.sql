-- name:    outcome
-- purpose: What became of each delivery, in the words of the journal, and the rules that hold it back.
-- params:  $published VARCHAR, $superseded VARCHAR, $held VARCHAR
-- returns: delivery_id VARCHAR, outcome VARCHAR, rules VARCHAR[]
-- grain:   one row per delivery
SELECT
    delivery_id,
    CASE
        WHEN accepted.delivery_id IS NOT NULL THEN $published
        WHEN superseded.delivery_id IS NOT NULL THEN $superseded
        ELSE $held
    END AS outcome,
    (
        SELECT list(DISTINCT rule ORDER BY rule)
        FROM core.finding
        WHERE finding.delivery_id = delivery.delivery_id AND severity = 'galat'
    ) AS rules
FROM raw.delivery
LEFT JOIN core.accepted USING (delivery_id)
LEFT JOIN core.superseded USING (delivery_id);
