-- name:    proposal_stages
-- purpose: The way of every proposal through the stages, with days and who acted; feeds the pipeline of the page Usulan.
-- params:  none
-- returns: proposal_id VARCHAR, stage VARCHAR, stage_words VARCHAR, stage_rank INTEGER, entered_on DATE, left_on DATE, days BIGINT, actor VARCHAR, document VARCHAR, reason VARCHAR, amount_idr DOUBLE, file VARCHAR, sheet VARCHAR, row_number BIGINT, current BOOLEAN, limit_days DOUBLE, overdue_days DOUBLE, simulated BOOLEAN
-- grain:   one row per step, by proposal and day of entry (the order of the delivery where days are the same or missing); left_on is NULL for the stage it is in, whose days count to the state of the delivery; limit_days and overdue_days are NULL where no limit is set
SELECT
    step.proposal_id,
    step.stage,
    step.stage_words,
    step.stage_rank,
    step.entered_on,
    step.left_on,
    step.days,
    step.actor,
    step.document,
    step.reason,
    step.amount_idr,
    step.file,
    step.sheet,
    step.row_number,
    step."current",
    step.limit_days,
    step.overdue_days,
    proposal.simulated
FROM mart.proposal_stage AS step
INNER JOIN mart.proposal ON proposal.proposal_id = step.proposal_id
ORDER BY step.proposal_id, step.position;
