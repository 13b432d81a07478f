-- name:     V69
-- severity: peringatan
-- purpose:  Nilai yang disetujui tidak melebihi usulan, kecuali dijelaskan.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Nilai Usulan;Nilai Disetujui;Keterangan /
--           U-1;2025;Kolaka;Pelatihan wirausaha;54000000;60000000;
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
    money_text(proposal.approved_idr) AS found,
    'paling banyak ' || money_text(proposal.amount_idr) AS expected,
    'Disetujui melebihi usulan; isi penjelasan.' AS message,
    proposal.region_code
FROM checking.proposals('approved_idr') AS proposal
WHERE proposal.approved_idr > proposal.amount_idr AND proposal.note IS NULL
ORDER BY proposal.delivery_id, proposal.sheet, proposal.row_number;
