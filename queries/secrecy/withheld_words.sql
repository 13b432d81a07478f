-- name:    withheld_words
-- purpose: Puts the words without amounts (`without_amounts`: kept_in, place, heading, found, expected, message) in the
--          place of the findings they stand for, and takes long numbers out of headings. What is a number itself goes:
--          that a body repeats its year (V40).
-- params:  none
-- returns: none
-- grain:   one row per finding of `without_amounts`
UPDATE core.finding AS finding
SET "column" = told.heading, found = told.found, expected = told.expected, message = told.message
FROM without_amounts AS told
WHERE told.kept_in = 'finding' AND told.place = finding.rowid;

UPDATE core.finding_cell AS finding
SET "column" = told.heading, found = told.found, expected = told.expected, message = told.message
FROM without_amounts AS told
WHERE told.kept_in = 'finding_cell' AND told.place = finding.rowid;

DELETE FROM core.finding
WHERE rule = 'V40' AND delivery_id IN (SELECT delivery_id FROM raw.delivery WHERE kind = 'cooperative_list');

DELETE FROM core.finding_cell
WHERE rule = 'V40' AND delivery_id IN (SELECT delivery_id FROM raw.delivery WHERE kind = 'cooperative_list');

UPDATE raw.understood
SET heading = without_large(heading)
WHERE heading != without_large(heading);

UPDATE raw.fact
SET heading = without_large(heading)
WHERE heading != without_large(heading);

UPDATE raw.delivery_column
SET heading = without_large(heading)
WHERE heading != without_large(heading);
