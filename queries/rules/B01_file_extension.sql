-- name:     B01
-- severity: peringatan
-- purpose:  Akhiran nama berkas sesuai dengan isinya.
-- example:  buku kerja
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery
FROM checking.warnings('B01', 'Berkas dibaca menurut isinya: ');
