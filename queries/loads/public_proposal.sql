-- name:    public_proposal
-- purpose: Proposals the press reported, stage by stage, each with who reported it.
INSERT INTO core.public_proposal
SELECT
    proposal_id,
    CAST(budget_year AS INTEGER),
    region_code,
    office,
    title,
    menu,
    fund,
    ministry,
    location,
    stage,
    CAST(stage_date AS DATE),
    CAST(amount_idr AS DOUBLE),
    qualifier,
    note,
    source,
    reference,
    CAST(retrieved_on AS DATE),
    file,
    row_number
FROM raw.public_proposals;
