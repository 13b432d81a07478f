-- name:    statements
-- purpose: What has been said in public: value, who said it, when. Never a panel.
-- params:  $region_code VARCHAR
-- returns: subject_id VARCHAR, label VARCHAR, unit VARCHAR, topic VARCHAR, year INTEGER, value DOUBLE, qualifier VARCHAR, note VARCHAR, speaker VARCHAR, title VARCHAR, said_on VARCHAR, reference VARCHAR, versions BIGINT
-- grain:   one row per statement on that area, by subject, newest year first; versions counts the different values said of the same subject and year
WITH version AS (
    SELECT subject_id, year, count(DISTINCT value) AS versions
    FROM core.statement
    WHERE region_code = $region_code AND qualifier != 'target'
    GROUP BY subject_id, year
)
SELECT
    statement.subject_id,
    statement_subject.label,
    statement_subject.unit,
    statement_subject.topic,
    statement.year,
    statement.value,
    statement.qualifier,
    statement.note,
    statement.speaker,
    statement.title,
    statement.said_on,
    statement.reference,
    coalesce(version.versions, 1) AS versions
FROM core.statement
INNER JOIN core.statement_subject ON statement_subject.subject_id = statement.subject_id
LEFT JOIN version
    ON version.subject_id = statement.subject_id
    AND version.year = statement.year
WHERE statement.region_code = $region_code
ORDER BY statement_subject.topic, statement_subject.label, statement.year DESC, statement.said_on, statement.value;
