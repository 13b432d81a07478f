-- name:     V33
-- severity: peringatan
-- purpose:  Omzet tidak melebihi batas usaha menengah.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;nib / C-1;Kolaka;Usaha Menengah;70000000000;
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending enterprise
SELECT
    enterprise.delivery_id,
    enterprise.sheet,
    enterprise.row_number,
    enterprise.column_letter,
    enterprise.heading AS "column",
    'di atas Rp50 miliar' AS found,
    'sampai Rp50 miliar' AS expected,
    'Melebihi batas usaha menengah.' AS message,
    enterprise.region_code
FROM checking.enterprises('omzet_tahunan') AS enterprise
WHERE enterprise.turnover_idr > 50e9
ORDER BY enterprise.delivery_id, enterprise.row_number;
