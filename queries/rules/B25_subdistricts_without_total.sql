-- name:     B25
-- severity: peringatan
-- purpose:  Angka per kecamatan lengkap: ada baris jumlah yang menyatakannya.
-- example:  Kabupaten/Kota;Kecamatan;Tahun;Koperasi Aktif / Kolaka;Contoh 1;2023;7 / Kolaka;Contoh 2;2023;8
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per sheet and region whose parts nobody declared to be all
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat(
        region_short(note.region_code), ': ', note.found, ', tanpa baris JUMLAH atau angka kabupaten/kota. ',
        'Tambahkan barisnya, agar ketahuan bila ada kecamatan yang belum masuk.'
    ) AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = 'parts_alone'
ORDER BY note.delivery_id, note.sheet, note.region_code;
