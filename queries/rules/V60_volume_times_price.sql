-- name:     V60
-- severity: galat
-- cause:    column
-- purpose:  Nilai usulan sama dengan volume × harga satuan.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Volume;Satuan;Harga Satuan;Nilai Usulan /
--           U-1;2025;Kolaka;Pelatihan wirausaha;30;orang;1500000;54000000
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
    money_text(proposal.amount_idr) AS found,
    money_text(proposal.volume * proposal.unit_cost_idr) AS expected,
    concat(
        'Nilai ', money_text(proposal.amount_idr), ' ≠ ', number_text(proposal.volume), ' × ',
        money_text(proposal.unit_cost_idr), '.'
    ) AS message,
    proposal.region_code
FROM checking.proposals('amount_idr') AS proposal
WHERE abs(proposal.amount_idr - proposal.volume * proposal.unit_cost_idr)
    > 0.5 * coalesce(proposal.money_unit, 1) * (1 + proposal.volume)
ORDER BY proposal.delivery_id, proposal.sheet, proposal.row_number;
