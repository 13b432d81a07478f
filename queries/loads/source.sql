-- name:    source
-- purpose: Published sources with the code system each one declares.
INSERT INTO core.source
SELECT
    source_id,
    publisher,
    title,
    reference,
    code_system,
    licence,
    CAST(retrieved_on AS DATE),
    CAST(priority AS INTEGER),
    priority_reason
FROM raw.sources;
