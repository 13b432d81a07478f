-- name:    indicator_grade
-- purpose: The grade of the data an indicator rests on: that of its numerator's subject. A view, for every read that tells
--          a value.
CREATE VIEW mart.indicator_grade AS
SELECT
    indicator.indicator_id,
    quality_grade.region_code,
    quality_grade.year,
    quality_grade.grade,
    quality_grade.score
FROM core.indicator
INNER JOIN core.measure ON measure.measure_id = indicator.numerator
INNER JOIN mart.quality_grade ON quality_grade.subject = measure.subject;
