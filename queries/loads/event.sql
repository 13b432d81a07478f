-- name:    event
-- purpose: What happened when, and which series it matters for; no region means everywhere.
INSERT INTO core.event
SELECT
    event_id,
    CAST(year AS INTEGER),
    CAST(month AS INTEGER),
    region_code,
    label,
    note,
    subjects,
    source,
    reference,
    CAST(retrieved_on AS DATE)
FROM raw.peristiwa;
