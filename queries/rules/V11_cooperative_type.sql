-- name:     V11
-- severity: galat
-- cause:    column, found
-- purpose:  Jenis koperasi salah satu dari lima jenis resmi; KSU dan sejenisnya dipetakan lebih dahulu.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;KSU;Aktif
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    cooperative.column_letter,
    cooperative.heading AS "column",
    shown(cooperative.type) AS found,
    'produsen, pemasaran, konsumen, jasa, atau simpan pinjam' AS expected,
    concat('Jenis ''', shown(cooperative.type), ''' harus dipetakan ke 5 jenis resmi.') AS message,
    cooperative.region_code
FROM checking.cooperatives('type') AS cooperative
WHERE cooperative.type IS NOT NULL AND cooperative_type_of(cooperative.type) IS NULL
UNION ALL
SELECT
    fact.delivery_id,
    fact.sheet,
    fact.row_number,
    min(place.column_letter),
    min(place.heading),
    shown(fact.cooperative_type),
    'produsen, pemasaran, konsumen, jasa, atau simpan pinjam',
    concat('Jenis ''', shown(fact.cooperative_type), ''' harus dipetakan ke 5 jenis resmi.'),
    min(fact.region_code)
FROM raw.fact AS fact
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = fact.delivery_id AND place.sheet = fact.sheet AND place.field = 'cooperative_type'
WHERE fact.cooperative_type IS NOT NULL AND cooperative_type_of(fact.cooperative_type) IS NULL
GROUP BY fact.delivery_id, fact.sheet, fact.row_number, fact.cooperative_type
ORDER BY 1, 2, 3;
