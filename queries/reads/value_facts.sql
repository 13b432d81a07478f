-- name:    value_facts
-- purpose: What there is to know of one value beside its sources: state, contributors, how many of those asked have answered (a count of yes or no, or of a status), grade of its data, corrections.
-- params:  $indicator_id VARCHAR, $region_code VARCHAR, $year INTEGER
-- returns: value DOUBLE, status VARCHAR, status_words VARCHAR, period VARCHAR, basis VARCHAR, contributors BIGINT, answered BIGINT, asked BIGINT, simulated BOOLEAN, grade VARCHAR, score DOUBLE, numerator_value DOUBLE, denominator_value DOUBLE, corrections VARCHAR, accepted_words VARCHAR, build_id VARCHAR, built_at TIMESTAMP
-- grain:   one row
SELECT
    found.value,
    status_id(found.status) AS status,
    status_words(found.status) AS status_words,
    found.period,
    found.basis,
    found.contributors,
    numerator.answered,
    numerator.asked,
    coalesce(found.simulated, FALSE) AS simulated,
    indicator_grade.grade,
    indicator_grade.score,
    numerator.value AS numerator_value,
    denominator.value AS denominator_value,
    (
        SELECT string_agg(
            DISTINCT correction.correction_id || ': ' || correction.reason, '; '
            ORDER BY correction.correction_id || ': ' || correction.reason
        )
        FROM core.correction
        WHERE list_contains(found.source_ids, correction.delivery_id)
    ) AS corrections,
    (
        SELECT string_agg(DISTINCT accepted.word, ', ' ORDER BY accepted.word)
        FROM raw.accepted_word AS accepted
        WHERE list_contains(found.source_ids, accepted.delivery_id)
    ) AS accepted_words,
    build.build_id,
    build.built_at AT TIME ZONE 'UTC' AS built_at
FROM core.build
INNER JOIN core.indicator ON indicator.indicator_id = $indicator_id
LEFT JOIN mart.indicator_value AS found
    ON found.indicator_id = indicator.indicator_id
    AND found.region_code = $region_code
    AND found.year = $year
LEFT JOIN mart.indicator_grade
    ON indicator_grade.indicator_id = indicator.indicator_id
    AND indicator_grade.region_code = $region_code
    AND indicator_grade.year = $year
LEFT JOIN mart.measure_value AS numerator
    ON numerator.measure_id = indicator.numerator
    AND numerator.region_code = $region_code
    AND numerator.year = $year
LEFT JOIN mart.measure_value AS denominator
    ON denominator.measure_id = indicator.denominator
    AND denominator.region_code = $region_code
    AND denominator.year = $year;
