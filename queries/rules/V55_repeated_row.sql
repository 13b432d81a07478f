-- name:     V55
-- severity: galat
-- cause:    found
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
-- Without either number a body is known by its name and where it is; legal forms differ, so that the whole name counts.
named AS (
    SELECT
        *,
        count(*) OVER same AS times,
        first(row_number) OVER (same ORDER BY sheet, row_number) AS first_row,
        row_number() OVER (same ORDER BY sheet, row_number) AS position
    FROM checking.cooperatives('name')
    WHERE nik IS NULL AND legal_number IS NULL AND name IS NOT NULL
    WINDOW same AS (
        PARTITION BY
            delivery_id, book_year, region_code, plain_text(name), plain_text(subdistrict), plain_text(village), legal
    )
),
-- Few are met again: which, is found by the hash alone.
met AS (
    SELECT id_hash
    FROM raw.enterprise
    GROUP BY id_hash
    HAVING count(*) > 1
),
twice AS (
    SELECT delivery_id, id_hash, count(*) AS times, min(row_number) AS first_row
    FROM raw.enterprise
    SEMI JOIN met USING (id_hash)
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
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading,
    shown(name),
    'satu baris per koperasi dan tahun buku',
    concat(
        'Koperasi ''', shown(name), ''' muncul ', times, ' kali, pertama pada baris ', first_row,
        ', tanpa NIK, nomor badan hukum, atau desa yang membedakannya. Hapus yang berulang, atau isi NIK-nya.'
    ),
    region_code,
    'galat'
FROM named
WHERE position > 1
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
