-- name:    withheld_words
-- purpose: Puts the words without amounts (`without_amounts`: kept_in, place, heading, found, expected, message) in the
--          place of the findings they stand for, and takes long numbers out of headings. What is a number itself goes:
--          that a body, or a region some of whose money is withheld, repeats its year (V40).
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

CREATE OR REPLACE TEMP TABLE repeated AS
SELECT finding.delivery_id, finding.region_code
FROM core.finding AS finding
INNER JOIN raw.delivery AS delivery USING (delivery_id)
WHERE finding.rule = 'V40'
    AND (
        delivery.kind = 'cooperative_list'
        OR EXISTS (
            FROM mart.protected_cell AS protected_cell
            WHERE protected_cell.region_code = coalesce(finding.region_code, protected_cell.region_code)
        )
    );

DELETE FROM core.finding AS finding
USING repeated
WHERE finding.rule = 'V40' AND finding.delivery_id = repeated.delivery_id
    AND finding.region_code IS NOT DISTINCT FROM repeated.region_code;

DELETE FROM core.finding_cell AS finding
USING repeated
WHERE finding.rule = 'V40' AND finding.delivery_id = repeated.delivery_id
    AND finding.region_code IS NOT DISTINCT FROM repeated.region_code;

UPDATE raw.understood
SET heading = without_large(heading)
WHERE heading != without_large(heading);

UPDATE raw.fact
SET heading = without_large(heading)
WHERE heading != without_large(heading);

UPDATE raw.delivery_column
SET heading = without_large(heading)
WHERE heading != without_large(heading);
