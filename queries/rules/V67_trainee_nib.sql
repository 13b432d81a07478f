-- name:     V67
-- severity: peringatan
-- purpose:  Calon peserta pelatihan PK2UMK memiliki NIB.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Jumlah Peserta;Peserta Tanpa NIB /
--           U-1;2025;Kolaka;Pelatihan usaha mikro;PK2UMK;30;4
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per proposal
SELECT
    proposal.delivery_id,
    proposal.sheet,
    proposal.row_number,
    proposal.column_letter,
    proposal.heading AS "column",
    number_text(proposal.trainees_without_nib) AS found,
    '0, kecuali calon wirausaha dan orang koperasi' AS expected,
    concat(number_text(proposal.trainees_without_nib), ' calon peserta tanpa NIB.') AS message,
    proposal.region_code
FROM checking.proposals('trainees_without_nib') AS proposal
WHERE proposal.trainees_without_nib > 0
    AND regexp_matches(proposal.subject, 'PK2U|NON ?FISIK|PENINGKATAN KAPASITAS|PELATIHAN')
ORDER BY proposal.delivery_id, proposal.sheet, proposal.row_number;
