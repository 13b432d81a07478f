-- name:    proposal_stages
-- purpose: The way of every proposal through the stages, with days and who acted; feeds the pipeline of the page Usulan.
-- params:  none
-- returns: proposal_id VARCHAR, stage VARCHAR, stage_words VARCHAR, stage_rank INTEGER, entered_on DATE, left_on DATE, days BIGINT, actor VARCHAR, document VARCHAR, reason VARCHAR, amount_idr DOUBLE, file VARCHAR, sheet VARCHAR, row_number BIGINT, current BOOLEAN, limit_days DOUBLE, overdue_days DOUBLE
-- grain:   one row per step, by proposal and day of entry (the order of the delivery where days are the same or missing); left_on is NULL for the stage it is in, whose days count to the state of the delivery; limit_days and overdue_days are NULL where no limit is set
SELECT
    proposal_id,
    stage,
    stage_words,
    stage_rank,
    entered_on,
    left_on,
    days,
    actor,
    document,
    reason,
    amount_idr,
    file,
    sheet,
    row_number,
    "current",
    limit_days,
    overdue_days
FROM mart.proposal_stage
ORDER BY proposal_id, position;
