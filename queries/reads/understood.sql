-- name:    understood
-- purpose: How every column of what was delivered was understood, and why one is not read; feeds the page Kualitas.
-- params:  none
-- returns: file VARCHAR, file_hash VARCHAR, kind VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, heading VARCHAR, measure VARCHAR, population VARCHAR, unit VARCHAR, nature VARCHAR, period VARCHAR, read BOOLEAN, reason VARCHAR, held_back BOOLEAN, simulated BOOLEAN
-- grain:   one row per column of a delivery of this build, or per row of a table with its fields down, by file, sheet and place; held_back marks deliveries that are not published
SELECT
    delivery.file,
    delivery.file_hash,
    delivery.kind,
    understood.sheet,
    understood.row_number,
    understood.column_letter,
    understood.heading,
    understood.measure,
    understood.population,
    understood.unit,
    understood.nature,
    understood.period,
    understood.read,
    understood.reason,
    accepted.delivery_id IS NULL AS held_back,
    delivery.simulated
FROM raw.understood AS understood
INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = understood.delivery_id
LEFT JOIN core.accepted AS accepted ON accepted.delivery_id = understood.delivery_id
ORDER BY
    delivery.file,
    understood.sheet,
    understood.row_number NULLS FIRST,
    length(understood.column_letter),
    understood.column_letter,
    understood.heading,
    understood.measure,
    understood.nature;
