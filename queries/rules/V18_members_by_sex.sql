-- name:     V18
-- severity: galat
-- purpose:  Anggota sama dengan laki-laki + perempuan.
-- example:  Kabupaten/Kota;Tahun;Anggota L;Anggota P;Jumlah Anggota / Kolaka;2023;10;20;31
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH counted AS (
    SELECT
        total.delivery_id,
        total.sheet,
        total.row_number,
        total.column_letter,
        total.heading,
        total.region_code,
        total.value AS total,
        male.value AS male,
        female.value AS female
    FROM checking.numbers('members') AS total
    INNER JOIN checking.numbers('members_male') AS male ON male.part = total.part
    INNER JOIN checking.numbers('members_female') AS female ON female.part = total.part
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, column_letter, heading, region_code, members, members_male, members_female
    FROM checking.cooperatives('members')
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    number_text(total) AS found,
    number_text(male + female) AS expected,
    concat('Anggota ', number_text(total), ' ≠ L ', number_text(male), ' + P ', number_text(female), '.') AS message,
    region_code
FROM counted
WHERE total <> male + female
ORDER BY delivery_id, sheet, row_number;
