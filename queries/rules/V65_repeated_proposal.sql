-- name:     V65
-- severity: peringatan
-- cause:    column
-- purpose:  Satu usulan per judul, lokasi, dan tahun, dan dalam satu sumber dana.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Lokasi;Sumber Dana /
--           U-1;2025;Kolaka;Pelatihan wirausaha;Contoh 1;DAK Nonfisik /
--           U-2;2025;Kolaka;Pelatihan Wirausaha;Contoh 1;APBD Provinsi
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per repetition
-- A code that stands twice in one delivery for the same region and year is a repetition too.
WITH alike AS (
    SELECT
        *,
        first(proposal_id) OVER same AS first_id,
        first(row_number) OVER same AS first_row,
        first(fund) OVER same AS first_fund,
        row_number() OVER same AS position
    FROM checking.proposals('title')
    WHERE title IS NOT NULL
    WINDOW same AS (
        PARTITION BY simulated, region_code, budget_year, plain_text(title), plain_text(location)
        ORDER BY delivery_id, sheet, row_number ROWS UNBOUNDED PRECEDING
    )
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    shown(title) AS found,
    'satu usulan per judul, lokasi, dan tahun' AS expected,
    concat(
        'Usulan ganda dengan ', coalesce(shown(first_id), 'baris ' || first_row),
        CASE WHEN plain_text(fund) <> plain_text(first_fund) THEN concat(' pada sumber dana ', first_fund) ELSE '' END,
        '.'
    ) AS message,
    region_code
FROM alike
WHERE position > 1
UNION ALL
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading,
    shown(proposal_id),
    'satu baris per kode usulan',
    concat('Kode usulan sudah dipakai pada baris ', first_row, '.'),
    region_code
FROM (
    SELECT *, min(row_number) OVER (PARTITION BY delivery_id, sheet, region_code, budget_year, proposal_id) AS first_row
    FROM checking.proposals('proposal_id')
    WHERE proposal_id IS NOT NULL
)
WHERE row_number > first_row
ORDER BY delivery_id, sheet, row_number;
