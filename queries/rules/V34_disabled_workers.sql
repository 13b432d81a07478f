-- name:     V34
-- severity: peringatan
-- purpose:  Pekerja disabilitas adalah bagian dari pekerja, jadi tidak melebihinya.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;nib;tk_dibayar_laki;tk_dibayar_disabil_laki /
--           C-1;Kolaka;Usaha Mikro;;1;2
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
    number_text(enterprise.workers_disabled) AS found,
    'paling banyak ' || number_text(given_sum(enterprise.workers_paid, enterprise.workers_unpaid)) AS expected,
    'Pekerja disabilitas melebihi total.' AS message,
    enterprise.region_code
FROM checking.enterprises('tk_dibayar_disabil_laki') AS enterprise
WHERE enterprise.workers_disabled > given_sum(enterprise.workers_paid, enterprise.workers_unpaid)
ORDER BY enterprise.delivery_id, enterprise.row_number;
