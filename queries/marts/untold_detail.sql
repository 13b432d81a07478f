-- name:    untold_detail
-- purpose: Recaps whose money is told for a region and year only, not month by month or subdistrict by subdistrict. How
--          many cooperatives of a subdistrict reported their money no recap says. Of KUR it is the borrowers, of a part of
--          KUR those of the part, and what is left of the whole is of the others. One cell of too few, in whatever
--          delivery, closes all: with the year's sum the rest would leave it. The province is never told month by month:
--          less the regions' months it would leave those that are closed.
CREATE TABLE mart.untold_detail AS
WITH part AS (
    SELECT
        fact.delivery_id, fact.measure_id, measure.counted_by, whole.counted_by AS whole_counted_by,
        measure.secret_below, fact.region_code, fact.year, fact.month, fact.subdistrict, fact.sector, fact.cooperative_type
    FROM mart.delivered_fact AS fact
    INNER JOIN core.measure ON measure.measure_id = fact.measure_id AND measure.secret_below IS NOT NULL
    LEFT JOIN core.measure AS whole ON whole.measure_id = measure.part_of
    WHERE concat(fact.month, fact.subdistrict, fact.sector, fact.cooperative_type) != ''
),
counted AS (
    SELECT
        fact.delivery_id, fact.measure_id AS counted_by, fact.region_code, fact.year, fact.month, fact.subdistrict,
        fact.sector, fact.cooperative_type, max(fact.value) AS contributors
    FROM mart.delivered_fact AS fact
    INNER JOIN core.measure ON measure.measure_id = fact.measure_id AND measure.subject = 'kur'
    WHERE fact.quantity = 'count'
    GROUP BY ALL
),
closed AS (
    SELECT part.measure_id, part.region_code, part.year
    FROM part
    INNER JOIN core.parameter AS least ON least.parameter = part.secret_below
    LEFT JOIN counted
        ON counted.delivery_id = part.delivery_id
        AND counted.counted_by = part.counted_by
        AND counted.region_code = part.region_code
        AND counted.year = part.year
        AND counted.month IS NOT DISTINCT FROM part.month
        AND counted.subdistrict IS NOT DISTINCT FROM part.subdistrict
        AND counted.sector IS NOT DISTINCT FROM part.sector
        AND counted.cooperative_type IS NOT DISTINCT FROM part.cooperative_type
    LEFT JOIN counted AS whole
        ON whole.delivery_id = part.delivery_id
        AND whole.counted_by = part.whole_counted_by
        AND whole.region_code = part.region_code
        AND whole.year = part.year
        AND whole.month IS NOT DISTINCT FROM part.month
        AND whole.subdistrict IS NOT DISTINCT FROM part.subdistrict
        AND whole.sector IS NOT DISTINCT FROM part.sector
        AND whole.cooperative_type IS NOT DISTINCT FROM part.cooperative_type
    GROUP BY part.measure_id, part.region_code, part.year
    HAVING part.region_code = '74'
        OR bool_or(coalesce(counted.contributors, 0) < least.value)
        OR bool_or(whole.contributors > counted.contributors AND whole.contributors - counted.contributors < least.value)
)
SELECT DISTINCT part.delivery_id, part.measure_id, part.region_code, part.year
FROM part
SEMI JOIN closed USING (measure_id, region_code, year);
