-- name:     B03
-- severity: peringatan
-- purpose:  Buku kerja disimpan sebagai .xlsx, bukan .xlsm.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery
FROM checking.warnings('B03', 'Buku kerja dibaca tanpa menjalankan apa pun: ');
