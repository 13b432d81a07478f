-- name:    indicator_answer
-- purpose: How many of those asked have said what an indicator's numerator adds up; NULL where nobody was asked one by one.
--          A view.
CREATE VIEW mart.indicator_answer AS
SELECT
    indicator.indicator_id,
    numerator.region_code,
    numerator.year,
    numerator.answered,
    numerator.asked
FROM core.indicator
INNER JOIN mart.measure_value AS numerator ON numerator.measure_id = indicator.numerator;
