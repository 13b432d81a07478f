-- name:     V41
-- severity: peringatan
-- purpose:  Dua angka yang seharusnya sama, atau anggota dua tahun berturut-turut, bukan angka yang tertukar.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;72;20 / Konawe;2023;100;22 /
--           JUMLAH;;127;42
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH pairs AS (
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, printed AS written, summed AS other,
        quantity_of(field) AS quantity
    FROM raw.total
    WHERE abs(printed - summed) > tolerance
    UNION ALL
    SELECT
        total.delivery_id, total.sheet, total.row_number, total.column_letter, total.heading, total.region_code,
        total.value, male.value + female.value, total.quantity
    FROM checking.numbers('members') AS total
    INNER JOIN checking.numbers('members_male') AS male ON male.part = total.part
    INNER JOIN checking.numbers('members_female') AS female ON female.part = total.part
    UNION ALL
    SELECT
        total.delivery_id, total.sheet, total.row_number, total.column_letter, total.heading, total.region_code,
        total.value, active.value + inactive.value, total.quantity
    FROM checking.numbers('cooperatives_registered') AS total
    INNER JOIN checking.numbers('cooperatives_active') AS active ON active.part = total.part
    INNER JOIN checking.numbers('cooperatives_inactive') AS inactive ON inactive.part = total.part
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, members, members_male + members_female,
        'count'
    FROM checking.cooperatives('members')
    UNION ALL
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, value, previous, 'count'
    FROM checking.cooperative_change
    WHERE field = 'members' AND least(value, previous) >= 100
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    value_text(written, quantity) AS found,
    value_text(other, quantity) AS expected,
    concat('Kemungkinan angka tertukar: ', value_text(written, quantity), '/', value_text(other, quantity), '.')
        AS message,
    region_code
FROM pairs
WHERE written <> other AND abs(written) < 1e15 AND abs(other) < 1e15 AND same_digits(written, other)
ORDER BY delivery_id, sheet, row_number, column_letter;
