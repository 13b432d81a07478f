-- name:     V71
-- severity: peringatan
-- purpose:  Koperasi tanpa NIK tidak bernama sama dengan dua koperasi ber-NIK di wilayahnya.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Desa / Koperasi Contoh Maju;7401000000001;Kolaka;2022;Watu /
--           Koperasi Contoh Maju;7401000000002;Kolaka;2022;Lamo / Koperasi Contoh Maju;;Kolaka;2023;Watu
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per row that could be of several bodies
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    shown(name) AS found,
    'NIK koperasi' AS expected,
    concat(
        'Koperasi ''', shown(name), ''' tidak ber-NIK, sedangkan nama itu dipakai lebih dari satu NIK di ',
        region_short(region_code), ': tidak dapat dipastikan yang mana. Isi NIK-nya.'
    ) AS message,
    region_code
FROM checking.cooperatives('name')
WHERE ambiguous
ORDER BY delivery_id, sheet, row_number;
