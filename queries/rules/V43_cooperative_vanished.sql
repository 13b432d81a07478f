-- name:     V43
-- severity: peringatan
-- purpose:  Koperasi tidak hilang dari daftar tanpa catatan bubar atau pindah.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Jasa;Aktif /
--           Koperasi Contoh Jaya;7401000000002;Kolaka;2022;Jasa;Aktif /
--           Koperasi Contoh Jaya;7401000000002;Kolaka;2023;Jasa;Aktif
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per region and book year
WITH listed AS (
    SELECT delivery_id, simulated, region_code, book_year, min(sheet) AS sheet
    FROM checking.cooperative
    WHERE current AND region_code IS NOT NULL AND book_year IS NOT NULL
    GROUP BY delivery_id, simulated, region_code, book_year
),
present AS (
    SELECT DISTINCT simulated, book_year, unnest([body, concat_ws(' ', region_code, plain_name(name))]) AS known_as
    FROM checking.cooperative
    WHERE book_year IS NOT NULL
),
missing AS (
    SELECT
        listed.delivery_id,
        listed.region_code,
        listed.book_year,
        before.name,
        before.row_number,
        CASE WHEN before.delivery_id = listed.delivery_id THEN before.sheet END AS sheet
    FROM checking.cooperative AS before
    INNER JOIN listed
        ON listed.region_code = before.region_code AND listed.simulated = before.simulated
        AND listed.book_year = before.book_year + 1
    ANTI JOIN present AS same_body
        ON same_body.simulated = before.simulated AND same_body.book_year = listed.book_year
        AND same_body.known_as = before.body
    ANTI JOIN present AS same_name
        ON same_name.simulated = before.simulated AND same_name.book_year = listed.book_year
        AND same_name.known_as = concat_ws(' ', before.region_code, plain_name(before.name))
    WHERE before.status_id IS DISTINCT FROM 'bubar'
        AND NOT coalesce(regexp_matches(before.status, 'pindah', 'i'), FALSE)
)
SELECT
    missing.delivery_id,
    coalesce(min(missing.sheet), '') AS sheet,
    arg_min(missing.row_number, (missing.sheet, missing.row_number)) FILTER (missing.sheet IS NOT NULL)
        AS row_number,
    NULL AS column_letter,
    NULL AS "column",
    concat(count(DISTINCT missing.name), ' koperasi hilang') AS found,
    'tetap terdaftar, atau berstatus Bubar' AS expected,
    concat(
        count(DISTINCT missing.name), ' koperasi hilang dari daftar ', region_label(missing.region_code),
        ' tahun buku ', missing.book_year, ', antara lain ''', min(missing.name), '''.'
    ) AS message,
    missing.region_code
FROM missing
GROUP BY missing.delivery_id, missing.region_code, missing.book_year
ORDER BY 1, 9, 8;
