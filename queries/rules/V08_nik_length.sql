-- name:     V08
-- severity: peringatan
-- cause:    column
-- purpose:  NIK koperasi berisi angka saja, sepanjang yang lazim.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status /
--           Koperasi Contoh Maju;740100000001;Kolaka;2023;Jasa;Aktif
-- params:   nik_length
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    cooperative.column_letter,
    cooperative.heading AS "column",
    shown(cooperative.nik) AS found,
    number_text(threshold('nik_length')) || ' angka' AS expected,
    CASE
        WHEN NOT regexp_full_match(cooperative.nik, '\d+')
            THEN concat('NIK koperasi ''', shown(cooperative.nik), ''' memuat tanda selain angka. Periksa sertifikat.')
        ELSE concat(
            'NIK koperasi ''', shown(cooperative.nik), ''' ', length(cooperative.nik), ' digit; lazimnya ',
            number_text(threshold('nik_length')), '. Periksa sertifikat.'
        )
    END AS message,
    cooperative.region_code
FROM checking.cooperatives('nik') AS cooperative
WHERE cooperative.nik IS NOT NULL
    AND NOT regexp_full_match(cooperative.nik, '[-–—]|nihil|belum.*|tidak ada', 'i')
    AND (NOT regexp_full_match(cooperative.nik, '\d+') OR length(cooperative.nik) <> threshold('nik_length'))
ORDER BY cooperative.delivery_id, cooperative.sheet, cooperative.row_number;
