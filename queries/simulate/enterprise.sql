-- name:    enterprise
-- purpose: Simulated enterprises in the columns of an SIDT-KUMKM extract, without personal columns.
-- params:  none
-- grain:   one row per enterprise, from variable `first_row` up to but without `last_row`, in order
-- Streams: nothing is sorted or kept; the joins are with tables of a few thousand rows at most.
WITH drawn AS (
    SELECT
        i,
        draw(i, 1) AS h1, draw(i, 2) AS h2, draw(i, 3) AS h3, draw(i, 4) AS h4, draw(i, 5) AS h5,
        draw(i, 6) AS h6, draw(i, 7) AS h7, draw(i, 8) AS h8, draw(i, 9) AS h9, draw(i, 10) AS h10
    FROM range(getvariable('first_row')::BIGINT, getvariable('last_row')::BIGINT) AS numbers (i)
),

placed AS (
    SELECT
        drawn.*, slot.*, planted.rule, planted.twin,
        CASE WHEN h1 < 4230288281 THEN 'Mikro' WHEN h1 < 4286377361 THEN 'Kecil' ELSE 'Menengah' END AS size,
        low(h4) < 0.56 AS is_mapped,
        low(h5) >= 0.2 AS has_workers,
        below(low(h6), 7) AS district_draw,
        CASE WHEN slot.wave = 2023 THEN 6 + below(high(h4), 94) ELSE below(high(h4), 100) END AS pick
    FROM drawn
    INNER JOIN slot ON slot.slot = drawn.i * 10000 // getvariable('all_rows')::BIGINT
    LEFT JOIN planted ON planted.i = drawn.i
),

sized AS (
    SELECT
        *,
        1 + below(high(h6), districts) AS district,
        1 + below(low(h7), villages) AS village,
        CAST(CASE
            WHEN rule = 'V33' THEN 62000000000
            WHEN size = 'Mikro' THEN round(least(greatest(level * exp(17.9 + 1.1 * normal(h2)), 3e6), 1.9e9) / 1e5) * 1e5
            WHEN size = 'Kecil' THEN round(exp(21.45 + 1.9 * high(h2) * low(h2)) / 1e6) * 1e6
            ELSE round(exp(23.47 + 1.1 * high(h2) * low(h2)) / 1e6) * 1e6
        END AS BIGINT) AS turnover,
        CASE size WHEN 'Mikro' THEN below(high(h8) * high(h8), 4) WHEN 'Kecil' THEN 4 + below(high(h8), 15)
            ELSE 20 + below(high(h8), 40) END AS paid,
        1 + below(low(h8) * low(h8), 3) AS unpaid,
        CASE WHEN low(h3) < 0.52 THEN 'PEREMPUAN' ELSE 'LAKI-LAKI' END AS sex
    FROM placed
)

SELECT
    7400000000 + sized.i AS id_data_badan_usaha,
    CASE
        WHEN rule = 'V10' THEN '999' || lpad(sized.i::VARCHAR, 9, '0')
        WHEN rule = 'V57' THEN '9998' || lpad(twin::VARCHAR, 9, '0')
        WHEN high(h5) < 0.25 THEN '9999' || lpad(sized.i::VARCHAR, 9, '0')
    END AS nib,
    sex AS jenis_kelamin,
    CASE WHEN high(h9) < 0.012 THEN 'YA' ELSE 'TIDAK' END AS is_disabilitas,
    ['Tidak Sekolah', 'SD', 'SD', 'SMP', 'SMP', 'SMA', 'SMA', 'SMA', 'D3', 'S1'][1 + below(low(h9), 10)] AS pendidikan_formal,
    business.activity AS kegiatan_utama,
    business.product AS produk_utama,
    CASE WHEN is_mapped OR rule = 'V15' THEN business.letter END AS kategori_kbli,
    CASE WHEN rule = 'V15' THEN '4711' WHEN is_mapped THEN business.code END AS kode_kbli,
    CASE WHEN size = 'Mikro' THEN CASE WHEN high(h10) < 0.97 THEN 'Perorangan' ELSE 'CV' END
        WHEN high(h10) < 0.5 THEN 'CV' ELSE 'PT' END AS status_badan_usaha,
    CASE WHEN rule = 'V32' THEN CASE WHEN size = 'Mikro' THEN 'Kecil' ELSE 'Mikro' END
        WHEN rule = 'V33' THEN 'Menengah' ELSE size END AS skala_usaha,
    CAST(round(least(turnover * (0.1 + 0.4 * high(h7)), CASE size WHEN 'Mikro' THEN 1e9 WHEN 'Kecil' THEN 5e9 ELSE 1e10 END)
        / 1e5) * 1e5 AS BIGINT) AS modal_pendirian,
    1 + below(low(h10), 12) AS bulan_mulai_operasi,
    CAST(wave - 1 - below(high(h3) * high(h3), 30) AS SMALLINT) AS tahun_mulai_operasi,
    turnover AS omzet_tahunan,
    CAST(round(turnover * (0.2 + low(h1)) / 1e5) * 1e5 AS BIGINT) AS asset,
    'SULAWESI TENGGARA' AS prov_usaha,
    spelling AS kab_usaha,
    'Contoh ' || short || ' ' || district AS kec_usaha,
    'Contoh ' || short || ' ' || district || '-' || lpad(village::VARCHAR, 2, '0') AS kel_usaha,
    CASE WHEN rule = 'V34' THEN 1 WHEN has_workers THEN paid - paid * district_draw // 7 END::SMALLINT AS tk_dibayar_laki,
    CASE WHEN rule = 'V34' THEN 0 WHEN has_workers THEN paid * district_draw // 7 END::SMALLINT AS tk_dibayar_perempuan,
    CASE WHEN rule = 'V34' THEN 9
        WHEN has_workers THEN (high(h9) > 0.99 AND paid - paid * district_draw // 7 > 0)::SMALLINT END::SMALLINT
        AS tk_dibayar_disabil_laki,
    CASE WHEN has_workers OR rule = 'V34' THEN 0 END::SMALLINT AS tk_dibayar_disabil_perempuan,
    CASE WHEN has_workers THEN CASE WHEN sex = 'LAKI-LAKI' THEN unpaid - unpaid // 2 ELSE unpaid // 2 END END::SMALLINT
        AS tk_not_dibayar_laki,
    CASE WHEN has_workers THEN CASE WHEN sex = 'LAKI-LAKI' THEN unpaid // 2 ELSE unpaid - unpaid // 2 END END::SMALLINT
        AS tk_not_dibayar_perempuan,
    CASE WHEN has_workers THEN 0 END::SMALLINT AS tk_not_dibayar_disabil_laki,
    CASE WHEN has_workers THEN 0 END::SMALLINT AS tk_not_dibayar_disabil_perempua,
    TIMESTAMP '2024-05-31 08:00:00' AS pulled_at,
    CASE WHEN wave = 2022 THEN TIMESTAMP '2022-04-04 10:00:00' ELSE TIMESTAMP '2023-09-18 10:00:00' END
        + to_days(below(low(h2), CASE WHEN wave = 2022 THEN 240 ELSE 40 END)::INTEGER) AS updated_at,
    CAST(sized.i // 100 + 1 AS INTEGER) AS source_page,
    CAST(wave AS SMALLINT) AS tahun_pendataan,
    'DATA SIMULASI' AS keterangan_data
FROM sized
INNER JOIN business ON business.pick = sized.pick;
