-- name:    enterprise_measure
-- purpose: Enterprises summed by region and wave, and by sector; an enterprise listed twice counts once.
--          Only counts and a median leave the rows: no single enterprise can be read from these.
CREATE TABLE mart.enterprise_repeated AS
SELECT delivery_id, id_hash, min(row_number) AS first_row
FROM raw.enterprise
GROUP BY delivery_id, id_hash
HAVING count(*) > 1;

CREATE VIEW core.enterprise AS
SELECT enterprise.*
FROM raw.enterprise
SEMI JOIN core.accepted ON accepted.delivery_id = enterprise.delivery_id
INNER JOIN mart.delivered_version
    ON delivered_version.kind = 'enterprise_list'
    AND delivered_version.delivery_id = enterprise.delivery_id
    AND delivered_version.region_code = enterprise.region_code
    AND delivered_version.year = enterprise.wave
LEFT JOIN mart.enterprise_repeated AS repeated
    ON repeated.delivery_id = enterprise.delivery_id
    AND repeated.id_hash = enterprise.id_hash
WHERE repeated.id_hash IS NULL OR repeated.first_row = enterprise.row_number;

CREATE TABLE mart.enterprise_sector AS
SELECT region_code, wave AS year, sector, count(*) AS enterprises
FROM core.enterprise
WHERE sector IS NOT NULL
GROUP BY region_code, wave, sector;

CREATE TABLE mart.enterprise_measure AS
WITH summed AS (
    SELECT
        region_code,
        wave AS year,
        min(delivery_id) AS delivery_id,
        CAST(count(*) AS DOUBLE) AS enterprises_units,
        CAST(count(*) FILTER (WHERE scale = 'mikro') AS DOUBLE) AS enterprises_micro_units,
        CAST(count(*) FILTER (WHERE scale = 'kecil') AS DOUBLE) AS enterprises_small_units,
        CAST(count(*) FILTER (WHERE scale = 'menengah') AS DOUBLE) AS enterprises_medium_units,
        CAST(count(nib_hash) AS DOUBLE) AS enterprises_nib_units,
        CAST(count(*) FILTER (WHERE sex = 'P') AS DOUBLE) AS enterprises_female_units,
        CAST(count(sex) AS DOUBLE) AS enterprises_sex_known_units,
        CAST(count(sector) AS DOUBLE) AS enterprises_sector_known_units,
        CAST(count(*) FILTER (WHERE sector = 'G') AS DOUBLE) AS enterprises_trade_units,
        sum(given_sum(workers_paid, workers_unpaid)) AS enterprise_workers_persons,
        CAST(count(given_sum(workers_paid, workers_unpaid)) AS DOUBLE) AS enterprises_workers_known_persons,
        median(turnover_idr) AS enterprise_turnover_median_idr,
        count(turnover_idr) AS contributors
    FROM core.enterprise
    GROUP BY region_code, wave
)
UNPIVOT summed
ON COLUMNS('_(units|persons|idr)$')
INTO NAME measure_id VALUE value;
