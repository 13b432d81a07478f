-- name:    proposal
-- purpose: One proposal, typed: where it stands, at which amount, what its menu of that budget year still asks, what
--          the rules found in its row. Amounts always say of which stage they are. `mart.proposal_criterion` is the
--          checklist behind `readiness`.
-- What its menu asks, one row per criterion: `met` NULL where the proposal says nothing of it. Where the delivery has
-- no column for it nobody was asked (`asked` FALSE), and it counts neither for nor against.
CREATE TABLE mart.proposal_criterion AS
WITH said AS (
    SELECT
        proposal.proposal_id,
        proposal.menu_id,
        proposal.budget_year,
        proposal.delivery_id,
        proposal.sheet,
        unnest(criteria_of(proposal), recursive := TRUE)
    FROM core.proposal
    WHERE NOT proposal.published
)
SELECT
    said.proposal_id,
    need.position,
    need.criterion,
    need.words,
    need.document,
    need.mandatory,
    place.field IS NOT NULL AS asked,
    CASE WHEN place.field IS NOT NULL THEN said.met AND coalesce(said.amount >= need.minimum, TRUE) END AS met,
    need.minimum,
    said.amount,
    need.source
FROM said
INNER JOIN core.menu_requirement AS need
    ON need.menu_id = said.menu_id
    AND need.budget_year = said.budget_year
    AND need.criterion = said.criterion
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = said.delivery_id
    AND place.sheet = said.sheet
    AND place.field = said.field;

CREATE TABLE mart.proposal AS
WITH ready AS (
    SELECT
        proposal_id,
        coalesce(
            string_agg(words, ', ' ORDER BY position)
                FILTER (WHERE document AND mandatory AND asked AND NOT coalesce(met, FALSE)),
            CASE WHEN bool_and(asked) FILTER (WHERE document AND mandatory) IS DISTINCT FROM FALSE THEN '' END
        ) AS missing_documents,
        avg(CAST(coalesce(met, FALSE) AS DOUBLE)) FILTER (WHERE asked) AS readiness
    FROM mart.proposal_criterion
    GROUP BY proposal_id
),
standing AS (
    SELECT
        proposal_id,
        arg_max(stage, position) FILTER (WHERE current) AS stage,
        arg_max(entered_on, position) FILTER (WHERE current) AS stage_date,
        arg_max(amount_idr, position) FILTER (WHERE amount_idr IS NOT NULL) AS amount_idr,
        arg_max(amount_idr, position) FILTER (WHERE stage = 'diajukan' AND amount_idr IS NOT NULL) AS proposed_idr,
        arg_max(amount_idr, position) FILTER (WHERE stage = 'ditetapkan' AND amount_idr IS NOT NULL) AS approved_idr
    FROM mart.proposal_stage
    GROUP BY proposal_id
),
place AS (
    SELECT proposal_id, delivery_id, coalesce(sheet, '') AS sheet, row_number FROM core.proposal WHERE NOT published
    UNION
    SELECT proposal_id, delivery_id, coalesce(sheet, ''), row_number FROM mart.proposal_stage
    WHERE delivery_id IS NOT NULL
),
found AS (
    SELECT
        place.proposal_id,
        count(*) AS findings,
        arg_min(
            finding.severity, CASE finding.severity WHEN 'galat' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END
        ) AS worst
    FROM place
    INNER JOIN core.finding_cell AS finding USING (delivery_id, sheet, row_number)
    GROUP BY place.proposal_id
)
SELECT
    proposal.proposal_id,
    proposal.budget_year,
    proposal.region_code,
    proposal.office,
    proposal.title,
    proposal.menu_id,
    coalesce(menu.menu, proposal.menu) AS menu,
    proposal.fund,
    proposal.ministry,
    proposal.volume,
    proposal.unit,
    proposal.unit_cost_idr,
    coalesce(standing.amount_idr, proposal.amount_idr) AS amount_idr,
    CASE WHEN standing.stage IS DISTINCT FROM 'draf' THEN coalesce(standing.proposed_idr, proposal.amount_idr) END
        AS proposed_idr,
    coalesce(proposal.approved_idr, standing.approved_idr) AS approved_idr,
    standing.stage,
    coalesce(stage.words, 'tahap tidak dikenal') AS stage_words,
    stage.rank AS stage_rank,
    standing.stage_date,
    coalesce(stage.submitted, FALSE) AS submitted,
    coalesce(stage.decided, FALSE) AS decided,
    proposal.has_tor,
    proposal.has_rab,
    proposal.has_ded,
    proposal.has_certificate,
    proposal.has_no_dispute,
    proposal.has_budget_commitment,
    ready.missing_documents,
    ready.missing_documents = '' AS documents_complete,
    ready.readiness,
    proposal.land_m2,
    proposal.latitude,
    proposal.longitude,
    proposal.location,
    proposal.manager_nik,
    proposal.trainees,
    proposal.trainees_without_nib,
    proposal.note,
    proposal.file,
    proposal.sheet,
    proposal.row_number,
    proposal.delivery_id,
    proposal.simulated,
    proposal.published,
    coalesce(found.findings, 0) AS findings,
    found.worst
FROM core.proposal AS proposal
LEFT JOIN standing ON standing.proposal_id = proposal.proposal_id
LEFT JOIN core.stage ON stage.stage_id = standing.stage
LEFT JOIN core.menu
    ON menu.menu_id = proposal.menu_id
    AND menu.budget_year = proposal.budget_year
LEFT JOIN ready ON ready.proposal_id = proposal.proposal_id
LEFT JOIN found ON found.proposal_id = proposal.proposal_id;
