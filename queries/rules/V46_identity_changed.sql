-- name:     V46
-- severity: peringatan
-- purpose:  NIK dan nomor badan hukum sebuah koperasi tetap dari tahun ke tahun.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Nomor Badan Hukum /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Aktif;0012/BH/SIM.01/II/2010 /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Aktif;0099/BH/SIM.01/II/2010
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH known AS (
    SELECT
        delivery_id, sheet, row_number, simulated, current, region_code, village, book_year, nik, name,
        plain_name(name) AS plain
    FROM checking.cooperative
    WHERE nik IS NOT NULL AND region_code IS NOT NULL AND book_year IS NOT NULL
),
changed AS (
    SELECT
        delivery_id, sheet, row_number, region_code, name, 'legal_number' AS field, 'Badan hukum' AS what,
        legal_number AS now, previous.legal_number AS before
    FROM checking.cooperative_before
    WHERE regexp_replace(upper(legal_number), '[^A-Z0-9]', '', 'g')
        <> regexp_replace(upper(previous.legal_number), '[^A-Z0-9]', '', 'g')
    UNION ALL
    SELECT now.delivery_id, now.sheet, now.row_number, now.region_code, now.name, 'nik', 'NIK', now.nik, before.nik
    FROM known AS now
    INNER JOIN known AS before
        ON before.simulated = now.simulated AND before.region_code = now.region_code AND before.plain = now.plain
        AND before.village IS NOT DISTINCT FROM now.village AND before.book_year = now.book_year - 1
        AND before.nik <> now.nik
    ANTI JOIN known AS still
        ON still.simulated = now.simulated AND still.book_year = now.book_year AND still.nik = before.nik
    ANTI JOIN known AS already
        ON already.simulated = now.simulated AND already.book_year = now.book_year - 1 AND already.nik = now.nik
    WHERE now.current
)
SELECT
    changed.delivery_id,
    changed.sheet,
    changed.row_number,
    place.column_letter,
    place.heading AS "column",
    shown(changed.now) AS found,
    shown(changed.before) AS expected,
    concat(changed.what, ' koperasi ''', changed.name, ''' berubah dari tahun lalu.') AS message,
    changed.region_code
FROM changed
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = changed.delivery_id AND place.sheet = changed.sheet AND place.field = changed.field
ORDER BY changed.delivery_id, changed.sheet, changed.row_number;
