-- name:     V70
-- severity: galat
-- purpose:  Daftar atau tarikan baru untuk wilayah dan tahun yang sama bukan salinan yang terpotong dari yang sebelumnya.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status / Koperasi Contoh Satu;7401000000001;Kolaka;2023;Aktif /
--           Koperasi Contoh Dua;7401000000002;Kolaka;2023;Aktif / Koperasi Contoh Tiga;7401000000003;Kolaka;2023;Aktif //
--           Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status / Koperasi Contoh Satu;7401000000001;Kolaka;2023;Aktif
-- params:   cut_copy_pct
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery and year
WITH enterprise AS (
    SELECT delivery_id, id_hash, region_code, wave, TRUE AS current FROM raw.enterprise
    UNION ALL
    SELECT delivery_id, id_hash, region_code, wave, FALSE FROM earlier.enterprise
),
known AS (
    SELECT delivery_id, file, kind, simulated, received_at FROM raw.delivery
    UNION ALL
    SELECT delivery_id, file, kind, simulated, received_at FROM earlier.delivery
),
listed AS (
    SELECT delivery_id, body, region_code, book_year AS year, current FROM checking.cooperative
    UNION ALL
    SELECT delivery_id, CAST(id_hash AS VARCHAR), region_code, wave, current
    FROM enterprise
    -- Only where there is more than one extract is there anything to compare.
    WHERE (SELECT count(DISTINCT delivery_id) FROM enterprise) > 1
),
scope AS (
    SELECT
        delivery_id,
        year,
        any_value(current) AS current,
        list(DISTINCT region_code ORDER BY region_code) AS regions
    FROM listed
    WHERE region_code IS NOT NULL AND year IS NOT NULL
    GROUP BY delivery_id, year
),
followed AS (
    SELECT
        later.delivery_id, later.year, later.regions, before.delivery_id AS before_id, known_before.file AS before_file,
        known_before.received_at AS before_received
    FROM scope AS later
    INNER JOIN known AS known_later ON known_later.delivery_id = later.delivery_id
    INNER JOIN scope AS before
        ON before.year = later.year AND before.regions = later.regions AND before.delivery_id <> later.delivery_id
    INNER JOIN known AS known_before
        ON known_before.delivery_id = before.delivery_id AND known_before.kind = known_later.kind
        AND known_before.simulated = known_later.simulated AND known_before.received_at < known_later.received_at
    WHERE later.current
),
-- Bodies are compared of those alone that follow one another: of a nation's extract nobody keeps them all in memory.
held AS (
    SELECT DISTINCT listed.delivery_id, listed.year, listed.body
    FROM listed
    SEMI JOIN (
        SELECT delivery_id, year FROM followed
        UNION
        SELECT before_id, year FROM followed
    ) AS compared
        ON compared.delivery_id = listed.delivery_id AND compared.year = listed.year
    WHERE listed.region_code IS NOT NULL
),
-- Of the deliveries before it the one it repeats most of; of several the last.
shared AS (
    SELECT followed.*, count(later.body) AS shared, count(before.body) AS before_bodies
    FROM followed
    INNER JOIN held AS before ON before.delivery_id = followed.before_id AND before.year = followed.year
    LEFT JOIN held AS later
        ON later.delivery_id = followed.delivery_id AND later.year = followed.year AND later.body = before.body
    GROUP BY ALL
    HAVING count(later.body) > 0
),
repeated AS (
    SELECT *
    FROM shared
    QUALIFY row_number() OVER (
        PARTITION BY delivery_id, year ORDER BY shared DESC, before_received DESC, before_id
    ) = 1
)
SELECT
    repeated.delivery_id,
    '' AS sheet,
    NULL AS row_number,
    NULL AS column_letter,
    NULL AS "column",
    concat(repeated.shared, ' dari ', repeated.before_bodies, ' yang sebelumnya') AS found,
    'semua yang berubah, atau hanya yang baru' AS expected,
    concat(
        'Tahun ', repeated.year, ': hanya ', repeated.shared, ' dari ', repeated.before_bodies, ' nama pada ''',
        repeated.before_file, ''' yang disebut lagi. Bila salinan ini terpotong, kirim yang utuh. Bila yang lama salah, ',
        'tarik dahulu (python -m kumkm withdraw). Bila hanya tambahan, kirim yang baru saja.'
    ) AS message,
    CASE WHEN len(repeated.regions) = 1 THEN repeated.regions[1] END AS region_code
FROM repeated
WHERE 100 * repeated.shared < threshold('cut_copy_pct') * repeated.before_bodies
ORDER BY repeated.delivery_id, repeated.year;
