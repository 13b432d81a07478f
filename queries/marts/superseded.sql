-- name:    superseded
-- purpose: Deliveries of which nothing counts any more, because later ones say it anew: they leave the accepted, and what
--          was found in them is found no more. One that was held back is superseded by a later one of its kind that is
--          not, under the same name or on all of its regions and years.
CREATE TABLE core.superseded AS
WITH scope AS (
    SELECT delivery_id, region_code, year FROM raw.fact
    UNION
    SELECT delivery_id, region_code, book_year FROM raw.cooperative
    UNION
    SELECT delivery_id, region_code, wave FROM raw.enterprise
    UNION
    SELECT delivery_id, region_code, budget_year FROM raw.proposal
),
-- What a delivery that has scopes still says.
speaking AS (
    SELECT delivery_id FROM mart.delivered_version
    UNION
    SELECT delivery_id FROM core.cooperative
    UNION
    SELECT DISTINCT delivery_id FROM core.enterprise
    UNION
    SELECT delivery_id FROM core.proposal WHERE delivery_id IS NOT NULL
    UNION
    SELECT delivery_id FROM raw.target
    UNION
    SELECT delivery_id FROM raw.proposal_stage
    UNION
    SELECT delivery_id FROM raw.submission
),
silent AS (
    SELECT delivery_id
    FROM core.accepted
    SEMI JOIN (SELECT delivery_id FROM scope WHERE region_code IS NOT NULL AND year IS NOT NULL) AS told USING (delivery_id)
    ANTI JOIN speaking USING (delivery_id)
),
held AS (
    SELECT * FROM raw.delivery ANTI JOIN core.accepted USING (delivery_id)
),
good AS (
    SELECT * FROM raw.delivery SEMI JOIN core.accepted USING (delivery_id)
),
missing AS (
    SELECT held.delivery_id, good.delivery_id AS by_delivery_id, count(*) FILTER (WHERE covered.delivery_id IS NULL) AS uncovered
    FROM held
    INNER JOIN scope ON scope.delivery_id = held.delivery_id AND scope.region_code IS NOT NULL AND scope.year IS NOT NULL
    INNER JOIN good ON good.kind = held.kind AND good.received_at > held.received_at
    LEFT JOIN scope AS covered
        ON covered.delivery_id = good.delivery_id AND covered.region_code = scope.region_code AND covered.year = scope.year
    GROUP BY held.delivery_id, good.delivery_id
)
SELECT delivery_id FROM silent
UNION
SELECT held.delivery_id
FROM held
INNER JOIN good ON good.kind = held.kind AND good.file = held.file AND good.received_at > held.received_at
UNION
SELECT delivery_id FROM missing WHERE uncovered = 0;

DELETE FROM core.accepted WHERE delivery_id IN (FROM core.superseded);
DELETE FROM core.finding WHERE delivery_id IN (FROM core.superseded);
DELETE FROM core.finding_cell WHERE delivery_id IN (FROM core.superseded);
