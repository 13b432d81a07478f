-- name:    sources
-- purpose: Every source with its licence, code system and number of printed values.
-- params:  none
-- returns: source_id VARCHAR, publisher VARCHAR, title VARCHAR, reference VARCHAR, code_system VARCHAR, licence VARCHAR, retrieved_on DATE, printed_values BIGINT
-- grain:   one row per source, by publisher and title
SELECT
    source.source_id,
    source.publisher,
    source.title,
    source.reference,
    source.code_system,
    source.licence,
    source.retrieved_on,
    count(figure.source_id) AS printed_values
FROM core.source
LEFT JOIN core.figure ON figure.source_id = source.source_id
GROUP BY ALL
ORDER BY source.publisher, source.title, source.source_id;
