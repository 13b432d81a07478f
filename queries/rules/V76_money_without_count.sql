-- name:     V76
-- severity: peringatan
-- purpose:  Di samping angka uang dalam rekap ada banyaknya koperasi atau debitur; tanpa itu angkanya dirahasiakan.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp) / Kolaka;2023;400000000 / Konawe;2023;500000000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery and sheet with money of regions and years whose contributors nobody counted
WITH counted AS (
    SELECT kind, simulated, region_code, year
    FROM checking.whole
    WHERE field IN ('cooperatives_registered', 'cooperatives_inactive', 'kur_borrowers') AND value IS NOT NULL
    UNION
    SELECT 'cooperative_recap', simulated, region_code, year
    FROM checking.list_whole
),
uncounted AS (
    SELECT money.*
    FROM checking.whole AS money
    ANTI JOIN counted
        ON counted.kind = money.kind AND counted.simulated = money.simulated
        AND counted.region_code = money.region_code AND counted.year = money.year
    WHERE money.current AND money.quantity = 'money' AND money.kind IN ('cooperative_recap', 'kur') AND money.value != 0
),
table_of AS (
    SELECT
        delivery_id,
        sheet,
        kind,
        min((row_number, column_letter, heading)) AS place,
        list(DISTINCT region_code ORDER BY region_code) AS regions,
        list(DISTINCT year ORDER BY year) AS years
    FROM uncounted
    GROUP BY delivery_id, sheet, kind
)
SELECT
    table_of.delivery_id,
    table_of.sheet,
    table_of.place[1] AS row_number,
    table_of.place[2] AS column_letter,
    table_of.place[3] AS "column",
    'tanpa banyaknya ' || CASE WHEN table_of.kind = 'kur' THEN 'debitur' ELSE 'koperasi' END AS found,
    CASE WHEN table_of.kind = 'kur' THEN 'kolom Jumlah Debitur' ELSE 'kolom Jumlah Koperasi' END AS expected,
    concat(
        'Uang ', CASE WHEN len(table_of.regions) = 1 THEN region_short(table_of.regions[1])
            ELSE concat(len(table_of.regions), ' daerah') END,
        ' tahun ', array_to_string(table_of.years, ', '), ' dirahasiakan: banyaknya ',
        CASE
            WHEN table_of.kind = 'kur'
                THEN 'debitur tidak diketahui. Tambahkan kolom Jumlah Debitur, atau kirim rekap KUR yang memuatnya.'
            ELSE 'koperasi terdaftar tidak diketahui. Tambahkan kolom Jumlah Koperasi, atau kirim daftar koperasinya.'
        END
    ) AS message,
    CASE WHEN len(table_of.regions) = 1 THEN table_of.regions[1] END AS region_code
FROM table_of
ORDER BY table_of.delivery_id, table_of.sheet;
