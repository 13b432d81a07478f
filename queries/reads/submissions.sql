-- name:    submissions
-- purpose: Who has reported what for which book year, by the log of operators, against its deadline.
-- params:  none
-- returns: region_code VARCHAR, book_year INTEGER, system VARCHAR, data_subject VARCHAR, submitted_on DATE, deadline_on DATE, days_late BIGINT, simulated BOOLEAN
-- grain:   one row per kabupaten/kota, book year, system and subject of an accepted log, in that order; submitted_on NULL means not reported, days_late NULL means not reported or no deadline, 0 means in time
SELECT
    submission.region_code,
    submission.book_year,
    coalesce(submission.system, '') AS system,
    coalesce(submission.data_subject, 'Laporan') AS data_subject,
    min(submission.submitted_on) AS submitted_on,
    min(submission.deadline_on) AS deadline_on,
    greatest(0, date_diff('day', min(submission.deadline_on), min(submission.submitted_on))) AS days_late,
    bool_or(delivery.simulated) AS simulated
FROM raw.submission
INNER JOIN raw.delivery ON delivery.delivery_id = submission.delivery_id
INNER JOIN core.region ON region.region_code = submission.region_code
SEMI JOIN core.accepted ON accepted.delivery_id = submission.delivery_id
WHERE region.is_local AND region.valid_to IS NULL AND submission.book_year IS NOT NULL
GROUP BY ALL
ORDER BY submission.region_code, submission.book_year, system, data_subject;
