-- name:     V63
-- severity: galat
-- purpose:  Usulan PLUT memenuhi syarat lahan, kepemilikan, tidak sengketa, koordinat, dan komitmen APBD.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Status;Luas Lahan;Status Lahan /
--           U-1;2025;Kolaka;Pembangunan PLUT-KUMKM;Diajukan;1500;Milik Pemda
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per condition not met
WITH centres AS (
    SELECT *, least_land(built_id, budget_year) AS least_m2 FROM checking.proposals('land_m2') WHERE built_id = 'plut'
),
conditions AS (
    SELECT
        * EXCLUDE (least_m2),
        coalesce(land_m2 >= least_m2, FALSE) AS met,
        CASE WHEN land_m2 IS NULL THEN 'kosong' ELSE number_text(land_m2) || ' m²' END AS found,
        concat('paling sedikit ', number_text(least_m2), ' m²') AS expected,
        CASE
            WHEN land_m2 IS NULL THEN 'Luas lahan PLUT belum diisi.'
            ELSE concat('Lahan PLUT ', number_text(land_m2), ' m² (<', number_text(least_m2), ').')
        END AS message
    FROM centres
    UNION ALL
    SELECT
        *,
        coalesce(owned_by_government(land_status), FALSE),
        coalesce(shown(land_status), 'kosong'),
        'milik pemerintah daerah',
        'Lahan PLUT harus milik pemerintah daerah.'
    FROM checking.proposals('land_status')
    UNION ALL
    SELECT
        *,
        coalesce(has_no_dispute, FALSE),
        'tidak ada',
        'surat pernyataan tidak sengketa',
        'Pernyataan lahan PLUT tidak sengketa belum ada.'
    FROM checking.proposals('has_no_dispute')
    UNION ALL
    SELECT
        *,
        latitude IS NOT NULL AND longitude IS NOT NULL,
        'kosong',
        'lintang dan bujur',
        'Koordinat lahan PLUT belum diisi.'
    FROM checking.proposals('latitude')
    UNION ALL
    SELECT
        *,
        coalesce(has_budget_commitment, FALSE),
        'tidak ada',
        'komitmen APBD yang ditandatangani bersama ketua DPRD',
        'Komitmen APBD untuk operasional PLUT belum ada.'
    FROM checking.proposals('has_budget_commitment')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    found,
    expected,
    message,
    region_code
FROM conditions
WHERE built_id = 'plut'
    AND submitted
    AND heading IS NOT NULL
    AND NOT met
ORDER BY delivery_id, sheet, row_number, column_letter;
