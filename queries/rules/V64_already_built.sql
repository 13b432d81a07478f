-- name:     V64
-- severity: peringatan
-- purpose:  Yang sudah dibangun atau disetujui di tempat itu tidak diusulkan lagi tanpa penjelasan.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Status /
--           U-1;2026;Kota Baubau;Pembangunan gedung PLUT KUMKM;PLUT-KUMKM;Diajukan
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per proposal
WITH built AS (
    SELECT asset.region_code, asset.menu_id, arg_max(menu.menu, menu.budget_year) AS menu, max(asset.year) AS year
    FROM core.asset
    INNER JOIN core.menu ON menu.menu_id = asset.menu_id
    GROUP BY asset.region_code, asset.menu_id
),
proposed AS (
    SELECT *, plain_text(menu) AS plain_menu, plain_text(location) AS place
    FROM checking.proposals('title')
),
repeated AS (
    SELECT proposed.*, built.menu AS what, built.year AS since
    FROM proposed
    INNER JOIN built ON built.region_code = proposed.region_code AND built.menu_id = proposed.built_id
    WHERE proposed.budget_year > built.year
    UNION ALL
    SELECT proposed.*, proposed.menu, max(approved.budget_year)
    FROM proposed
    INNER JOIN proposed AS approved
        ON approved.region_code = proposed.region_code AND approved.plain_menu = proposed.plain_menu
        AND approved.place = proposed.place AND approved.simulated = proposed.simulated
        AND approved.budget_year < proposed.budget_year
    -- What is built once; a training or a survey is proposed every year.
    WHERE approved.stage_id IN (SELECT stage.stage_id FROM core.stage WHERE stage.approved)
        AND regexp_matches(proposed.subject, '\bPLUT\b|RUMAH (PRODUKSI|KEMASAN)|PEMBANGUNAN|GEDUNG|SENTRA|PASAR')
    GROUP BY ALL
)
SELECT
    repeated.delivery_id,
    repeated.sheet,
    repeated.row_number,
    repeated.column_letter,
    repeated.heading AS "column",
    shown(repeated.title) AS found,
    'penjelasan, misalnya redesign' AS expected,
    concat(
        region_short(repeated.region_code), ' telah memiliki ', repeated.what, ' (tahun ', repeated.since,
        '); jelaskan redesign.'
    ) AS message,
    repeated.region_code
FROM repeated
WHERE NOT regexp_matches(
    plain_text(concat_ws(' ', repeated.subject, repeated.note)),
    'REDESIGN|REVITALISASI|REHAB|RENOVASI|PERLUASAN|LANJUTAN'
)
ORDER BY repeated.delivery_id, repeated.sheet, repeated.row_number;
