-- name:     V55
-- severity: galat
-- purpose:  Satu baris per koperasi dan tahun buku; satu baris per usaha.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Aktif /
--           Koperasi Contoh Jaya;7401000000001;Kolaka;2023;Jasa;Aktif
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR, severity VARCHAR
-- grain:    one row per repetition
WITH repeated AS (
    SELECT
        *,
        count(*) OVER same AS times,
        row_number() OVER (same ORDER BY sheet, row_number) AS position
    FROM checking.cooperatives('nik')
    WHERE nik IS NOT NULL OR legal_number IS NOT NULL
    WINDOW same AS (PARTITION BY delivery_id, book_year, body, CASE WHEN nik IS NULL THEN legal_number END)
),
twice AS (
    SELECT delivery_id, id_hash, count(*) AS times, min(row_number) AS first_row
    FROM raw.enterprise
    GROUP BY delivery_id, id_hash
    HAVING count(*) > 1
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    coalesce(shown(nik), name) AS found,
    'satu baris per koperasi dan tahun buku' AS expected,
    CASE
        WHEN nik IS NOT NULL THEN concat('NIK ', shown(nik), ' muncul ', times, ' kali.')
        ELSE concat('Koperasi ''', name, ''' muncul ', times, ' kali dengan badan hukum yang sama.')
    END AS message,
    region_code,
    'galat' AS severity
FROM repeated
WHERE times > 1 AND position > 1
UNION ALL
-- An enterprise met twice is counted once, so the number stands.
SELECT
    enterprise.delivery_id,
    enterprise.sheet,
    enterprise.row_number,
    enterprise.column_letter,
    enterprise.heading,
    concat('usaha yang sama dengan baris ', twice.first_row),
    'satu baris per usaha',
    concat('Usaha yang sama muncul ', twice.times, ' kali; dihitung satu.'),
    enterprise.region_code,
    'peringatan'
FROM checking.enterprises('id_data_badan_usaha') AS enterprise
INNER JOIN twice
    ON twice.delivery_id = enterprise.delivery_id AND twice.id_hash = enterprise.id_hash
    AND twice.first_row <> enterprise.row_number
ORDER BY 1, 2, 3;
