-- name:    differences
-- purpose: When two cells of two builds differ. Numbers are equal within a billionth of the larger (variable `tolerance`).
-- params:  none
-- returns: none
-- grain:   none
CREATE TEMP MACRO key_text(x) AS CAST(x AS VARCHAR);
CREATE TEMP MACRO is_other(a, b) AS a IS DISTINCT FROM b;
CREATE TEMP MACRO is_another_number(a, b) AS
    (a IS NULL) <> (b IS NULL) OR abs(a - b) > getvariable('tolerance') * greatest(abs(a), abs(b));
