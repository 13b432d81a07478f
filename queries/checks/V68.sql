-- name:     V68
-- severity: peringatan
-- purpose:  Status usulan bergerak menurut tahapnya, dan setiap keputusan punya tanggal dan nomor dokumen.
-- example:  Kode Usulan;Tahap;Tanggal;Pelaku;Nomor Dokumen / U-1;Diajukan;10-02-2025;Dinas Kolaka;01/2025 /
--           U-1;Ditetapkan;12-03-2025;Kementerian;02/2025
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending step
WITH moves (from_stage, to_stage) AS (
    VALUES
        ('draf', 'diajukan'), ('diajukan', 'dikembalikan'), ('diajukan', 'terverifikasi'),
        ('dikembalikan', 'diajukan'), ('dikembalikan', 'terverifikasi'), ('terverifikasi', 'dikembalikan'),
        ('terverifikasi', 'disepakati'), ('disepakati', 'diinput'), ('diinput', 'dibahas'), ('diinput', 'diterima'),
        ('diinput', 'didiskusikan'), ('diinput', 'ditolak'), ('dibahas', 'diterima'), ('dibahas', 'didiskusikan'),
        ('dibahas', 'ditolak'), ('dibahas', 'simoni'), ('didiskusikan', 'diterima'), ('didiskusikan', 'ditolak'),
        ('didiskusikan', 'simoni'), ('diterima', 'simoni'), ('simoni', 'ditetapkan'), ('simoni', 'tidak diakomodasi'),
        ('ditetapkan', 'kontrak'), ('kontrak', 'realisasi'), ('realisasi', 'selesai')
),
decisions (stage_id) AS (
    VALUES ('disepakati'), ('diterima'), ('ditolak'), ('ditetapkan'), ('tidak diakomodasi')
),
steps AS (
    SELECT
        stage.*,
        stage_of(stage.stage) AS stage_id,
        lag(stage_of(stage.stage)) OVER moved AS previous_id,
        lag(stage.stage) OVER moved AS previous_stage,
        proposal.region_code
    FROM raw.proposal_stage AS stage
    LEFT JOIN (
        SELECT delivery_id, proposal_id, any_value(region_code) AS region_code
        FROM raw.proposal GROUP BY delivery_id, proposal_id
    ) AS proposal
        ON proposal.delivery_id = stage.delivery_id AND proposal.proposal_id = stage.proposal_id
    WHERE stage.stage IS NOT NULL
    WINDOW moved AS (
        PARTITION BY stage.delivery_id, stage.proposal_id ORDER BY stage.stage_date, stage.sheet, stage.row_number
    )
),
wrong AS (
    SELECT
        delivery_id, sheet, row_number, region_code, 'stage' AS field, shown(stage) AS found,
        'tahap yang dikenal' AS expected, concat('Tahap ''', shown(stage), ''' tidak dikenal.') AS message
    FROM steps
    WHERE stage_id IS NULL
    UNION ALL
    SELECT
        steps.delivery_id, steps.sheet, steps.row_number, steps.region_code, 'stage', shown(steps.stage),
        concat('tahap setelah ', shown(steps.previous_stage)),
        concat('Status berubah dari ''', shown(steps.previous_stage), ''' langsung ke ''', shown(steps.stage), '''.')
    FROM steps
    ANTI JOIN moves ON moves.from_stage = steps.previous_id AND moves.to_stage = steps.stage_id
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
    FROM raw.proposal AS proposal
    INNER JOIN checking.field_column AS place
        ON place.delivery_id = proposal.delivery_id AND place.sheet = proposal.sheet AND place.field = 'document'
    SEMI JOIN decisions ON decisions.stage_id = stage_of(proposal.stage)
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
