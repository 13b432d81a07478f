-- name:    quality
-- purpose: How good what a region delivered is: per region, subject, year and heading of Satu Data, how much of how
--          much is in order. `mart.quality_part` says so delivery by delivery (of an agreement: count by count) and adds
--          up to `mart.quality`; `mart.quality_measure` gives the same as measures, `mart.quality_grade` as a letter.
CREATE TABLE mart.quality_part AS
WITH faulty AS (
    SELECT DISTINCT delivery_id, sheet, row_number
    FROM core.finding_cell
    WHERE severity IN ('galat', 'peringatan') AND row_number IS NOT NULL
),
repeated AS (
    SELECT DISTINCT delivery_id, sheet, row_number
    FROM core.finding_cell
    WHERE rule IN ('V55', 'V56', 'V57', 'V65') AND row_number IS NOT NULL
),
list_row AS (
    SELECT
        cooperative.region_code,
        cooperative.book_year AS year,
        cooperative.delivery_id,
        faulty.row_number IS NULL AS in_order,
        repeated.row_number IS NULL AS single,
        cooperative.subdistrict IS NOT NULL AND cooperative.type_id IS NOT NULL AS mapped,
        regexp_full_match(coalesce(cooperative.nik, ''), '74\d{11}') AS coded,
        (cooperative.name IS NOT NULL)::INTEGER + (cooperative.nik IS NOT NULL)::INTEGER
            + (coalesce(cooperative.legal_number, cooperative.legal) IS NOT NULL)::INTEGER
            + (cooperative.type IS NOT NULL)::INTEGER + (cooperative.form IS NOT NULL)::INTEGER
            + (cooperative.status_id IS NOT NULL)::INTEGER + (cooperative.members IS NOT NULL)::INTEGER
            + CASE WHEN cooperative.rat_held THEN (cooperative.assets_idr IS NOT NULL)::INTEGER
                + (cooperative.turnover_idr IS NOT NULL)::INTEGER ELSE 0 END AS filled,
        CASE WHEN cooperative.rat_held THEN 9 ELSE 7 END AS mandatory
    FROM core.cooperative
    LEFT JOIN faulty USING (delivery_id, sheet, row_number)
    LEFT JOIN repeated USING (delivery_id, sheet, row_number)
),
from_list AS (
    SELECT 'cooperatives' AS subject, region_code, year, [delivery_id] AS delivery_ids,
        unnest([
            {'heading': 'standar', 'good': sum(in_order::INTEGER), 'every': count(*)},
            {'heading': 'interoperabilitas', 'good': sum(mapped::INTEGER), 'every': count(*)},
            {'heading': 'kode_referensi', 'good': sum(coded::INTEGER), 'every': count(*)},
            {'heading': 'kelengkapan', 'good': sum(filled), 'every': sum(mandatory)},
            {'heading': 'keunikan', 'good': sum(single::INTEGER), 'every': count(*)}
        ]) AS part
    FROM list_row
    GROUP BY region_code, year, delivery_id
),
from_extract AS (
    SELECT 'enterprises' AS subject, region_code, wave AS year, [delivery_id] AS delivery_ids,
        unnest([
            {
                'heading': 'standar',
                'good': count(*) FILTER (WHERE coalesce(nib_valid, TRUE) AND coalesce(kbli_valid, TRUE)
                    AND NOT coalesce(outside_province, FALSE)),
                'every': count(*)
            },
            {'heading': 'interoperabilitas', 'good': count(sector), 'every': count(*)},
            {'heading': 'kode_referensi', 'good': count(*) FILTER (WHERE nib_valid), 'every': count(nib_hash)},
            {
                'heading': 'kelengkapan',
                'good': count(scale) + count(sector) + count(sex) + count(turnover_idr) + count(workers_paid),
                'every': 5 * count(*)
            },
            {'heading': 'keunikan', 'good': count(*), 'every': count(*)}
        ]) AS part
    FROM core.enterprise
    GROUP BY region_code, wave, delivery_id
),
fact_row AS (
    SELECT delivery.subject, fact.region_code, fact.year, fact.delivery_id,
        fact.value IS NOT NULL AS filled,
        faulty.row_number IS NULL AS in_order
    FROM raw.fact
    INNER JOIN raw.delivery USING (delivery_id)
    SEMI JOIN core.accepted USING (delivery_id)
    LEFT JOIN faulty USING (delivery_id, sheet, row_number)
    WHERE delivery.kind IN ('cooperative_recap', 'kur', 'enterprise_recap')
        AND fact.region_code IS NOT NULL AND fact.year IS NOT NULL
),
from_recap AS (
    SELECT subject, region_code, year, [delivery_id] AS delivery_ids,
        unnest([
            {'heading': 'metadata', 'good': sum(in_order::INTEGER), 'every': count(*)},
            {
                'heading': CASE WHEN subject = 'cooperatives' THEN 'rekap' ELSE 'kelengkapan' END,
                'good': sum(filled::INTEGER), 'every': count(*)
            }
        ]) AS part
    FROM fact_row
    GROUP BY subject, region_code, year, delivery_id
),
from_proposals AS (
    SELECT 'proposals' AS subject, proposal.region_code, proposal.budget_year AS year,
        [proposal.delivery_id] AS delivery_ids,
        unnest([
            {'heading': 'standar', 'good': count(*) FILTER (WHERE faulty.row_number IS NULL), 'every': count(*)},
            {
                'heading': 'kelengkapan',
                'good': count(proposal.menu) + count(proposal.fund) + count(proposal.volume)
                    + count(proposal.amount_idr) + count(*) FILTER (WHERE proposal.has_tor)
                    + count(*) FILTER (WHERE proposal.has_rab),
                'every': 6 * count(*)
            },
            {'heading': 'keunikan', 'good': count(*) FILTER (WHERE repeated.row_number IS NULL), 'every': count(*)}
        ]) AS part
    FROM raw.proposal
    SEMI JOIN core.accepted USING (delivery_id)
    LEFT JOIN faulty USING (delivery_id, sheet, row_number)
    LEFT JOIN repeated USING (delivery_id, sheet, row_number)
    WHERE proposal.region_code IS NOT NULL AND proposal.budget_year IS NOT NULL
    GROUP BY proposal.region_code, proposal.budget_year, proposal.delivery_id
),
expected_report AS (
    SELECT
        *,
        CASE
            WHEN data_subject ILIKE '%umkm%' OR data_subject ILIKE '%usaha%' THEN 'enterprises'
            WHEN data_subject ILIKE '%kur%' THEN 'kur'
            WHEN data_subject ILIKE '%usul%' THEN 'proposals'
            ELSE 'cooperatives'
        END AS subject
    FROM raw.submission
    SEMI JOIN core.accepted USING (delivery_id)
    SEMI JOIN checking.field_column AS dated
        ON dated.delivery_id = submission.delivery_id
        AND dated.sheet = submission.sheet
        AND dated.field = 'submitted_on'
    WHERE region_code IS NOT NULL AND book_year IS NOT NULL
),
from_log AS (
    SELECT subject, region_code, book_year AS year, [delivery_id] AS delivery_ids,
        unnest([{
            'heading': 'ketepatan_waktu',
            'good': count(*) FILTER (WHERE submitted_on <= coalesce(deadline_on, submitted_on)),
            'every': count(*)
        }]) AS part
    FROM expected_report
    GROUP BY subject, region_code, book_year, delivery_id
),
-- Both sides of the same count: what the list adds up to, and what the recap prints.
recap_total AS (
    SELECT
        region_code, year, measure_id, sum(value) AS value,
        list_sort(list_distinct(list(delivery_id))) AS delivery_ids
    FROM mart.delivered_fact
    WHERE measure_id IN ('cooperatives_registered_units', 'cooperatives_active_units')
    GROUP BY region_code, year, measure_id
),
list_total AS (
    SELECT region_code, year, measure_id, sum(value) AS value
    FROM mart.cooperative_measure
    WHERE measure_id IN ('cooperatives_registered_units', 'cooperatives_active_units')
    GROUP BY region_code, year, measure_id
),
from_agreement AS (
    SELECT 'cooperatives' AS subject, region_code, year, measure_id AS counted, recap_total.delivery_ids,
        {
            'heading': 'kesesuaian',
            'good': least(recap_total.value, list_total.value),
            'every': greatest(recap_total.value, list_total.value)
        } AS part
    FROM recap_total
    INNER JOIN list_total USING (region_code, year, measure_id)
),
given AS (
    FROM from_list UNION ALL BY NAME FROM from_extract UNION ALL BY NAME FROM from_recap
    UNION ALL BY NAME FROM from_proposals UNION ALL BY NAME FROM from_log UNION ALL BY NAME FROM from_agreement
)
SELECT
    given.subject,
    given.region_code,
    given.year,
    given.part.heading AS heading,
    given.counted,
    given.delivery_ids,
    CAST(given.part.good AS DOUBLE) AS good,
    CAST(given.part.every AS DOUBLE) AS every
FROM given
INNER JOIN core.region ON region.region_code = given.region_code
WHERE region.is_local OR region.level = 'binaan_provinsi';

CREATE TABLE mart.quality AS
SELECT
    part.subject,
    part.region_code,
    part.year,
    part.heading,
    sum(part.good) AS good,
    sum(part.every) AS every,
    list_sort(list_distinct(flatten(list(part.delivery_ids)))) AS delivery_ids,
    (
        SELECT coalesce(bool_or(delivery.simulated), FALSE)
        FROM raw.delivery
        WHERE list_contains(flatten(list(part.delivery_ids)), delivery.delivery_id)
    ) AS simulated
FROM mart.quality_part AS part
GROUP BY part.subject, part.region_code, part.year, part.heading
HAVING sum(part.every) > 0;

-- A letter per region, subject and year: the weighted mean of the headings there are, as it is shown.
CREATE TABLE mart.quality_grade AS
WITH weighed AS (
    SELECT
        quality.subject,
        quality.region_code,
        quality.year,
        sum(weight.value * quality.good / quality.every) / sum(weight.value) * 100 AS score
    FROM mart.quality
    INNER JOIN core.parameter AS weight ON weight.parameter = 'weight_' || quality.heading
    GROUP BY quality.subject, quality.region_code, quality.year
    -- Who was merely expected to report has delivered nothing that could be graded.
    HAVING bool_or(quality.heading != 'ketepatan_waktu')
)
SELECT
    weighed.*,
    CASE
        WHEN round(score, 1) >= (SELECT value FROM core.parameter WHERE parameter = 'grade_a') THEN 'A'
        WHEN round(score, 1) >= (SELECT value FROM core.parameter WHERE parameter = 'grade_b') THEN 'B'
        WHEN round(score, 1) >= (SELECT value FROM core.parameter WHERE parameter = 'grade_c') THEN 'C'
        ELSE 'D'
    END AS grade
FROM weighed;

-- Which heading's good and every are which measures; an agreement and the index are percentages themselves.
CREATE TABLE mart.quality_heading AS
FROM (
    VALUES
        ('kelengkapan', 'quality_complete_cells', 'quality_mandatory_cells'),
        ('interoperabilitas', 'quality_mapped_rows', 'quality_mappable_rows'),
        ('standar', 'quality_valid_rows', 'quality_rows'),
        ('keunikan', 'quality_unique_rows', NULL),
        ('ketepatan_waktu', 'quality_timely_rows', 'quality_due_rows'),
        ('kesesuaian', 'quality_agreement_pct', NULL)
) AS named (heading, good_id, every_id);

CREATE TABLE mart.quality_measure AS
WITH counted AS (
    SELECT quality.*, named.good_id, named.every_id
    FROM mart.quality
    INNER JOIN mart.quality_heading AS named USING (heading)
    WHERE quality.subject = 'cooperatives' AND heading != 'kesesuaian'
)
SELECT good_id AS measure_id, region_code, year, good AS value, delivery_ids, simulated FROM counted
UNION ALL BY NAME
SELECT every_id AS measure_id, region_code, year, every AS value, delivery_ids, simulated
FROM counted
WHERE every_id IS NOT NULL
UNION ALL BY NAME
SELECT 'quality_agreement_pct' AS measure_id, region_code, year, good / every * 100 AS value, delivery_ids, simulated
FROM mart.quality
WHERE subject = 'cooperatives' AND heading = 'kesesuaian'
UNION ALL BY NAME
SELECT
    'quality_index' AS measure_id,
    grade.region_code,
    grade.year,
    grade.score AS value,
    list_sort(list_distinct(flatten(list(quality.delivery_ids)))) AS delivery_ids,
    bool_or(quality.simulated) AS simulated
FROM mart.quality_grade AS grade
INNER JOIN mart.quality USING (subject, region_code, year)
-- As on Kualitas: a year of which little was measured has no index yet.
SEMI JOIN (
    SELECT year
    FROM mart.quality
    WHERE subject = 'cooperatives'
    GROUP BY year
    HAVING 2 * count(DISTINCT heading) >= (
        SELECT max(headings)
        FROM (
            SELECT count(DISTINCT heading) AS headings
            FROM mart.quality
            WHERE subject = 'cooperatives'
            GROUP BY year
        )
    )
) AS full_year ON full_year.year = grade.year
WHERE grade.subject = 'cooperatives'
GROUP BY grade.region_code, grade.year, grade.score;
