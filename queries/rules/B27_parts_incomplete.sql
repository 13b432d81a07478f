-- name:     B27
-- severity: peringatan
-- purpose:  Angka per jenis koperasi atau per sektor lengkap, atau ada jumlahnya; bagian yang tidak lengkap tidak dijumlahkan.
-- example:  Kabupaten/Kota;Tahun;Produsen;Konsumen;Jasa;Simpan Pinjam / Kolaka;2023;1;2;3;4 / Muna;2023;2;3;4;5
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery, sheet and number whose parts are not all there
WITH parts AS (
    SELECT
        delivery_id,
        sheet,
        field,
        region_code,
        year,
        arg_min(row_number, (row_number, column_letter)) AS row_number,
        arg_min(column_letter, (row_number, column_letter)) AS column_letter,
        arg_min(heading, (row_number, column_letter)) AS heading,
        count(DISTINCT cooperative_type) AS types,
        count(DISTINCT sector) AS sectors,
        bool_or(cooperative_type IS NULL AND sector IS NULL) AS whole
    FROM raw.fact
    WHERE region_code IS NOT NULL AND year IS NOT NULL AND value IS NOT NULL
    GROUP BY delivery_id, sheet, field, region_code, year, month, subdistrict
),
lacking AS (
    SELECT * FROM parts WHERE NOT whole AND greatest(types, sectors) BETWEEN 1 AND 4
)
SELECT
    delivery_id,
    sheet,
    min(row_number) AS row_number,
    arg_min(column_letter, (row_number, column_letter)) AS column_letter,
    arg_min(heading, (row_number, column_letter)) AS "column",
    concat(max(greatest(types, sectors)), ' bagian') AS found,
    CASE WHEN max(types) > 0 THEN 'lima jenis, atau kolom Jumlah' ELSE 'semua sektor, atau baris Jumlah' END AS expected,
    concat(
        'Ada ', max(greatest(types, sectors)), CASE WHEN max(types) > 0 THEN ' dari lima jenis koperasi' ELSE ' sektor' END,
        ' tanpa jumlahnya: tidak dapat dijumlahkan, jadi tidak diterbitkan. Tambahkan jumlahnya.'
    ) AS message,
    CASE WHEN count(DISTINCT region_code) = 1 THEN min(region_code) END AS region_code
FROM lacking
GROUP BY delivery_id, sheet, field
ORDER BY delivery_id, sheet, 3;
