-- name:     V66
-- severity: galat
-- cause:    column
-- purpose:  Menu ada dalam daftar tahun itu dan sesuai kewenangan pengusul; peringatan selama juknis belum dibaca.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu /
--           U-1;2025;Kolaka;Pengadaan mesin jahit;Bantuan Mesin /
--           U-2;2025;Kolaka;Pendataan usaha mikro;Pendataan Lengkap KUMKM
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, severity VARCHAR
-- grain:    one row per proposal
-- A year without a list in data/reference/menu.toml is not judged.
WITH listed AS (
    SELECT budget_year, bool_and(confirmed) AS confirmed FROM core.menu GROUP BY budget_year
),
named AS (
    SELECT
        proposal.*,
        listed.confirmed,
        plain_text(proposal.menu) AS plain_menu,
        coalesce(region.level IN ('provinsi', 'binaan_provinsi'), FALSE) AS of_province
    FROM checking.proposals('menu') AS proposal
    INNER JOIN listed ON listed.budget_year = proposal.budget_year
    LEFT JOIN core.region AS region ON region.region_code = proposal.region_code
    WHERE proposal.menu IS NOT NULL
),
wrong AS (
    SELECT
        named.*,
        'menu dalam daftar TA ' || budget_year AS expected,
        concat('Menu tidak ada pada juknis TA ', budget_year, '.') AS message
    FROM named
    WHERE NOT EXISTS (
        SELECT 1
        FROM core.menu_alias AS known
        WHERE known.budget_year = named.budget_year
            AND contains(' ' || named.plain_menu || ' ', ' ' || known.alias || ' ')
    )
    UNION ALL
    SELECT
        named.*,
        CASE menu.authority WHEN 'provinsi' THEN 'usulan provinsi' ELSE 'usulan kabupaten/kota' END,
        concat('Menu ', menu.menu, ' bukan kewenangan pengusul ini.')
    FROM named
    INNER JOIN core.menu ON menu.menu_id = named.menu_id AND menu.budget_year = named.budget_year
    WHERE named.region_code IS NOT NULL
        AND menu.authority = CASE WHEN named.of_province THEN 'kabupaten_kota' ELSE 'provinsi' END
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    shown(menu) AS found,
    expected,
    message,
    region_code,
    CASE WHEN confirmed THEN 'galat' ELSE 'peringatan' END AS severity
FROM wrong
ORDER BY delivery_id, sheet, row_number;
