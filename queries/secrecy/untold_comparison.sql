-- name:    untold_comparison
-- purpose: Takes away findings that compare an amount with what was delivered otherwise (V38, V39, V40, V47) where money of
--          that region is told to nobody (`untold_region`: region_code, subject): whoever sends a guess, or many, would
--          learn from what is said, and from what is not, how near it lies. What holds a delivery back stays: that compares
--          one delivery with itself.
-- params:  none
-- returns: none
-- grain:   one row per finding
CREATE OR REPLACE TEMP TABLE untold_comparison AS
SELECT finding.rule, finding.delivery_id, finding.region_code
FROM core.finding AS finding
INNER JOIN raw.delivery AS delivery USING (delivery_id)
INNER JOIN core.delivered_kind AS kind ON kind.kind = delivery.kind
WHERE finding.rule IN ('V38', 'V39', 'V40', 'V47')
    AND EXISTS (
        FROM untold_region
        WHERE untold_region.region_code = coalesce(finding.region_code, untold_region.region_code)
            AND untold_region.subject = kind.subject
    );

DELETE FROM core.finding AS finding
USING untold_comparison AS untold
WHERE finding.rule = untold.rule AND finding.delivery_id = untold.delivery_id AND finding.severity <> 'galat'
    AND finding.region_code IS NOT DISTINCT FROM untold.region_code
    AND (finding.rule = 'V40' OR regexp_matches(finding.found, '^(-?Rp|r$|berbeda dari daftar)'));

DELETE FROM core.finding_cell AS finding
USING untold_comparison AS untold
WHERE finding.rule = untold.rule AND finding.delivery_id = untold.delivery_id AND finding.severity <> 'galat'
    AND finding.region_code IS NOT DISTINCT FROM untold.region_code
    AND (finding.rule = 'V40' OR regexp_matches(finding.found, '^(-?Rp|r$|berbeda dari daftar)'));
