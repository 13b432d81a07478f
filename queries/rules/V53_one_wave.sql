-- name:     V53
-- severity: peringatan
-- purpose:  Satu kabupaten/kota didata dalam satu gelombang SIDT.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;nib;tahun_pendataan / C-1;Kolaka;Usaha Mikro;;2022 /
--           C-2;Kolaka;Usaha Mikro;;2023
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per region
WITH waves AS (
    SELECT delivery_id, region_code, min(wave) AS first_wave, max(wave) AS last_wave,
        arg_max(row_number, (wave, -row_number)) AS row_number
    FROM raw.enterprise
    WHERE region_code IS NOT NULL AND wave IS NOT NULL
    GROUP BY delivery_id, region_code
    HAVING min(wave) <> max(wave)
)
SELECT
    waves.delivery_id,
    coalesce(place.sheet, '') AS sheet,
    waves.row_number,
    place.column_letter,
    place.heading AS "column",
    concat(waves.first_wave, ' dan ', waves.last_wave) AS found,
    'satu gelombang' AS expected,
    concat(
        region_short(waves.region_code), ' didata pada gelombang berbeda (', waves.first_wave, '/', waves.last_wave,
        ').'
    ) AS message,
    waves.region_code
FROM waves
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = waves.delivery_id AND place.field = 'tahun_pendataan'
ORDER BY waves.delivery_id, waves.region_code;
