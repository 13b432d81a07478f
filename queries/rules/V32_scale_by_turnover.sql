-- name:     V32
-- severity: peringatan
-- purpose:  Skala usaha sesuai dengan omzetnya menurut PP 7/2021.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;nib / C-1;Kolaka;Usaha Mikro;3000000000;
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
    enterprise.scale AS found,
    CASE
        WHEN enterprise.turnover_idr <= 2e9 THEN 'mikro'
        WHEN enterprise.turnover_idr <= 15e9 THEN 'kecil'
        ELSE 'menengah'
    END AS expected,
    CASE
        WHEN enterprise.turnover_idr <= 2e9 THEN 'Omzet sampai Rp2 miliar termasuk skala mikro, tertulis '
        WHEN enterprise.turnover_idr <= 15e9 THEN 'Omzet di atas Rp2 miliar termasuk skala kecil, tertulis '
        ELSE 'Omzet di atas Rp15 miliar termasuk skala menengah, tertulis '
    END || enterprise.scale || '.' AS message,
    enterprise.region_code
FROM checking.enterprises('skala_usaha') AS enterprise
WHERE enterprise.turnover_idr > 0
    AND enterprise.scale <> CASE
        WHEN enterprise.turnover_idr <= 2e9 THEN 'mikro'
        WHEN enterprise.turnover_idr <= 15e9 THEN 'kecil'
        WHEN enterprise.turnover_idr <= 50e9 THEN 'menengah'
    END
ORDER BY enterprise.delivery_id, enterprise.row_number;
