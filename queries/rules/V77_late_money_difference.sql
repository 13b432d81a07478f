-- name:     V77
-- severity: peringatan
-- purpose:  Kiriman susulan memuat uang dari cukup banyak koperasi, sehingga selisihnya dari angka sebelumnya tidak menunjuk satu dua di antaranya.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Volume Usaha (Rp) / Koperasi Contoh Satu;7401000000001;Kolaka;2023;400000000 /
--           Koperasi Contoh Dua;7401000000002;Kolaka;2023;500000000 // Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Volume Usaha (Rp) /
--           Koperasi Contoh Tiga;7401000000003;Kolaka;2023;600000000
-- params:   small_cell_contributors
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery, sheet, region and year whose money changes by too few bodies
WITH stated AS (
    SELECT
        delivery_id, sheet, row_number, body, region_code, book_year, simulated, received_at, current,
        (equity_idr, outside_capital_idr, assets_idr, turnover_idr, surplus_idr) AS money
    FROM checking.cooperative
    WHERE region_code IS NOT NULL AND book_year IS NOT NULL
        AND coalesce(equity_idr, outside_capital_idr, assets_idr, turnover_idr, surplus_idr) IS NOT NULL
),
-- Who has seen the figures before: some money of the same region and year had been delivered.
followed AS (
    SELECT DISTINCT later.delivery_id, later.region_code, later.book_year
    FROM stated AS later
    INNER JOIN stated AS before
        ON before.region_code = later.region_code AND before.book_year = later.book_year
        AND before.simulated = later.simulated AND before.received_at < later.received_at
    WHERE later.current
),
changed AS (
    SELECT stated.*
    FROM stated
    SEMI JOIN followed USING (delivery_id, region_code, book_year)
    ANTI JOIN stated AS before
        ON before.body = stated.body AND before.book_year = stated.book_year AND before.simulated = stated.simulated
        AND before.received_at < stated.received_at AND before.money = stated.money
    WHERE stated.current
)
SELECT
    delivery_id,
    sheet,
    min(row_number) AS row_number,
    NULL AS column_letter,
    NULL AS "column",
    concat(count(DISTINCT body), ' koperasi baru atau berubah') AS found,
    concat('sekurang-kurangnya ', number_text(threshold('small_cell_contributors'))) AS expected,
    concat(
        'Uang ', region_short(region_code), ' tahun ', book_year, ' berubah hanya karena ', count(DISTINCT body),
        ' koperasi: siapa menyimpan angka yang terbit sebelumnya dapat menghitung selisihnya. Kumpulkan dahulu dengan ',
        'susulan lain, lalu kirim bersama.'
    ) AS message,
    region_code
FROM changed
GROUP BY delivery_id, sheet, region_code, book_year
HAVING count(DISTINCT body) < threshold('small_cell_contributors')
ORDER BY delivery_id, sheet, region_code, book_year;
