-- name:     V56
-- severity: peringatan
-- purpose:  Tidak ada dua koperasi dengan nama dan desa yang sama tetapi NIK berbeda.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Desa/Kelurahan;Tahun Buku;Jenis;Status /
--           KSP Contoh Maju;7401000000001;Kolaka;Contoh 1;2023;Simpan Pinjam;Aktif /
--           KSP  CONTOH MAJU;7401000000002;Kolaka;Contoh 1;2023;Simpan Pinjam;Aktif
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per repetition
WITH named AS (
    SELECT
        *,
        first(name) OVER same AS first_name,
        first(nik) OVER same AS first_nik
    FROM (
        SELECT *, plain_text(name) AS plain, plain_text(coalesce(village, subdistrict)) AS place
        FROM checking.cooperatives('name')
        WHERE name IS NOT NULL AND nik IS NOT NULL AND coalesce(village, subdistrict) IS NOT NULL
    )
    WINDOW same AS (
        PARTITION BY delivery_id, book_year, region_code, plain_text(subdistrict), place, plain
        ORDER BY sheet, row_number ROWS UNBOUNDED PRECEDING
    )
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    concat(name, ' (', shown(nik), ')') AS found,
    'satu koperasi, satu NIK' AS expected,
    concat(
        'Diduga ganda: ''', first_name, ''' (NIK ', shown(first_nik), ') dan ''', name, ''' (NIK ', shown(nik), ').'
    ) AS message,
    region_code
FROM named
WHERE nik <> first_nik
ORDER BY delivery_id, sheet, row_number;
