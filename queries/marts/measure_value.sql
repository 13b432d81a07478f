-- name:    measure_value
-- purpose: One value per region, measure and year as it may be told: what is protected (mart.protected_cell) has no value
--          and the status 'rahasia'.
CREATE TABLE mart.measure_value AS
SELECT
    complete.measure_id,
    complete.region_code,
    complete.year,
    CASE WHEN protected_cell.measure_id IS NULL THEN complete.value END AS value,
    CASE
        WHEN protected_cell.measure_id IS NULL THEN complete.status ELSE CAST('rahasia' AS figure_status)
    END AS status,
    complete.period,
    complete.basis,
    complete.source_ids,
    complete.contributors,
    complete.answered,
    complete.asked,
    complete.simulated
FROM mart.measure_complete AS complete
LEFT JOIN mart.protected_cell AS protected_cell USING (measure_id, region_code, year);
