-- name:     V62
-- severity: galat
-- cause:    column
-- purpose:  Dokumen wajib menurut menunya ada sebelum usulan diajukan; tanpa TOR atau RAB kiriman ditahan.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Status;TOR;RAB /
--           U-1;2025;Kolaka;Pelatihan wirausaha;Diajukan;Ada;Tidak
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, severity VARCHAR
-- grain:    one row per missing document
-- What a centre (PLUT) has to have besides TOR and RAB is V63's.
WITH documents AS (
    SELECT *, 'tor' AS criterion, 'TOR' AS document_name, has_tor AS held FROM checking.proposals('has_tor')
    UNION ALL
    SELECT *, 'rab', 'RAB', has_rab FROM checking.proposals('has_rab')
    UNION ALL
    SELECT *, 'ded', 'DED', has_ded FROM checking.proposals('has_ded')
    UNION ALL
    SELECT *, 'sertifikat', 'Sertifikat lahan', has_certificate FROM checking.proposals('has_certificate')
    UNION ALL
    SELECT *, 'tidak_sengketa', 'Pernyataan tidak sengketa', has_no_dispute
    FROM checking.proposals('has_no_dispute')
    WHERE built_id IS DISTINCT FROM 'plut'
    UNION ALL
    SELECT *, 'komitmen_apbd', 'Komitmen APBD', has_budget_commitment
    FROM checking.proposals('has_budget_commitment')
    WHERE built_id IS DISTINCT FROM 'plut'
)
SELECT
    documents.delivery_id,
    documents.sheet,
    documents.row_number,
    documents.column_letter,
    documents.heading AS "column",
    CASE WHEN documents.held IS NULL THEN 'kosong' ELSE 'tidak ada' END AS found,
    'ada' AS expected,
    concat(documents.document_name, ' belum diunggah.') AS message,
    documents.region_code,
    CASE WHEN documents.criterion IN ('tor', 'rab') THEN 'galat' ELSE 'peringatan' END AS severity
FROM documents
LEFT JOIN core.menu_requirement AS need
    ON need.menu_id = documents.menu_id
    AND need.budget_year = documents.budget_year
    AND need.criterion = documents.criterion
WHERE documents.submitted
    AND documents.heading IS NOT NULL
    AND NOT coalesce(documents.held, FALSE)
    AND coalesce(need.mandatory, documents.criterion IN ('tor', 'rab'))
ORDER BY documents.delivery_id, documents.sheet, documents.row_number, documents.column_letter;
