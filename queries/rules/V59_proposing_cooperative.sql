-- name:     V59
-- severity: galat
-- purpose:  Koperasi pengelola dalam usulan ada dalam daftar, aktif, dan melaksanakan RAT.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;RAT /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Tidak Aktif;Tidak //
--           Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;NIK Koperasi Pengelola /
--           U-1;2025;Kolaka;Rumah Produksi Bersama;7401000000001
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per proposal
WITH listed AS (
    SELECT
        simulated,
        region_code,
        nik,
        plain_name(name) AS plain,
        max(book_year) AS book_year,
        arg_max(status_id, (book_year, current, delivery_id, sheet, row_number)) AS status_id,
        arg_max(has_met, (book_year, current, delivery_id, sheet, row_number)) AS has_met
    FROM checking.cooperative
    WHERE book_year IS NOT NULL
    GROUP BY simulated, region_code, nik, plain
),
managers AS (
    SELECT
        proposal.*,
        count(listed.book_year) > 0 AS known,
        bool_or(listed.status_id = 'aktif' AND listed.has_met) AS fit,
        max(listed.status_id) AS status_id
    FROM checking.proposals('manager_nik') AS proposal
    LEFT JOIN listed
        ON listed.simulated = proposal.simulated
        AND CASE
            WHEN regexp_full_match(proposal.manager_nik, '\d+') THEN listed.nik = proposal.manager_nik
            ELSE listed.plain = plain_name(proposal.manager_nik) AND listed.region_code = proposal.region_code
        END
    WHERE proposal.manager_nik IS NOT NULL
        AND proposal.simulated IN (SELECT simulated FROM listed)
    GROUP BY ALL
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    concat(shown(manager_nik), CASE WHEN known THEN ', ' || coalesce(status_id, 'status tidak dikenal') ELSE '' END)
        AS found,
    'koperasi dalam daftar, aktif, sudah RAT' AS expected,
    CASE
        WHEN known THEN 'Koperasi pengelola tidak aktif/RAT.'
        ELSE 'Koperasi pengelola tidak ada dalam daftar koperasi.'
    END AS message,
    region_code
FROM managers
WHERE NOT known OR NOT coalesce(fit, FALSE)
ORDER BY delivery_id, sheet, row_number;
