-- name:     V26
-- severity: peringatan
-- purpose:  Anggota koperasi sekunder dihitung dalam koperasi, paling sedikit tiga.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Bentuk;Status;Jumlah Anggota /
--           Pusat Koperasi Contoh;7401000000001;Kolaka;2023;Sekunder Kabupaten/Kota;Aktif;2
-- params:   minimum_cooperatives
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cooperative and book year
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    cooperative.column_letter,
    cooperative.heading AS "column",
    number_text(cooperative.people) AS found,
    concat('paling sedikit ', number_text(threshold('minimum_cooperatives')), ' koperasi') AS expected,
    CASE
        WHEN cooperative.people < threshold('minimum_cooperatives')
            THEN concat(
                'Koperasi sekunder dengan ', number_text(cooperative.people), ' anggota; paling sedikit ',
                number_text(threshold('minimum_cooperatives')), ' koperasi.'
            )
        ELSE 'Koperasi sekunder: isi jumlah koperasi anggota, bukan orang.'
    END AS message,
    cooperative.region_code
FROM checking.cooperatives('members') AS cooperative
WHERE cooperative.secondary
    AND (cooperative.people < threshold('minimum_cooperatives')
        OR given_sum(cooperative.members_male, cooperative.members_female) > 0)
ORDER BY cooperative.delivery_id, cooperative.sheet, cooperative.row_number;
