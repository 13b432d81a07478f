-- name:    file_subject
-- purpose: On which subjects a file speaks.
-- params:  none
-- returns: file VARCHAR, subject VARCHAR
-- grain:   one row per delivery
SELECT delivery.file, kind.subject
FROM raw.delivery AS delivery
INNER JOIN core.delivered_kind AS kind ON kind.kind = delivery.kind;
