-- name:     V19
-- severity: galat
-- cause:    column
-- purpose:  Koperasi aktif + tidak aktif (+ bubar bila ikut dihitung) sama dengan seluruhnya.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif;Jumlah Koperasi / Kolaka;2023;10;20;35
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
SELECT
    total.delivery_id,
    total.sheet,
    total.row_number,
    total.column_letter,
    total.heading AS "column",
    number_text(total.value) AS found,
    number_text(active.value + inactive.value) AS expected,
    concat(
        'Aktif ', number_text(active.value), ' + tidak aktif ', number_text(inactive.value), ' ≠ total ',
        number_text(total.value), ' (selisih ', number_text(total.value - active.value - inactive.value), ').'
    ) AS message,
    total.region_code
FROM checking.numbers('cooperatives_registered') AS total
INNER JOIN checking.numbers('cooperatives_active') AS active ON active.part = total.part
INNER JOIN checking.numbers('cooperatives_inactive') AS inactive ON inactive.part = total.part
LEFT JOIN checking.numbers('cooperatives_dissolved') AS dissolved ON dissolved.part = total.part
WHERE total.value <> active.value + inactive.value
    AND total.value <> active.value + inactive.value + coalesce(dissolved.value, 0)
ORDER BY total.delivery_id, total.sheet, total.row_number;
