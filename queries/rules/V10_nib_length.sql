-- name:     V10
-- severity: peringatan
-- cause:    column
-- purpose:  NIB terdiri atas 13 angka.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;nib / C-1;Kolaka;Usaha Mikro;1000000;02200000
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
    'NIB bukan 13 angka' AS found,
    '13 angka' AS expected,
    'NIB yang tertulis bukan 13 digit.' AS message,
    enterprise.region_code
FROM checking.enterprises('nib') AS enterprise
WHERE NOT enterprise.nib_valid
ORDER BY enterprise.delivery_id, enterprise.row_number;
