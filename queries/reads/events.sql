-- name:    events
-- purpose: What happened when, and which series it matters for; feeds the notes on time axes.
-- params:  none
-- returns: event_id VARCHAR, year INTEGER, month INTEGER, region_code VARCHAR, label VARCHAR, note VARCHAR, subjects VARCHAR, source VARCHAR, reference VARCHAR
-- grain:   one row per event, by year, month and id; month NULL means only the year is known (and comes first), region_code NULL means everywhere, subjects are ids parted by semicolons
SELECT event_id, year, month, region_code, label, note, subjects, source, reference
FROM core.event
ORDER BY year, month NULLS FIRST, event_id;
