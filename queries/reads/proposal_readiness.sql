-- name:    proposal_readiness
-- purpose: The checklist of one proposal: each criterion of its menu of that year, whether it is met, and who asks it.
-- params:  $proposal_id VARCHAR
-- returns: criterion VARCHAR, words VARCHAR, document BOOLEAN, mandatory BOOLEAN, met BOOLEAN, minimum DOUBLE, amount DOUBLE, source VARCHAR, simulated BOOLEAN
-- grain:   one row per criterion, in the order of kumkm/domain/menus.py; met NULL: the delivery says nothing; minimum and amount are of the land, in m²; no rows where the menu or its list of that year is unknown
SELECT
    criterion.criterion,
    criterion.words,
    criterion.document,
    criterion.mandatory,
    criterion.met,
    criterion.minimum,
    criterion.amount,
    criterion.source,
    proposal.simulated
FROM mart.proposal_criterion AS criterion
INNER JOIN mart.proposal ON proposal.proposal_id = criterion.proposal_id
WHERE criterion.proposal_id = $proposal_id
ORDER BY criterion.position;
