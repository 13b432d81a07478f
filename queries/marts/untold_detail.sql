-- name:    untold_detail
-- purpose: Recaps whose money is told for a region and year only, not month by month or subdistrict by subdistrict. How
--          many cooperatives of a subdistrict reported their money no recap says. Of KUR it is the borrowers, of a part of
--          KUR those of the part, and what is left of the whole is of the others. One cell of too few, in whatever
--          delivery, closes all: with the year's sum the rest would leave it. A count speaks for its cell whichever
--          delivery holds it; where none does, and where whole and part are cut up differently, nobody can tell of how
--          many the rest is. The province is never told month by month: less the regions' months it would leave those
--          that are closed.
--          How near whole and year tell the months of a part is asked beside that (queries/secrecy/cell.sql), of
--          `mart.counted_cell`: every such cell, of all deliveries, with how many it is of.
CREATE VIEW mart.counted_cell AS
WITH fact AS (
    SELECT
        measure_id, region_code, year, value, quantity,
        [CAST(month AS VARCHAR), subdistrict, sector, cooperative_type] AS place,
        [month IS NULL, subdistrict IS NULL, sector IS NULL, cooperative_type IS NULL] AS shape
    FROM mart.delivered_fact
),
cell AS (
    SELECT
        fact.measure_id, measure.counted_by, measure.part_of, least.value AS least, fact.region_code, fact.year, fact.place,
        fact.shape, max(fact.value) AS value
    FROM fact
    INNER JOIN core.measure ON measure.measure_id = fact.measure_id
    INNER JOIN core.parameter AS least ON least.parameter = measure.secret_below
    WHERE list_contains(fact.shape, FALSE)
    GROUP BY ALL
),
counted AS (
    SELECT
        fact.measure_id AS counted_by, fact.region_code, fact.year, fact.place,
        min(fact.value) AS at_least, max(fact.value) AS at_most
    FROM fact
    INNER JOIN core.measure ON measure.measure_id = fact.measure_id AND measure.subject = 'kur'
    WHERE fact.quantity = 'count'
    GROUP BY ALL
)
SELECT cell.*, counted.at_least, counted.at_most
FROM cell
LEFT JOIN counted USING (counted_by, region_code, year, place);

CREATE TABLE mart.untold_detail AS
WITH closed AS (
    SELECT part.measure_id, part.region_code, part.year
    FROM mart.counted_cell AS part
    LEFT JOIN mart.counted_cell AS whole
        ON whole.measure_id = part.part_of
        AND whole.region_code = part.region_code
        AND whole.year = part.year
        AND (whole.place = part.place OR whole.shape != part.shape)
    GROUP BY part.measure_id, part.region_code, part.year
    HAVING part.region_code = '74'
        OR bool_or(coalesce(part.at_least, 0) < part.least)
        OR bool_or(
            whole.measure_id IS NOT NULL
            AND NOT coalesce(
                whole.place = part.place
                AND (
                    whole.at_least - part.at_most >= part.least
                    OR (whole.at_least = part.at_most AND whole.value = part.value)
                ),
                FALSE
            )
        )
)
SELECT DISTINCT fact.delivery_id, fact.measure_id, fact.region_code, fact.year
FROM mart.delivered_fact AS fact
SEMI JOIN closed USING (measure_id, region_code, year)
WHERE concat(fact.month, fact.subdistrict, fact.sector, fact.cooperative_type) != '';
