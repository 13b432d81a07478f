-- name:     V50
-- severity: peringatan
-- purpose:  KDKMP tidak lebih banyak daripada desa dan kelurahan.
-- example:  Kabupaten/Kota;Tahun;KDKMP Terbentuk;KDKMP Beroperasi / Kolaka;2025;136;50
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per region and year
WITH villages AS (
    SELECT region_code, arg_max(value, year) AS villages
    FROM core.figure
    WHERE measure_id = 'villages'
    GROUP BY region_code
),
formed AS (
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, value
    FROM checking.whole
    WHERE current AND field = 'kdkmp_formed'
    UNION ALL
    SELECT delivery_id, '', NULL, NULL, 'KDKMP', region_code, value
    FROM checking.list_whole
    WHERE current AND field = 'kdkmp_formed'
)
SELECT
    formed.delivery_id,
    formed.sheet,
    formed.row_number,
    formed.column_letter,
    formed.heading AS "column",
    number_text(formed.value) AS found,
    'paling banyak ' || number_text(villages.villages) AS expected,
    concat('KDKMP ', number_text(formed.value), ' > desa/kelurahan ', number_text(villages.villages), '.') AS message,
    formed.region_code
FROM formed
INNER JOIN villages ON villages.region_code = formed.region_code
WHERE formed.value > villages.villages
ORDER BY formed.delivery_id, formed.sheet, formed.row_number;
