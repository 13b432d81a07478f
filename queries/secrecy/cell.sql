-- name:    cell
-- purpose: The finer cells of a part and of its whole (months of KUR) of every region and year in which some part, or some
--          rest of the whole, is known to be of few; with how many each is of. Not of the province, of which none is told.
-- params:  none
-- returns: part_id VARCHAR, whole_id VARCHAR, region_code VARCHAR, year INTEGER, place VARCHAR, least DOUBLE, part DOUBLE, own BIGINT, whole DOUBLE, contributors BIGINT
-- grain:   one row per part, region, year and cell of which both are known
WITH paired AS (
    SELECT
        part.measure_id AS part_id, whole.measure_id AS whole_id, part.region_code, part.year, part.least,
        array_to_string(part.place, ' ') AS place, part.value AS part, CAST(part.at_least AS BIGINT) AS own,
        whole.value AS whole, CAST(whole.at_least AS BIGINT) AS contributors,
        part.value != 0 AND part.at_least < part.least AS is_of_few,
        whole.value != part.value AND whole.at_least - part.at_most < part.least AS leaves_few
    FROM mart.counted_cell AS part
    INNER JOIN mart.counted_cell AS whole
        ON whole.measure_id = part.part_of
        AND whole.region_code = part.region_code
        AND whole.year = part.year
        AND whole.place = part.place
    WHERE part.region_code != '74'
    QUALIFY bool_or(coalesce(is_of_few, FALSE) OR coalesce(leaves_few, FALSE)) OVER (
        PARTITION BY part.measure_id, part.region_code, part.year
    )
)
SELECT part_id, whole_id, region_code, year, place, least, part, own, whole, contributors
FROM paired
ORDER BY part_id, region_code, year, len(place), place;
