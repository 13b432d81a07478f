-- name:     V01
-- severity: galat
-- cause:    file, found
-- purpose:  Kabupaten/kota terbaca sebagai tepat satu daerah, atau Binaan Provinsi.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi / Buton Tenggara;2023;10;20;30
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell; per spelling in an extract of enterprises
WITH spread AS (
    -- Sheets whose columns are regions: from which to which column they reach.
    SELECT
        delivery_id,
        sheet,
        min((length(column_letter), column_letter)) AS first_column,
        max((length(column_letter), column_letter)) AS last_column,
        list(DISTINCT column_letter ORDER BY column_letter) AS letters
    FROM raw.fact
    WHERE contains(heading, ' | ') AND region_code IS NOT NULL
    GROUP BY delivery_id, sheet
    HAVING count(DISTINCT region_code) > 1
)
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    shown(note.found) AS found,
    note.expected,
    CASE
        WHEN note.note = 'region_absent'
            THEN concat(
                CASE WHEN note.sheet = '' THEN 'Tabel' ELSE concat('Lembar ''', note.sheet, '''') END,
                ': kabupaten/kota tidak tercantum di kolom, judul, atau nama lembar.'
            )
        WHEN note.note = 'region_conflict'
            THEN concat('Lembar ''', note.sheet, ''': ditemukan ', shown(note.found), '; yang diharapkan ', note.expected, '.')
        ELSE concat(row_text(note.row_number), 'nama kab/kota ''', shown(note.found), ''' tidak dikenali.')
    END AS message,
    note.region_code
FROM raw.note AS note
-- The history of proposals says of which proposal it is, and that says where.
ANTI JOIN raw.proposal_stage AS stage
    ON stage.delivery_id = note.delivery_id AND stage.sheet = note.sheet AND note.note = 'region_absent'
WHERE note.note IN ('unknown_region', 'region_absent', 'region_conflict')
UNION ALL
SELECT
    place.delivery_id,
    place.sheet,
    NULL,
    place.column_letter,
    place.heading,
    place.heading,
    'nama kabupaten/kota yang dikenal',
    concat('Kolom ', place.column_letter, ': nama kab/kota ''', place.heading, ''' tidak dikenali.'),
    NULL
FROM raw.delivery_column AS place
INNER JOIN spread ON spread.delivery_id = place.delivery_id AND spread.sheet = place.sheet
ANTI JOIN raw.note AS note
    ON note.delivery_id = place.delivery_id
    AND note.sheet = place.sheet
    AND note.column_letter = place.column_letter
    AND note.note = 'unknown_region'
WHERE place.field IS NULL
    AND (length(place.column_letter), place.column_letter) BETWEEN spread.first_column AND spread.last_column
    AND NOT list_contains(spread.letters, place.column_letter)
    AND NOT regexp_matches(place.heading, 'jumlah|total|jml|rata', 'i')
UNION ALL
SELECT
    fact.delivery_id,
    fact.sheet,
    min(fact.row_number),
    NULL,
    NULL,
    'tidak ada',
    'kolom kabupaten/kota, atau namanya di judul atau nama lembar',
    concat(
        row_text(min(fact.row_number)), 'kabupaten/kota tidak tercantum (', count(DISTINCT fact.row_number),
        ' baris pada tabel ini).'
    ),
    NULL
FROM raw.fact AS fact
ANTI JOIN raw.note AS note
    ON note.delivery_id = fact.delivery_id AND note.sheet = fact.sheet AND note.note = 'region_absent'
WHERE fact.region_code IS NULL AND fact.region_text IS NULL
GROUP BY fact.delivery_id, fact.sheet
UNION ALL
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    place.column_letter,
    place.heading,
    coalesce(cooperative.region_text, 'tidak ada'),
    'satu dari 17 kabupaten/kota, atau Binaan Provinsi',
    CASE
        WHEN cooperative.region_code IS NULL
            THEN row_text(cooperative.row_number) || 'kabupaten/kota tidak tercantum.'
        ELSE concat(
            row_text(cooperative.row_number), '''', cooperative.region_text,
            ''' bukan kabupaten/kota; koperasi binaan provinsi ditulis ''Binaan Provinsi''.'
        )
    END,
    NULL
FROM raw.cooperative AS cooperative
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = cooperative.delivery_id AND place.sheet = cooperative.sheet AND place.field = 'region'
ANTI JOIN raw.note AS note
    ON note.delivery_id = cooperative.delivery_id AND note.sheet = cooperative.sheet AND note.note = 'region_absent'
WHERE cooperative.region_code IN ('74', '00')
    OR (cooperative.region_code IS NULL AND cooperative.region_text IS NULL)
UNION ALL
SELECT
    proposal.delivery_id,
    proposal.sheet,
    proposal.row_number,
    place.column_letter,
    place.heading,
    'tidak ada',
    'nama kabupaten/kota di setiap baris',
    row_text(proposal.row_number) || 'kabupaten/kota tidak tercantum.',
    NULL
FROM raw.proposal AS proposal
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = proposal.delivery_id AND place.sheet = proposal.sheet AND place.field = 'region'
ANTI JOIN raw.note AS note
    ON note.delivery_id = proposal.delivery_id AND note.sheet = proposal.sheet AND note.note = 'region_absent'
WHERE proposal.region_code IS NULL AND proposal.region_text IS NULL
UNION ALL
SELECT
    enterprise.delivery_id,
    '',
    min(enterprise.row_number),
    min(place.column_letter),
    min(place.heading),
    coalesce(shown(enterprise.region_text), 'kosong'),
    'nama kabupaten/kota yang dikenal',
    concat(
        row_text(min(enterprise.row_number)), 'nama kab/kota ''', coalesce(shown(enterprise.region_text), ''),
        ''' tidak dikenali (', number_text(count(*)), ' baris).'
    ),
    NULL
FROM raw.enterprise AS enterprise
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = enterprise.delivery_id AND place.field = 'kab_usaha'
WHERE enterprise.region_code IS NULL
GROUP BY enterprise.delivery_id, enterprise.region_text
ORDER BY 1, 2, 3;
