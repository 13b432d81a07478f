-- name:    proposal_stage
-- purpose: The way of every proposal: when it entered which stage, who took it there, with which document, why, and at
--          which amount. The history as delivered; where the proposal's own row says more (no history, or a later
--          stage), that is a step as well. A delivery tells the state of its day: "keadaan per", else its latest date.
CREATE TABLE mart.proposal_stage AS
WITH state_of AS (
    SELECT delivery.delivery_id, coalesce(delivery.as_of, max(step.stage_date)) AS as_of
    FROM raw.delivery AS delivery
    LEFT JOIN (
        SELECT delivery_id, stage_date FROM raw.proposal
        UNION ALL
        SELECT delivery_id, stage_date FROM raw.proposal_stage
    ) AS step ON step.delivery_id = delivery.delivery_id
    GROUP BY delivery.delivery_id, delivery.as_of
),
-- The history a proposal's own delivery brings; else that of another one on a code nobody else bears.
told AS (
    SELECT
        proposal.proposal_id,
        step.*,
        delivery.file
    FROM core.proposal AS proposal
    INNER JOIN raw.proposal_stage AS step ON step.proposal_id = proposal.delivered_code
    SEMI JOIN core.accepted ON accepted.delivery_id = step.delivery_id
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = step.delivery_id
    WHERE delivery.simulated = proposal.simulated
        AND (step.delivery_id = proposal.delivery_id OR proposal.code_unique)
    QUALIFY dense_rank() OVER (
        PARTITION BY proposal.proposal_id
        ORDER BY step.delivery_id = proposal.delivery_id DESC, delivery.received_at DESC, step.delivery_id
    ) = 1
),
history AS (
    SELECT
        told.* EXCLUDE (proposal_id, proposal_id_1, stage),
        told.proposal_id,
        stage_of(told.stage) AS stage_id,
        told.stage_date AS ordered_on,
        FALSE AS added
    FROM told
),
ended AS (
    SELECT
        proposal_id,
        arg_max(stage_id, (stage_date IS NULL, stage_date, sheet, row_number)) AS stage_id,
        max(stage_date) AS stage_date
    FROM history
    GROUP BY proposal_id
),
own AS (
    SELECT
        proposal.proposal_id,
        proposal.delivery_id,
        proposal.file,
        proposal.sheet,
        proposal.row_number,
        proposal.stage_id,
        proposal.stage_date,
        proposal.document,
        CASE WHEN stage.approved THEN coalesce(proposal.approved_idr, proposal.amount_idr) ELSE proposal.amount_idr END
            AS amount_idr,
        proposal.stage_date AS ordered_on,
        TRUE AS added
    FROM core.proposal AS proposal
    INNER JOIN core.stage ON stage.stage_id = proposal.stage_id
    LEFT JOIN ended ON ended.proposal_id = proposal.proposal_id
    WHERE NOT proposal.published
        AND (
            ended.proposal_id IS NULL
            OR (
                proposal.stage_id IS DISTINCT FROM ended.stage_id
                AND coalesce(proposal.stage_date >= ended.stage_date, TRUE)
            )
        )
),
steps AS (
    FROM history
    UNION ALL BY NAME
    FROM own
    UNION ALL BY NAME
    SELECT
        proposal_id,
        stage AS stage_id,
        stage_date,
        'Dilaporkan ' || source AS actor,
        reference AS document,
        note AS reason,
        amount_idr,
        file,
        CAST(row_number AS BIGINT) AS row_number,
        -- In the order of the file, because a day may be missing in between.
        NULL AS ordered_on,
        FALSE AS added
    FROM core.public_proposal
),
placed AS (
    SELECT
        steps.*,
        row_number() OVER (
            PARTITION BY proposal_id
            ORDER BY ordered_on NULLS LAST, added, sheet, row_number
        ) AS position
    FROM steps
),
timed AS (
    SELECT
        placed.*,
        lead(stage_date) OVER way AS left_on,
        lead(position) OVER way IS NULL AS current
    FROM placed
    WINDOW way AS (PARTITION BY proposal_id ORDER BY position)
)
SELECT
    timed.proposal_id,
    timed.stage_id AS stage,
    coalesce(stage.words, 'tahap tidak dikenal') AS stage_words,
    stage.rank AS stage_rank,
    timed.stage_date AS entered_on,
    timed.left_on,
    CASE
        WHEN NOT timed.current THEN date_diff('day', timed.stage_date, timed.left_on)
        WHEN NOT coalesce(stage.terminal, FALSE) THEN date_diff('day', timed.stage_date, state_of.as_of)
    END AS days,
    timed.actor,
    timed.document,
    timed.reason,
    timed.amount_idr,
    timed.file,
    timed.sheet,
    timed.row_number,
    timed.position,
    timed.current,
    stage_limit.value AS limit_days,
    CASE WHEN days > stage_limit.value THEN days - stage_limit.value WHEN days <= stage_limit.value THEN 0 END
        AS overdue_days,
    timed.delivery_id
FROM timed
LEFT JOIN core.stage ON stage.stage_id = timed.stage_id
LEFT JOIN core.parameter AS stage_limit ON stage_limit.parameter = stage.limit_parameter
LEFT JOIN state_of ON state_of.delivery_id = timed.delivery_id;
