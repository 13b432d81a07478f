-- name:    enterprise_recap
-- purpose: The simulated enterprises counted as offices recap them, by region, wave and sector.
-- params:  none
-- returns: region_code VARCHAR, wave INTEGER, sector VARCHAR, enterprises BIGINT, enterprises_micro BIGINT, enterprises_small BIGINT, enterprises_medium BIGINT, enterprises_nib BIGINT, enterprise_workers BIGINT
-- grain:   one row per region, wave and sector; sector is NULL where none was recorded
WITH enterprises AS (
    SELECT
        kab_usaha, tahun_pendataan, kategori_kbli, skala_usaha, nib,
        tk_dibayar_laki, tk_dibayar_perempuan, tk_not_dibayar_laki, tk_not_dibayar_perempuan
    FROM read_parquet(getvariable('extract'))
    UNION ALL
    SELECT
        kab_usaha, tahun_pendataan, kategori_kbli, skala_usaha, nib,
        tk_dibayar_laki, tk_dibayar_perempuan, tk_not_dibayar_laki, tk_not_dibayar_perempuan
    FROM apart
)

SELECT
    place.region_code,
    CAST(tahun_pendataan AS INTEGER) AS wave,
    kategori_kbli AS sector,
    count(*) AS enterprises,
    count(*) FILTER (skala_usaha = 'Mikro') AS enterprises_micro,
    count(*) FILTER (skala_usaha = 'Kecil') AS enterprises_small,
    count(*) FILTER (skala_usaha = 'Menengah') AS enterprises_medium,
    count(nib) AS enterprises_nib,
    CAST(sum(
        coalesce(tk_dibayar_laki, 0) + coalesce(tk_dibayar_perempuan, 0)
        + coalesce(tk_not_dibayar_laki, 0) + coalesce(tk_not_dibayar_perempuan, 0)
    ) AS BIGINT) AS enterprise_workers
FROM enterprises
INNER JOIN (SELECT DISTINCT spelling, region_code FROM slot) AS place ON place.spelling = enterprises.kab_usaha
GROUP BY ALL
ORDER BY ALL;
