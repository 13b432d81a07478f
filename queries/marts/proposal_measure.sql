-- name:    proposal_measure
-- purpose: What every delivered proposal contributes to every measure, and the sums per region and budget year, with how
--          many of all proposals stand behind money. What
--          the press reported is left out. A year in which nothing has been approved or turned down for want of money yet
--          has no rate of approval: the meeting has not been held, which is not zero.
CREATE VIEW mart.proposal_contribution AS
WITH decided AS (
    SELECT DISTINCT budget_year, simulated
    FROM mart.proposal
    INNER JOIN core.stage ON stage.stage_id = proposal.stage
    WHERE stage.approved OR stage.stage_id = 'tidak_diakomodasi'
),
contribution AS (
    SELECT
        proposal.region_code,
        proposal.budget_year AS year,
        proposal.delivery_id,
        proposal.sheet,
        proposal.row_number,
        proposal.title AS name,
        1.0 AS proposals_units,
        CASE WHEN proposal.documents_complete IS NOT NULL THEN 1.0 END AS proposals_judged_units,
        CAST(proposal.documents_complete AS DOUBLE) AS proposals_ready_units,
        CASE WHEN decided.budget_year IS NOT NULL THEN CAST(proposal.submitted AS DOUBLE) END
            AS proposals_submitted_units,
        CASE
            WHEN decided.budget_year IS NOT NULL AND proposal.submitted
                THEN CAST(coalesce(stage.approved, FALSE) AS DOUBLE)
        END AS proposals_approved_units,
        CASE WHEN proposal.submitted THEN proposal.proposed_idr END AS proposals_proposed_idr,
        CASE WHEN decided.budget_year IS NOT NULL AND proposal.submitted THEN proposal.proposed_idr END
            AS proposals_asked_idr,
        CASE
            WHEN decided.budget_year IS NULL OR NOT proposal.submitted THEN NULL
            WHEN stage.approved THEN proposal.approved_idr
            ELSE 0.0
        END AS proposals_approved_idr
    FROM mart.proposal
    LEFT JOIN core.stage ON stage.stage_id = proposal.stage
    LEFT JOIN decided ON decided.budget_year = proposal.budget_year AND decided.simulated = proposal.simulated
    WHERE NOT proposal.published
)
UNPIVOT contribution
ON COLUMNS('^proposals_')
INTO NAME measure_id VALUE value;

CREATE TABLE mart.proposal_measure AS
SELECT
    contribution.measure_id,
    contribution.region_code,
    contribution.year,
    sum(contribution.value) AS value,
    CASE WHEN measure.unit_id = 'idr' THEN count(*) END AS answered,
    CASE WHEN measure.unit_id = 'idr' THEN any_value(every.proposals) END AS asked,
    list_sort(list_distinct(list(contribution.delivery_id))) AS delivery_ids,
    bool_or(delivery.simulated) AS simulated
FROM mart.proposal_contribution AS contribution
INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = contribution.delivery_id
INNER JOIN core.measure AS measure ON measure.measure_id = contribution.measure_id
INNER JOIN (
    SELECT region_code, year, count(*) AS proposals
    FROM mart.proposal_contribution
    WHERE measure_id = 'proposals_units'
    GROUP BY region_code, year
) AS every
    ON every.region_code = contribution.region_code
    AND every.year = contribution.year
GROUP BY contribution.measure_id, contribution.region_code, contribution.year, measure.unit_id;
