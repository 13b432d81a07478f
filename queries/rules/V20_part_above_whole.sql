-- name:     V20
-- severity: galat
-- purpose:  Bagian tidak melebihi keseluruhannya: RAT dari aktif, bersertifikat NIK dari seluruhnya, dan sejenisnya.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;RAT / Kolaka;2023;10;20;12
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH pairs (part_field, whole_field, part_label, whole_label) AS (
    VALUES
        ('cooperatives_rat', 'cooperatives_active', 'Koperasi RAT', 'koperasi aktif'),
        ('cooperatives_nik', 'cooperatives_registered', 'Koperasi bersertifikat NIK', 'jumlah koperasi'),
        ('cooperatives_active', 'cooperatives_registered', 'Koperasi aktif', 'jumlah koperasi'),
        ('cooperatives_healthy', 'cooperatives_assessed', 'Koperasi sehat', 'koperasi yang dinilai'),
        ('kdkmp_operating', 'kdkmp_formed', 'KDKMP beroperasi', 'KDKMP terbentuk'),
        ('kdkmp_rat', 'kdkmp_formed', 'KDKMP yang RAT', 'KDKMP terbentuk'),
        ('enterprises_nib', 'enterprises', 'UMKM ber-NIB', 'jumlah UMKM'),
        ('kur_production_idr', 'kur_disbursed_idr', 'KUR sektor produksi', 'penyaluran KUR'),
        ('kur_nonperforming_idr', 'kur_outstanding_idr', 'KUR bermasalah', 'sisa kredit')
)
SELECT
    part.delivery_id,
    part.sheet,
    part.row_number,
    part.column_letter,
    part.heading AS "column",
    value_text(part.value, part.quantity) AS found,
    'paling banyak ' || value_text(whole.value, whole.quantity) AS expected,
    concat(
        pairs.part_label, ' (', value_text(part.value, part.quantity), ') melebihi ', pairs.whole_label, ' (',
        value_text(whole.value, whole.quantity), ').'
    ) AS message,
    part.region_code
FROM pairs
INNER JOIN checking.recap AS part ON part.field = pairs.part_field
INNER JOIN checking.recap AS whole ON whole.part = part.part AND whole.field = pairs.whole_field
WHERE part.current AND part.value > whole.value + 1.5 * CASE WHEN part.unit > 1 THEN part.unit ELSE 0 END
ORDER BY part.delivery_id, part.sheet, part.row_number;
