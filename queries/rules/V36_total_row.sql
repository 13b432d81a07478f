-- name:     V36
-- severity: galat
-- cause:    line
-- purpose:  Baris jumlah sama dengan jumlah rinciannya.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;10;20 / Konawe;2023;12;22 /
--           JUMLAH;;22;45
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    total.delivery_id,
    total.sheet,
    total.row_number,
    total.column_letter,
    total.heading AS "column",
    value_text(total.printed, quantity_of(total.field)) AS found,
    value_text(total.summed, quantity_of(total.field)) AS expected,
    concat(
        'Baris JUMLAH terdeteksi: tertulis ', value_text(total.printed, quantity_of(total.field)),
        ', jumlah rinciannya ', value_text(total.summed, quantity_of(total.field)), '; selisih ',
        value_text(abs(total.printed - total.summed), quantity_of(total.field)), '.'
    ) AS message,
    total.region_code
FROM raw.total AS total
WHERE abs(total.printed - total.summed) > total.tolerance
ORDER BY total.delivery_id, total.sheet, total.row_number, total.column_letter;
