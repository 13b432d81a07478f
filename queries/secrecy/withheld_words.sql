-- name:    withheld_words
-- purpose: Puts the words without amounts (`without_amounts`: kept_in, place, found, expected, message) in the place of the
--          findings they stand for.
-- params:  none
-- returns: none
-- grain:   one row per finding of `without_amounts`
UPDATE core.finding AS finding
SET found = told.found, expected = told.expected, message = told.message
FROM without_amounts AS told
WHERE told.kept_in = 'finding' AND told.place = finding.rowid;

UPDATE core.finding_cell AS finding
SET found = told.found, expected = told.expected, message = told.message
FROM without_amounts AS told
WHERE told.kept_in = 'finding_cell' AND told.place = finding.rowid;
