-- name:    core_target_unknown
-- purpose: Targets of an indicator or a region that does not exist; none may be lost in silence.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per offending row of targets.csv
SELECT
    printed.file,
    printed.row_number,
    printed.indicator_id || ' · ' || printed.region_code AS found,
    'Indikator atau kode wilayah target tidak dikenal.' AS message
FROM raw.targets AS printed
LEFT JOIN core.indicator ON indicator.indicator_id = printed.indicator_id
LEFT JOIN core.region ON region.region_code = printed.region_code
WHERE indicator.indicator_id IS NULL OR region.region_code IS NULL
ORDER BY printed.row_number;
