-- name:     V68
-- severity: peringatan
-- purpose:  Status usulan bergerak menurut tahapnya, dan setiap keputusan punya tanggal dan nomor dokumen.
-- example:  Kode Usulan;Tahap;Tanggal;Pelaku;Nomor Dokumen / U-1;Diajukan;10-02-2025;Dinas Kolaka;01/2025 /
--           U-1;Ditetapkan;12-03-2025;Kementerian;02/2025
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending step
WITH told AS (
    SELECT *, stage_of(stage) AS stage_id FROM raw.proposal_stage WHERE stage IS NOT NULL
),
decisions AS (
    SELECT stage_id FROM core.stage WHERE needs_document
),
steps AS (
    SELECT
        told.*,
        lag(told.stage_id) OVER moved AS previous_id,
        lag(told.stage) OVER moved AS previous_stage,
        proposal.region_code
    FROM told
    LEFT JOIN (
        SELECT delivery_id, proposal_id, CASE WHEN count(DISTINCT region_code) = 1 THEN min(region_code) END AS region_code
        FROM raw.proposal GROUP BY delivery_id, proposal_id
    ) AS proposal
        ON proposal.delivery_id = told.delivery_id AND proposal.proposal_id = told.proposal_id
    WINDOW moved AS (
        PARTITION BY told.delivery_id, told.proposal_id ORDER BY told.stage_date, told.sheet, told.row_number
    )
),
registers AS (
    SELECT DISTINCT delivery_id FROM raw.proposal
),
wrong AS (
    SELECT
        steps.delivery_id, steps.sheet, steps.row_number, steps.region_code, 'proposal_id' AS field,
        coalesce(shown(steps.proposal_id), 'kosong') AS found, 'kode dalam daftar usulan' AS expected,
        'Kode usulan dalam riwayat tidak ada dalam daftar usulan berkas ini.' AS message
    FROM steps
    SEMI JOIN registers ON registers.delivery_id = steps.delivery_id
    ANTI JOIN raw.proposal AS known
        ON known.delivery_id = steps.delivery_id AND known.proposal_id = steps.proposal_id
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, region_code, 'stage', shown(stage), 'tahap yang dikenal',
        concat('Tahap ''', shown(stage), ''' tidak dikenal.')
    FROM steps
    WHERE stage_id IS NULL
    UNION ALL
    SELECT
        steps.delivery_id, steps.sheet, steps.row_number, steps.region_code, 'stage', shown(steps.stage),
        concat('tahap setelah ', shown(steps.previous_stage)),
        concat('Status berubah dari ''', shown(steps.previous_stage), ''' langsung ke ''', shown(steps.stage), '''.')
    FROM steps
    ANTI JOIN core.stage_move AS allowed
        ON allowed.from_stage = steps.previous_id AND allowed.to_stage = steps.stage_id
    WHERE steps.previous_id <> steps.stage_id
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, region_code, 'document', 'kosong', 'nomor dan tanggal dokumen',
        concat('Perubahan status ke ''', shown(stage), ''' tanpa ',
            CASE WHEN document IS NULL THEN 'nomor BA.' ELSE 'tanggal.' END)
    FROM steps
    SEMI JOIN decisions USING (stage_id)
    WHERE document IS NULL OR stage_date IS NULL
    UNION ALL
    SELECT
        proposal.delivery_id, proposal.sheet, proposal.row_number, proposal.region_code, 'document', 'kosong',
        'nomor dan tanggal dokumen',
        concat('Perubahan status ke ''', shown(proposal.stage), ''' tanpa ',
            CASE WHEN proposal.document IS NULL THEN 'nomor BA.' ELSE 'tanggal.' END)
    FROM checking.proposal AS proposal
    INNER JOIN checking.field_column AS place
        ON place.delivery_id = proposal.delivery_id AND place.sheet = proposal.sheet AND place.field = 'document'
    SEMI JOIN decisions ON decisions.stage_id = proposal.stage_id AND proposal.stage IS NOT NULL
    ANTI JOIN steps ON steps.delivery_id = proposal.delivery_id AND steps.proposal_id = proposal.proposal_id
    WHERE proposal.document IS NULL
        OR (proposal.stage_date IS NULL AND EXISTS (
            SELECT 1 FROM checking.field_column AS dated
            WHERE dated.delivery_id = proposal.delivery_id AND dated.sheet = proposal.sheet
                AND dated.field = 'stage_date'
        ))
)
SELECT
    wrong.delivery_id,
    wrong.sheet,
    wrong.row_number,
    place.column_letter,
    place.heading AS "column",
    wrong.found,
    wrong.expected,
    wrong.message,
    wrong.region_code
FROM wrong
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = wrong.delivery_id AND place.sheet = wrong.sheet AND place.field = wrong.field
ORDER BY wrong.delivery_id, wrong.sheet, wrong.row_number;
