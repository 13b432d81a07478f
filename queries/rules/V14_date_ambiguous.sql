-- name:     V14
-- severity: galat
-- cause:    column, expected
-- purpose:  Tanggal ada di kalender dan urutan hari serta bulannya tidak meragukan.
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
    concat(
        'Tanggal ''', shown(note.found),
        CASE WHEN note.note = 'ambiguous_date' THEN ''' ambigu (hari atau bulan dahulu?).' ELSE ''' tidak terbaca.' END
    ) AS message,
    note.region_code AS region_code
FROM raw.note AS note
WHERE note.note IN ('not_a_date', 'ambiguous_date')
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;
