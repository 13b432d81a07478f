-- name:     V47
-- severity: peringatan
-- purpose:  Daftar koperasi dan rekap menyebut angka yang sama untuk wilayah dan tahun yang sama.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Aktif /
--           Koperasi Contoh Jaya;7401000000002;Kolaka;2023;Jasa;Aktif // Kabupaten/Kota;Tahun;Koperasi Aktif;RAT /
--           Kolaka;2023;3;2
-- params:   source_difference_pct, source_difference_high_pct
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per number both speak of
WITH listed AS (
    SELECT *
    FROM checking.list_whole
    QUALIFY row_number() OVER (
        PARTITION BY simulated, region_code, year, field ORDER BY current DESC, cooperatives DESC, delivery_id
    ) = 1
),
pairs AS (
    SELECT
        CASE WHEN recap.current THEN recap.delivery_id ELSE listed.delivery_id END AS delivery_id,
        CASE WHEN recap.current THEN recap.sheet ELSE '' END AS sheet,
        CASE WHEN recap.current THEN recap.row_number END AS row_number,
        CASE WHEN recap.current THEN recap.column_letter END AS column_letter,
        recap.heading,
        recap.region_code,
        recap.year,
        recap.quantity,
        recap.value AS recapped,
        listed.value AS listed,
        100 * abs(listed.value - recap.value) / greatest(abs(listed.value), abs(recap.value)) AS difference
    FROM checking.whole AS recap
    INNER JOIN listed
        ON listed.simulated = recap.simulated AND listed.region_code = recap.region_code AND listed.year = recap.year
        AND listed.field = recap.field
    WHERE recap.kind = 'cooperative_recap' AND recap.month IS NULL AND (recap.current OR listed.current)
        AND greatest(abs(listed.value), abs(recap.value)) > 0
)
SELECT
    pairs.delivery_id,
    pairs.sheet,
    pairs.row_number,
    pairs.column_letter,
    pairs.heading AS "column",
    -- Of money only that they differ: the one less the other is whoever stands in one of them only.
    CASE
        WHEN pairs.quantity = 'money' THEN 'berbeda dari daftar ODS'
        ELSE value_text(pairs.recapped, pairs.quantity)
    END AS found,
    CASE
        WHEN pairs.quantity = 'money' THEN concat('selisih ≤ ', number_text(threshold('source_difference_pct')), '%')
        ELSE value_text(pairs.listed, pairs.quantity)
    END AS expected,
    CASE
        WHEN pairs.quantity = 'money'
            THEN concat(
                pairs.heading, ' ', region_short(pairs.region_code), ' ', pairs.year,
                ': daftar ODS dan rekap dinas berbeda',
                CASE WHEN pairs.difference > threshold('source_difference_high_pct') THEN ' jauh' ELSE '' END,
                '. Cocokkan keduanya.'
            )
        ELSE concat(
            pairs.heading, ' ', region_short(pairs.region_code), ' ', pairs.year, ': ODS ',
            value_text(pairs.listed, pairs.quantity), ', rekap dinas ', value_text(pairs.recapped, pairs.quantity),
            ' (selisih ', percent_text(pairs.difference),
            CASE WHEN pairs.difference > threshold('source_difference_high_pct') THEN ', tinggi' ELSE '' END, ').'
        )
    END AS message,
    pairs.region_code
FROM pairs
WHERE pairs.difference > threshold('source_difference_pct')
ORDER BY pairs.delivery_id, pairs.sheet, pairs.row_number, pairs.column_letter;
