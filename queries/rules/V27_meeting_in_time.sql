-- name:     V27
-- severity: peringatan
-- cause:    column
-- purpose:  RAT dilaksanakan setelah tutup buku dan dalam batas waktunya: tiga bulan, enam bulan bagi sekunder.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Bentuk;Status;Tanggal RAT /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Primer Kabupaten/Kota;Aktif;20-05-2023
-- params:   rat_months_primary, rat_months_secondary
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cooperative and book year
WITH meeting AS (
    SELECT
        *,
        make_date(book_year + 1, 1, 1) AS opens,
        CAST(
            make_date(book_year + 1, 1, 1)
            + to_months(
                CAST(
                    threshold(CASE WHEN secondary THEN 'rat_months_secondary' ELSE 'rat_months_primary' END) AS INTEGER
                )
            )
            - INTERVAL 1 DAY AS DATE
        ) AS deadline
    FROM checking.cooperatives('rat_date')
    WHERE rat_date IS NOT NULL AND book_year IS NOT NULL AND NOT regexp_matches(heading, 'terakhir', 'i')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    date_text(rat_date) AS found,
    concat(date_text(opens), ' sampai ', date_text(deadline)) AS expected,
    CASE
        WHEN rat_date < opens
            THEN concat('RAT TB ', book_year, ' dilaksanakan ', date_text(rat_date), ', sebelum tutup buku.')
        ELSE concat(
            'RAT TB ', book_year, ' dilaksanakan ', date_text(rat_date), ', melewati batas ', date_text(deadline), '.'
        )
    END AS message,
    region_code
FROM meeting
WHERE rat_date NOT BETWEEN opens AND deadline
ORDER BY delivery_id, sheet, row_number;
