-- name:     V37
-- severity: peringatan
-- cause:    column
-- purpose:  Koperasi yang melaporkan RAT juga melaporkan keuangannya.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Tanggal RAT;Aset (Rp);Volume Usaha (Rp) /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2022;Aktif;20-02-2023;; /
--           Koperasi Contoh Jaya;7401000000002;Kolaka;2022;Aktif;20-02-2023;500000000;700000000
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cooperative and book year
SELECT
    cooperative.delivery_id,
    cooperative.sheet,
    cooperative.row_number,
    place.column_letter,
    place.heading AS "column",
    'tanpa data keuangan' AS found,
    'modal, aset, volume usaha, atau SHU terisi' AS expected,
    'RAT dilaporkan tanpa data keuangan.' AS message,
    cooperative.region_code
FROM checking.cooperative AS cooperative
INNER JOIN (
    SELECT delivery_id, sheet, min_by(column_letter, field) AS column_letter, min_by(heading, field) AS heading
    FROM checking.field_column
    WHERE field IN ('equity_idr', 'outside_capital_idr', 'assets_idr', 'turnover_idr', 'surplus_idr')
    GROUP BY delivery_id, sheet
) AS place
    ON place.delivery_id = cooperative.delivery_id AND place.sheet = cooperative.sheet
WHERE cooperative.current
    AND cooperative.has_met
    AND cooperative.status_id IS DISTINCT FROM 'bubar'
    AND coalesce(nullif(cooperative.equity_idr, 0), nullif(cooperative.outside_capital_idr, 0),
        nullif(cooperative.assets_idr, 0), nullif(cooperative.turnover_idr, 0), nullif(cooperative.surplus_idr, 0))
        IS NULL
ORDER BY cooperative.delivery_id, cooperative.sheet, cooperative.row_number;
