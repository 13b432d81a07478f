-- name:    told_by_cause
-- purpose: The findings of a rule of which one mistake spoils many cells: one of those that share delivery, grade and
--          whatever `cause` names. It stands at the first cell and counts the others. `place` and `rest` as in told_each.
-- params:  $cause VARCHAR[]
-- returns: none
-- grain:   one row per cause
CREATE OR REPLACE TEMP TABLE told AS
WITH keyed AS (
    SELECT
        *,
        -- 'file' adds nothing to the delivery. A line is the row or the column of a cell, whichever has more of them.
        CASE WHEN list_contains($cause, 'table') THEN sheet END AS by_table,
        CASE
            WHEN list_contains($cause, 'column')
            THEN (sheet, column_letter, CASE WHEN column_letter IS NULL THEN position END)
        END AS by_column,
        CASE
            WHEN NOT list_contains($cause, 'line') THEN NULL
            WHEN count(*) OVER (PARTITION BY delivery_id, sheet, row_number)
                >= count(*) OVER (PARTITION BY delivery_id, sheet, column_letter)
            THEN (sheet, CAST(row_number AS VARCHAR))
            ELSE (sheet, column_letter)
        END AS by_line,
        CASE WHEN list_contains($cause, 'region') THEN (sheet, region_code) END AS by_region,
        CASE WHEN list_contains($cause, 'found') THEN found END AS by_found,
        CASE WHEN list_contains($cause, 'expected') THEN expected END AS by_expected
    FROM numbered
),
one AS (
    SELECT
        arg_min(keyed, position) AS first,
        arg_min(concat(column_letter, row_number), position, 6) AS nearest,
        arg_max(concat(column_letter, row_number), position) AS last,
        count(*) AS cells,
        count(DISTINCT row_number) AS rows,
        count(DISTINCT column_letter) AS columns,
        list_sort(list(DISTINCT sheet)) AS sheets
    FROM keyed
    GROUP BY delivery_id, graded, by_table, by_column, by_line, by_region, by_found, by_expected
)
SELECT
    first.delivery_id, first.sheet, first.row_number, first.column_letter, first."column", first.found,
    first.expected,
    concat(first.message, others_text(cells - 1, nearest, last, rows, columns, sheets)) AS message,
    first.region_code, first.graded, cells,
    row_number() OVER every AS place,
    sum(cells) OVER (every ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest
FROM one
WINDOW every AS (PARTITION BY first.delivery_id ORDER BY first.position);
