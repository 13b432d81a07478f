-- name:     V14
-- severity: galat
-- cause:    column, expected
-- purpose:  Tanggal ada di kalender dan urutan hari serta bulannya tidak meragukan; bulan tidak dikosongkan pada
--           baris yang menyebut daerahnya, di antara baris yang menyebut bulan.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Jenis;Status;Tanggal RAT /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Jasa;Aktif;31-02-2024
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    CASE
        WHEN note.note = 'ambiguous_date' THEN 'tanggal yang bulannya ditulis dengan huruf, misalnya 3 April 2023'
        ELSE note.expected
    END AS expected,
    CASE
        WHEN coalesce(note.found, '') = ''
            THEN 'Bulan kosong pada baris yang menyebut daerahnya, padahal baris lain menyebut bulannya masing-masing.'
        WHEN note.note = 'ambiguous_date'
            THEN concat('Tanggal ''', shown(note.found), ''' ambigu (hari atau bulan dahulu?).')
        ELSE concat('Tanggal ''', shown(note.found), ''' tidak terbaca.')
    END AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('not_a_date', 'ambiguous_date')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
