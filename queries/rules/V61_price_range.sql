-- name:     V61
-- severity: peringatan
-- purpose:  Harga satuan berada dalam kisaran acuan menunya pada tahun anggaran itu.
-- example:  Kode Usulan;Tahun Anggaran;Kabupaten/Kota;Judul Usulan;Menu;Volume;Satuan;Harga Satuan;Nilai Usulan /
--           U-1;2025;Kolaka;Pembangunan RPB;Rumah Produksi Bersama;1;Unit;900000000;900000000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per proposal
-- A cost per another unit than the menu's cannot be compared and is left alone; what is asked for once can, whatever
-- its unit is called (a building is a unit, a package, a location).
SELECT
    proposal.delivery_id,
    proposal.sheet,
    proposal.row_number,
    proposal.column_letter,
    proposal.heading AS "column",
    money_text(proposal.unit_cost_idr) AS found,
    concat(
        money_text(menu.low_idr), ' sampai ', money_text(menu.high_idr),
        CASE WHEN menu.cost_estimated THEN ' (perkiraan)' ELSE '' END
    ) AS expected,
    concat(
        'Harga satuan ', money_text(proposal.unit_cost_idr), ' di luar kisaran acuan ', menu.menu, ' TA ',
        proposal.budget_year, '.'
    ) AS message,
    proposal.region_code
FROM checking.proposals('unit_cost_idr') AS proposal
INNER JOIN core.menu
    ON menu.menu_id = proposal.menu_id
    AND menu.budget_year = proposal.budget_year
    AND (coalesce(plain_text(menu.unit) = plain_text(proposal.unit), TRUE) OR proposal.volume = 1)
WHERE proposal.unit_cost_idr NOT BETWEEN menu.low_idr AND menu.high_idr
ORDER BY proposal.delivery_id, proposal.sheet, proposal.row_number;
