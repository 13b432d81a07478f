-- name:     V16
-- severity: peringatan
-- purpose:  Koordinat berada di Sulawesi Tenggara.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;nib;alamat_latitude;alamat_longitude /
--           C-1;Kolaka;Usaha Mikro;;-7.9;110.4
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per enterprise or proposal
SELECT
    enterprise.delivery_id,
    enterprise.sheet,
    enterprise.row_number,
    enterprise.column_letter,
    enterprise.heading AS "column",
    'koordinat di luar provinsi' AS found,
    'lintang -6,3 sampai -2,7 dan bujur 120,8 sampai 124,7' AS expected,
    concat('Koordinat berada di luar Sulawesi Tenggara, tertulis ', region_label(enterprise.region_code), '.')
        AS message,
    enterprise.region_code
FROM checking.enterprises('alamat_latitude') AS enterprise
WHERE enterprise.outside_province
UNION ALL
SELECT
    proposal.delivery_id,
    proposal.sheet,
    proposal.row_number,
    proposal.column_letter,
    proposal.heading,
    concat(number_text(proposal.latitude), '; ', number_text(proposal.longitude)),
    'lintang -6,3 sampai -2,7 dan bujur 120,8 sampai 124,7',
    concat('Koordinat berada di luar Sulawesi Tenggara, tertulis ', region_label(proposal.region_code), '.'),
    proposal.region_code
FROM checking.proposals('latitude') AS proposal
WHERE proposal.latitude NOT BETWEEN -6.3 AND -2.7 OR proposal.longitude NOT BETWEEN 120.8 AND 124.7
ORDER BY 1, 2, 3;
