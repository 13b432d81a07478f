-- name:    pair
-- purpose: The rows of a table in two builds side by side. Reads `row_one` and `row_two`: the row itself (cells), what is
--          the same in both (key), and a number that tells rows of the same key apart (twin).
-- params:  none
-- returns: none
-- grain:   one row per row of either
CREATE OR REPLACE TEMP VIEW pair AS
SELECT
    row_two.twin IS NULL AS only_first,
    row_one.twin IS NULL AS only_second,
    coalesce(array_to_string(coalesce(row_one.key, row_two.key), ' | '), '') AS told,
    row_one.cells AS one,
    row_two.cells AS two
FROM row_one
FULL JOIN row_two ON row_two.key IS NOT DISTINCT FROM row_one.key AND row_two.twin = row_one.twin;
