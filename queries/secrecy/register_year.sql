-- name:    register_year
-- purpose: The book years of the register, which the letters of a pattern stand for.
-- params:  none
-- returns: book_year INTEGER
-- grain:   one row per book year, ascending
SELECT DISTINCT book_year
FROM mart.registered
ORDER BY book_year;
