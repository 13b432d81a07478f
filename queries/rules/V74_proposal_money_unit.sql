-- name:     V74
-- severity: galat
-- cause:    column
-- purpose:  Nilai sebuah usulan tertulis dalam rupiah penuh, atau satuannya disebut.
-- example:  Kode Usulan;Kabupaten/Kota;Tahun Anggaran;Judul;Nilai Usulan / U-1;Kolaka;2024;Pelatihan wirausaha;125 /
--           U-2;Muna;2024;Pelatihan koperasi;250
-- params:   least_proposal_idr
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per proposal whose value is smaller than any
SELECT
    proposal.delivery_id,
    proposal.sheet,
    proposal.row_number,
    proposal.column_letter,
    proposal.heading AS "column",
    money_text(proposal.amount_idr) AS found,
    'paling sedikit ' || money_text(least.value) AS expected,
    concat(
        row_text(proposal.row_number), 'nilai usulan ', money_text(proposal.amount_idr),
        ' terlalu kecil untuk satu usulan. Tulis rupiah penuh, atau satuannya di judul kolom, misalnya (Rp juta).'
    ) AS message,
    proposal.region_code
FROM checking.proposals('amount_idr') AS proposal
INNER JOIN core.parameter AS least ON least.parameter = 'least_proposal_idr'
WHERE proposal.amount_idr > 0 AND proposal.amount_idr < least.value
ORDER BY proposal.delivery_id, proposal.sheet, proposal.row_number;
