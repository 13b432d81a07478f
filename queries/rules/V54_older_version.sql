-- name:     V54
-- severity: info
-- purpose:  Berkas bukan versi yang lebih lama dari data yang sudah ada untuk wilayah dan tahun yang sama.
-- example:  KEADAAN PER 31 DESEMBER 2023;;; / Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif /
--           Kolaka;2022;10;20 // KEADAAN PER 30 JUNI 2023;;; /
--           Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2022;11;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery
WITH spoken AS (
    SELECT delivery_id, region_code, year FROM raw.fact
    UNION ALL
    SELECT delivery_id, region_code, book_year FROM raw.cooperative
    UNION ALL
    SELECT delivery_id, region_code, year FROM earlier.fact
    UNION ALL
    SELECT delivery_id, region_code, book_year FROM earlier.cooperative
),
scope AS (
    SELECT
        delivery_id,
        list(DISTINCT region_code ORDER BY region_code) AS regions,
        list(DISTINCT year ORDER BY year) AS years
    FROM spoken
    WHERE region_code IS NOT NULL AND year IS NOT NULL
    GROUP BY delivery_id
),
known AS (
    SELECT delivery.delivery_id, file, kind, simulated, as_of, regions, years, current
    FROM (
        SELECT *, TRUE AS current FROM raw.delivery
        UNION ALL
        SELECT *, FALSE FROM earlier.delivery
    ) AS delivery
    INNER JOIN scope ON scope.delivery_id = delivery.delivery_id
    WHERE as_of IS NOT NULL
)
SELECT
    old.delivery_id,
    '' AS sheet,
    NULL AS row_number,
    NULL AS column_letter,
    NULL AS "column",
    'keadaan per ' || date_text(old.as_of) AS found,
    'setelah ' || date_text(max(new.as_of)) AS expected,
    concat(
        'Berkas lebih lama dari data tersimpan: keadaan per ', date_text(old.as_of), ', sedangkan ''',
        arg_max(new.file, (new.as_of, new.file)), ''' per ', date_text(max(new.as_of)), '.'
    ) AS message,
    CASE WHEN len(old.regions) = 1 THEN old.regions[1] END AS region_code
FROM known AS old
INNER JOIN known AS new
    ON new.kind = old.kind AND new.simulated = old.simulated AND new.regions = old.regions
    AND new.delivery_id <> old.delivery_id AND new.as_of > old.as_of AND list_has_any(new.years, old.years)
WHERE old.current
GROUP BY old.delivery_id, old.as_of, old.regions
ORDER BY old.delivery_id;
