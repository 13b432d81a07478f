-- name:     V15
-- severity: peringatan
-- cause:    column
-- purpose:  Kode KBLI lima angka yang ada pada KBLI 2020.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;nib;kode_kbli / C-1;Kolaka;Usaha Mikro;;04999
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
    'kode KBLI tidak dikenal' AS found,
    'lima angka menurut KBLI 2020' AS expected,
    'Kode KBLI tidak ada pada KBLI 2020.' AS message,
    enterprise.region_code
FROM checking.enterprises('kode_kbli') AS enterprise
WHERE NOT enterprise.kbli_valid
ORDER BY enterprise.delivery_id, enterprise.row_number;
