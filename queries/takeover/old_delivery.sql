-- name:    old_delivery
-- purpose: The real deliveries that a build of before (`old`) accepted.
-- params:  none
-- returns: file_hash VARCHAR, file VARCHAR, size_bytes BIGINT, delivery_id VARCHAR, kind VARCHAR, subject VARCHAR, received_at VARCHAR
-- grain:   one row per delivery, in the order in which they were received; received_at in UTC, as the journal writes it
SELECT
    file_hash,
    file,
    size_bytes,
    delivery_id,
    kind,
    subject,
    strftime(delivery.received_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%f+00:00') AS received_at
FROM old.raw.delivery AS delivery
SEMI JOIN old.core.accepted USING (delivery_id)
WHERE NOT simulated
ORDER BY delivery.received_at;
