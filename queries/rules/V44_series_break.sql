-- name:     V44
-- severity: info
-- purpose:  Putus deret yang diketahui disebut; pertumbuhan tidak dihitung melewatinya.
-- example:  Kabupaten/Kota;Tahun;Usaha Mikro;Usaha Kecil;Usaha Menengah / Kolaka;2019;100;40;3 / Kolaka;2022;160;20;1
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery and break
WITH breaks (kind, prefix, first_year, reason) AS (
    VALUES
        ('cooperative_recap', 'cooperatives_registered', 2025, 'Koperasi Desa/Kelurahan Merah Putih sejak 2025'),
        ('cooperative_recap', 'cooperatives_rat', 2016, 'RAT dari laporan agregat ke ODS sejak 2016'),
        ('enterprise_recap', 'enterprises_micro', 2021, 'batas skala usaha PP 7/2021')
),
points AS (
    SELECT
        fact.delivery_id, fact.sheet, fact.row_number, fact.column_letter, fact.heading, fact.region_code, fact.year,
        breaks.first_year, breaks.reason, NULL AS of_region
    FROM checking.recap AS fact
    INNER JOIN breaks ON breaks.kind = fact.kind AND breaks.prefix = fact.field
    WHERE fact.current
    UNION ALL
    SELECT
        fact.delivery_id, fact.sheet, fact.row_number, fact.column_letter, fact.heading, fact.region_code, fact.year,
        2025, 'kategori KBLI 2025', NULL
    FROM checking.recap AS fact
    WHERE fact.current AND fact.kind = 'enterprise_recap' AND fact.sector IS NOT NULL
    UNION ALL
    SELECT
        fact.delivery_id, fact.sheet, fact.row_number, fact.column_letter, fact.heading, fact.region_code, fact.year,
        child.split_year, concat('pemekaran ', child.region_name, ' ', child.split_year), fact.region_code
    FROM checking.recap AS fact
    INNER JOIN core.region AS child ON child.parent_code = fact.region_code AND child.split_year IS NOT NULL
    WHERE fact.current
)
SELECT
    delivery_id,
    arg_min(sheet, (sheet, row_number, column_letter)) FILTER (year >= first_year) AS sheet,
    arg_min(row_number, (sheet, row_number, column_letter)) FILTER (year >= first_year) AS row_number,
    arg_min(column_letter, (sheet, row_number, column_letter)) FILTER (year >= first_year) AS column_letter,
    arg_min(heading, (sheet, row_number, column_letter)) FILTER (year >= first_year) AS "column",
    concat('tahun ', min(year), '-', max(year)) AS found,
    concat('deret sebelum dan sejak ', first_year) AS expected,
    concat('Ada putus deret (', reason, '); pertumbuhan tidak ditampilkan.') AS message,
    any_value(of_region) AS region_code
FROM points
GROUP BY delivery_id, first_year, reason, of_region
HAVING min(year) < first_year AND max(year) >= first_year
ORDER BY 1, 8;
