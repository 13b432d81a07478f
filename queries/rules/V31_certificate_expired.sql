-- name:     V31
-- severity: peringatan
-- purpose:  Sertifikat NIK yang disebut aktif masih berlaku.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Status NIK;Tanggal Berlaku /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Aktif;Sertifikat - Aktif;15-06-2023
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cooperative and book year
WITH certified AS (
    SELECT
        *,
        greatest(
            make_date(book_year, 12, 31),
            CASE WHEN book_year = max(book_year) OVER (PARTITION BY delivery_id) THEN as_of END
        ) AS known_at
    FROM checking.cooperatives('nik_valid_until')
    WHERE book_year IS NOT NULL
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    date_text(nik_valid_until) AS found,
    'setelah ' || date_text(known_at) AS expected,
    concat('Sertifikat NIK kedaluwarsa ', date_text(nik_valid_until), ' tetapi disebut aktif.') AS message,
    region_code
FROM certified
WHERE has_certificate(nik_status) AND nik_valid_until < known_at
ORDER BY delivery_id, sheet, row_number;
