-- name:     B07
-- severity: peringatan
-- purpose:  Buku kerja tidak bertaut ke berkas lain.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery
FROM checking.warnings('B07', 'Yang dibaca ialah nilai tersimpan: ');
