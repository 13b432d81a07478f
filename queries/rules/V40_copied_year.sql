-- name:     V40
-- severity: peringatan
-- purpose:  Angka sebuah wilayah atau koperasi tidak semuanya sama persis dengan tahun lalu.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Anggota L;Anggota P;Volume Usaha (Rp) /
--           Kolaka;2022;100;40;2100;1900;1250000000 / Kolaka;2023;100;40;2100;1900;1250000000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per region and year, or per cooperative and book year
SELECT
    delivery_id,
    arg_min(sheet, (sheet, row_number, column_letter)) AS sheet,
    arg_min(row_number, (sheet, row_number, column_letter)) AS row_number,
    arg_min(column_letter, (sheet, row_number, column_letter)) AS column_letter,
    arg_min(heading, (sheet, row_number, column_letter)) AS "column",
    concat(count(*), ' angka sama dengan ', year - 1) AS found,
    concat('angka tahun ', year) AS expected,
    concat(
        'Data ', region_label(whole_before.region_code), ' ', year, ' sama persis dengan tahun lalu (salin-tempel?).'
    ) AS message,
    region_code
FROM checking.whole_before AS whole_before
WHERE month IS NULL AND kind IN ('cooperative_recap', 'enterprise_recap')
GROUP BY delivery_id, whole_before.region_code, year
HAVING count(*) >= 5 AND bool_and(value = previous) AND max(abs(value)) >= 100
UNION ALL
SELECT
    delivery_id,
    sheet,
    row_number,
    arg_max(column_letter, field),
    arg_max(heading, field),
    concat(count(*), ' angka sama dengan ', book_year - 1),
    concat('angka tahun buku ', book_year),
    'Data sama persis dengan tahun lalu (salin-tempel?).',
    min(region_code)
FROM checking.cooperative_change
GROUP BY delivery_id, sheet, row_number, book_year
HAVING count(*) >= 5 AND bool_and(value = previous) AND max(abs(value)) >= 100
ORDER BY 1, 2, 3;
