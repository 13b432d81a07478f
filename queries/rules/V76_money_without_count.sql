-- name:     V76
-- severity: peringatan
-- purpose:  Di samping angka uang dalam rekap ada banyaknya koperasi atau debitur yang memilikinya; tanpa itu angkanya dirahasiakan.
-- example:  Kabupaten/Kota;Tahun;Volume Usaha (Rp) / Kolaka;2023;400000000 / Konawe;2023;500000000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery and sheet with money of regions and years whose contributors nobody counted
WITH told (counted_by, who, heading) AS (
    VALUES
        ('cooperatives_registered_units', 'koperasi terdaftar', 'Jumlah Koperasi'),
        ('cooperatives_indebted_units', 'koperasi bermodal luar', 'Koperasi Bermodal Luar'),
        ('kur_borrowers_persons', 'debitur', 'Jumlah Debitur'),
        ('kur_production_borrowers_persons', 'debitur sektor produksi', 'Debitur Sektor Produksi'),
        ('kur_outstanding_borrowers_persons', 'debitur yang masih berutang', 'Debitur Outstanding'),
        ('kur_nonperforming_borrowers_persons', 'debitur bermasalah', 'Debitur Bermasalah')
),
stated AS (
    SELECT whole.*, field.measure_id
    FROM checking.whole AS whole
    INNER JOIN core.delivered_field AS field ON field.kind = whole.kind AND field.field = whole.field
    WHERE whole.value IS NOT NULL AND whole.kind IN ('cooperative_recap', 'kur')
),
-- As mart.recap_contributors counts.
counted AS (
    SELECT measure_id AS counted_by, kind, simulated, region_code, year
    FROM stated
    WHERE quantity = 'count'
    UNION
    SELECT 'cooperatives_registered_units', kind, simulated, region_code, year
    FROM stated
    WHERE measure_id IN ('cooperatives_active_units', 'cooperatives_inactive_units')
    GROUP BY delivery_id, kind, simulated, region_code, year
    HAVING count(DISTINCT measure_id) = 2
    UNION
    SELECT told.counted_by, 'cooperative_recap', list_whole.simulated, list_whole.region_code, list_whole.year
    FROM checking.list_whole
    CROSS JOIN told
),
-- Assets less equity are the outside capital, so that they need its count as well.
needed AS (
    SELECT stated.*, measure.counted_by
    FROM stated
    INNER JOIN core.measure ON measure.measure_id = stated.measure_id AND measure.counted_by IS NOT NULL
    WHERE stated.current AND stated.value != 0
    UNION ALL
    SELECT equity.*, 'cooperatives_indebted_units'
    FROM stated AS equity
    SEMI JOIN stated AS assets
        ON assets.measure_id = 'cooperative_assets_idr' AND assets.delivery_id = equity.delivery_id
        AND assets.region_code = equity.region_code AND assets.year = equity.year
    WHERE equity.measure_id = 'cooperative_equity_idr' AND equity.current AND equity.value != 0
),
uncounted AS (
    SELECT needed.*, told.who, told.heading AS missing
    FROM needed
    INNER JOIN told USING (counted_by)
    ANTI JOIN counted USING (counted_by, kind, simulated, region_code, year)
),
table_of AS (
    SELECT
        delivery_id,
        sheet,
        kind,
        min((row_number, column_letter, heading)) AS place,
        list(DISTINCT heading ORDER BY heading) AS headings,
        list(DISTINCT who ORDER BY who) AS who,
        list(DISTINCT missing ORDER BY missing) AS missing,
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
    'tanpa banyaknya ' || array_to_string(table_of.who, ', ') AS found,
    'kolom ' || array_to_string(table_of.missing, ', ') AS expected,
    concat(
        'Uang ', CASE WHEN len(table_of.regions) = 1 THEN region_short(table_of.regions[1])
            ELSE concat(len(table_of.regions), ' daerah') END,
        ' tahun ', array_to_string(table_of.years, ', '), ' pada kolom ', array_to_string(table_of.headings, ', '),
        ' dirahasiakan: banyaknya ', array_to_string(table_of.who, ', '), ' tidak diketahui. Tambahkan kolom ',
        array_to_string(table_of.missing, ', '),
        CASE WHEN table_of.kind = 'kur' THEN ', atau kirim rekap KUR yang memuatnya.'
            ELSE ', atau kirim daftar koperasinya.' END
    ) AS message,
    CASE WHEN len(table_of.regions) = 1 THEN table_of.regions[1] END AS region_code
FROM table_of
ORDER BY table_of.delivery_id, table_of.sheet;
