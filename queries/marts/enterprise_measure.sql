-- name:    enterprise_measure
-- purpose: Enterprises summed by region and wave, and by sector, from all extracts of a wave; one that is listed again
--          counts once, as the newest extract has it. Only counts and a median leave the rows: no single enterprise can
--          be read from these.
CREATE TABLE mart.enterprise_repeated AS
WITH repeated AS (
    SELECT id_hash, wave
    FROM raw.enterprise
    SEMI JOIN core.accepted USING (delivery_id)
    GROUP BY id_hash, wave
    HAVING count(*) > 1
)
SELECT
    id_hash,
    wave,
    arg_min(delivery_id, (place, row_number)) AS delivery_id,
    arg_min(row_number, (place, row_number)) AS row_number
FROM raw.enterprise
SEMI JOIN repeated USING (id_hash, wave)
INNER JOIN mart.delivery_order USING (delivery_id)
GROUP BY id_hash, wave;

-- Where an extract says it is complete, those before it do not count.
CREATE TABLE mart.enterprise_complete AS
SELECT region_code, wave, min(place) AS place
FROM raw.enterprise
INNER JOIN mart.delivery_order USING (delivery_id)
SEMI JOIN (SELECT delivery_id FROM raw.delivery WHERE complete) AS complete USING (delivery_id)
GROUP BY region_code, wave;

CREATE VIEW core.enterprise AS
SELECT enterprise.*
FROM raw.enterprise
INNER JOIN mart.delivery_order USING (delivery_id)
LEFT JOIN mart.enterprise_complete AS complete
    ON complete.region_code = enterprise.region_code
    AND complete.wave = enterprise.wave
LEFT JOIN mart.enterprise_repeated AS repeated
    ON repeated.id_hash = enterprise.id_hash
    AND repeated.wave = enterprise.wave
WHERE enterprise.region_code IS NOT NULL
    AND enterprise.wave IS NOT NULL
    AND enterprise.scale IS DISTINCT FROM 'bukan umkm'
    AND delivery_order.place <= coalesce(complete.place, delivery_order.place)
    AND (
        repeated.id_hash IS NULL
        OR (repeated.delivery_id = enterprise.delivery_id AND repeated.row_number = enterprise.row_number)
    );

CREATE TABLE mart.enterprise_sector AS
SELECT region_code, wave AS year, sector, count(*) AS enterprises
FROM core.enterprise
WHERE sector IS NOT NULL
GROUP BY region_code, wave, sector;

-- A count of what nobody said is no value, not zero; `answered` says of how many of those `asked` a count is made.
-- A median is the amount of one enterprise, or of two: of how many of their own scale it may be, those that have half to
-- twice as much, the fewest counting. Where those are few it is known whose it is, however it is rounded: the largest of
-- the micro ones is as good as a name.
CREATE TABLE mart.enterprise_measure AS
WITH ranked AS ( -- an aggregate would keep every amount in memory; sorting is done on disk where it must be
    SELECT
        region_code,
        wave,
        turnover_idr,
        row_number() OVER (PARTITION BY region_code, wave ORDER BY turnover_idr) AS place,
        count(*) OVER (PARTITION BY region_code, wave) AS many
    FROM core.enterprise
    WHERE turnover_idr IS NOT NULL
),
middle AS (
    SELECT
        region_code,
        wave,
        max(turnover_idr) FILTER (place = (many + 1) // 2) AS lower,
        max(turnover_idr) FILTER (place = many // 2 + 1) AS upper
    FROM ranked
    GROUP BY region_code, wave
),
of_scale AS (
    SELECT
        enterprise.region_code,
        enterprise.wave,
        count(*) FILTER (WHERE enterprise.turnover_idr BETWEEN middle.lower / 2 AND middle.lower * 2) AS near_lower,
        count(*) FILTER (WHERE enterprise.turnover_idr BETWEEN middle.upper / 2 AND middle.upper * 2) AS near_upper,
        bool_or(enterprise.turnover_idr = middle.lower) AS holds_lower,
        bool_or(enterprise.turnover_idr = middle.upper) AS holds_upper
    FROM core.enterprise AS enterprise
    INNER JOIN middle ON middle.region_code = enterprise.region_code AND middle.wave = enterprise.wave
    WHERE enterprise.turnover_idr IS NOT NULL
    GROUP BY enterprise.region_code, enterprise.wave, enterprise.scale
),
alike AS (
    SELECT
        region_code,
        wave AS year,
        least(
            min(near_lower) FILTER (WHERE holds_lower),
            min(near_upper) FILTER (WHERE holds_upper)
        ) AS alike
    FROM of_scale
    GROUP BY region_code, wave
),
counted AS (
    SELECT
        region_code,
        wave AS year,
        list(DISTINCT delivery_id ORDER BY delivery_id) AS delivery_ids,
        count(*) AS asked,
        count(scale) AS scales,
        count(nib_hash) AS nibs,
        count(sex) AS sexes,
        count(sector) AS sectors,
        count(given_sum(workers_paid, workers_unpaid)) AS workforces,
        count(*) FILTER (WHERE scale = 'mikro') AS micro,
        count(*) FILTER (WHERE scale = 'kecil') AS small,
        count(*) FILTER (WHERE scale = 'menengah') AS medium,
        count(*) FILTER (WHERE sex = 'P') AS female,
        count(*) FILTER (WHERE sector = 'G') AS trade,
        sum(given_sum(workers_paid, workers_unpaid)) AS workers,
        count(turnover_idr) AS contributors
    FROM core.enterprise
    GROUP BY region_code, wave
),
told AS (
    SELECT
        counted.region_code,
        counted.year,
        delivery_ids,
        contributors,
        asked,
        unnest([
            {'measure_id': 'enterprises_units', 'value': CAST(asked AS DOUBLE), 'answered': NULL},
            {'measure_id': 'enterprises_micro_units', 'value': micro, 'answered': scales},
            {'measure_id': 'enterprises_small_units', 'value': small, 'answered': scales},
            {'measure_id': 'enterprises_medium_units', 'value': medium, 'answered': scales},
            {'measure_id': 'enterprises_nib_units', 'value': nibs, 'answered': nibs},
            {'measure_id': 'enterprises_female_units', 'value': female, 'answered': sexes},
            {'measure_id': 'enterprises_sex_known_units', 'value': sexes, 'answered': sexes},
            {'measure_id': 'enterprises_sector_known_units', 'value': sectors, 'answered': sectors},
            {'measure_id': 'enterprises_trade_units', 'value': trade, 'answered': sectors},
            {'measure_id': 'enterprise_workers_persons', 'value': workers, 'answered': NULL},
            {'measure_id': 'enterprises_workers_known_persons', 'value': workforces, 'answered': workforces},
            {
                'measure_id': 'enterprise_turnover_median_idr',
                'value': two_digits((middle.lower + middle.upper) / 2),
                'answered': contributors
            }
        ], recursive := TRUE)
    FROM counted
    LEFT JOIN middle ON middle.region_code = counted.region_code AND middle.wave = counted.year
)
SELECT
    * EXCLUDE (alike) REPLACE (
        CASE WHEN answered IS NOT NULL THEN asked END AS asked,
        CASE WHEN measure_id = 'enterprise_turnover_median_idr' THEN alike ELSE contributors END AS contributors
    )
FROM told
LEFT JOIN alike USING (region_code, year)
WHERE value IS NOT NULL AND coalesce(answered, 1) > 0;
