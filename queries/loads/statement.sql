-- name:    statement
-- purpose: What has been said in public about cooperatives and enterprises; never a panel.
INSERT INTO core.statement_subject
SELECT subject_id, label, unit, topic
FROM raw.statement_subjects;

INSERT INTO core.statement
SELECT
    region_code,
    subject_id,
    CAST(year AS INTEGER),
    CAST(value AS DOUBLE),
    qualifier,
    note,
    speaker,
    title,
    said_on,
    reference
FROM raw.statements;
