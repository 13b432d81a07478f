-- name:     V72
-- severity: galat
-- cause:    column
-- purpose:  Angka sebuah daerah tidak melampaui yang mungkin: orang dan usaha tidak lebih dari penduduknya, uang tidak
--           lebih dari PDRB-nya, KUR tidak lebih dari plafon tertinggi per debitur.
-- example:  Kabupaten/Kota;Tahun;Jumlah UMKM / Kolaka;2023;3000000 / Muna;2023;12000
-- params:   kur_most_per_borrower_idr
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per cell that is larger than possible
WITH size AS (
    SELECT
        region_code,
        max(value) FILTER (WHERE measure_id = 'population_persons') AS people,
        max(value) FILTER (WHERE measure_id = 'grdp_current_idr') AS output_idr
    FROM core.figure
    GROUP BY region_code
),
borrowers AS (
    SELECT delivery_id, region_code, year, month, sum(value) AS persons
    FROM raw.fact
    WHERE field = 'kur_borrowers' AND value > 0
    GROUP BY delivery_id, region_code, year, month
),
most AS (SELECT value AS idr FROM core.parameter WHERE parameter = 'kur_most_per_borrower_idr'),
judged AS (
    SELECT
        fact.*,
        CASE
            WHEN fact.quantity = 'money' AND fact.value > size.output_idr THEN 'PDRB daerahnya'
            WHEN fact.field = 'kur_disbursed_idr' AND fact.value > borrowers.persons * most.idr
                THEN 'plafon KUR tertinggi kali debiturnya'
            WHEN fact.quantity = 'count' AND fact.value > size.people THEN 'penduduk daerahnya'
        END AS limit_words,
        CASE
            WHEN fact.quantity = 'money' AND fact.value > size.output_idr THEN size.output_idr
            WHEN fact.field = 'kur_disbursed_idr' THEN borrowers.persons * most.idr
            ELSE size.people
        END AS limit_value
    FROM raw.fact AS fact
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = fact.delivery_id AND delivery.kind != 'macro'
    INNER JOIN size ON size.region_code = fact.region_code
    CROSS JOIN most
    LEFT JOIN borrowers
        ON borrowers.delivery_id = fact.delivery_id
        AND borrowers.region_code = fact.region_code
        AND borrowers.year IS NOT DISTINCT FROM fact.year
        AND borrowers.month IS NOT DISTINCT FROM fact.month
    WHERE fact.nature IS DISTINCT FROM 'target'
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    shown(text) AS found,
    'paling banyak ' || value_text(limit_value, quantity) AS expected,
    concat(
        row_text(row_number), shown(text), ' dibaca ', value_text(value, quantity), ', lebih besar dari ', limit_words,
        ' (', value_text(limit_value, quantity), '). Periksa angka dan satuannya.'
    ) AS message,
    region_code
FROM judged
WHERE limit_words IS NOT NULL
ORDER BY delivery_id, sheet, row_number, column_letter;
