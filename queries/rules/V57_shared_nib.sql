-- name:     V57
-- severity: peringatan
-- cause:    column
-- purpose:  Satu NIB dipakai satu usaha.
-- example:  id_data_badan_usaha;kab_usaha;skala_usaha;omzet_tahunan;nib / C-1;Kolaka;Usaha Mikro;;0220000000001 /
--           C-2;Kolaka;Usaha Mikro;;0220000000001
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per enterprise that shares a NIB
-- Few are shared: which they are is found without counting how often.
WITH met AS (
    SELECT nib_hash
    FROM raw.enterprise
    WHERE nib_valid
    GROUP BY nib_hash
    HAVING min(id_hash) < max(id_hash)
),
shared AS (
    SELECT delivery_id, nib_hash, count(DISTINCT id_hash) AS times
    FROM raw.enterprise
    SEMI JOIN met USING (nib_hash)
    WHERE nib_valid
    GROUP BY delivery_id, nib_hash
    HAVING min(id_hash) < max(id_hash)
)
SELECT
    enterprise.delivery_id,
    enterprise.sheet,
    enterprise.row_number,
    enterprise.column_letter,
    enterprise.heading AS "column",
    concat('NIB pada ', shared.times, ' usaha') AS found,
    'satu NIB per usaha' AS expected,
    concat('NIB dipakai ', shared.times, ' usaha.') AS message,
    enterprise.region_code
FROM checking.enterprises('nib') AS enterprise
INNER JOIN shared ON shared.delivery_id = enterprise.delivery_id AND shared.nib_hash = enterprise.nib_hash
ORDER BY enterprise.delivery_id, enterprise.row_number;
