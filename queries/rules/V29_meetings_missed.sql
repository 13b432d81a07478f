-- name:     V29
-- severity: peringatan
-- purpose:  Koperasi aktif tidak melewatkan RAT berturut-turut sebanyak batas yang dipakai.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;RAT /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2021;Aktif;Tidak /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Aktif;Tidak /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Aktif;Tidak
-- params:   active_missed_rat
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per cooperative, at its newest book year
WITH known AS (
    SELECT cooperative.*, place.column_letter, place.heading
    FROM checking.cooperative AS cooperative
    LEFT JOIN (
        SELECT delivery_id, sheet, max_by(column_letter, field) AS column_letter, max_by(heading, field) AS heading
        FROM checking.field_column
        WHERE field IN ('rat_held', 'rat_date')
        GROUP BY delivery_id, sheet
    ) AS place
        ON place.delivery_id = cooperative.delivery_id AND place.sheet = cooperative.sheet
    WHERE cooperative.book_year IS NOT NULL AND (place.heading IS NOT NULL OR NOT cooperative.current)
    QUALIFY row_number() OVER (
        PARTITION BY cooperative.body, cooperative.simulated, cooperative.book_year
        ORDER BY cooperative.current DESC, cooperative.delivery_id, cooperative.sheet, cooperative.row_number
    ) = 1
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY body, simulated ORDER BY book_year) AS position
    FROM known
),
missed AS (
    SELECT
        *,
        position - coalesce(max(position) FILTER (has_met) OVER years, 0) AS rows_missed,
        book_year - coalesce(max(book_year) FILTER (has_met) OVER years, first(book_year) OVER years - 1)
            AS years_missed
    FROM numbered
    WINDOW years AS (PARTITION BY body, simulated ORDER BY book_year ROWS UNBOUNDED PRECEDING)
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    concat('tanpa RAT ', years_missed, ' tahun buku') AS found,
    concat('kurang dari ', number_text(threshold('active_missed_rat')), ' tahun buku berturut-turut') AS expected,
    concat('Aktif tetapi tidak RAT ', years_missed, ' tahun.') AS message,
    region_code
FROM missed
WHERE current AND status_id = 'aktif' AND rows_missed = years_missed AND years_missed >= threshold('active_missed_rat')
QUALIFY book_year = max(book_year) OVER (PARTITION BY body, simulated)
ORDER BY delivery_id, sheet, row_number;
