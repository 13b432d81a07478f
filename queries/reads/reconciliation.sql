-- name:    reconciliation
-- purpose: What was said in public beside what is loaded for the same area and year; feeds the page Kualitas.
-- params:  $region_code VARCHAR
-- returns: subject_id VARCHAR, label VARCHAR, unit VARCHAR, year INTEGER, said DOUBLE, qualifier VARCHAR, note VARCHAR, speaker VARCHAR, said_on VARCHAR, versions BIGINT, indicator_id VARCHAR, loaded DOUBLE, difference_pct DOUBLE, simulated BOOLEAN
-- grain:   one row per statement (no targets) whose subject is a measure of ours, by subject, newest year first; indicator_id is the indicator that shows the measure as it is, loaded NULL where nothing is loaded or it is secret, difference_pct is the statement against the loaded value, NULL for KUR said before its year was over, versions counts the different values said
WITH same (position, subject_id, measure_id) AS (
    VALUES
        (1, 'koperasi_total', 'cooperatives_registered_units'),
        (2, 'koperasi_aktif', 'cooperatives_active_units'),
        (3, 'koperasi_rat', 'cooperatives_rat_units'),
        (4, 'koperasi_sehat', 'cooperatives_healthy_units'),
        (5, 'koperasi_anggota', 'cooperative_members_persons'),
        (6, 'koperasi_aset', 'cooperative_assets_idr'),
        (7, 'koperasi_volume_usaha', 'cooperative_turnover_idr'),
        (8, 'koperasi_shu', 'cooperative_surplus_idr'),
        (9, 'koperasi_merah_putih', 'kdkmp_formed_units'),
        (10, 'umkm_total', 'enterprises_units'),
        (11, 'umkm_mikro', 'enterprises_micro_units'),
        (12, 'umkm_tenaga_kerja', 'enterprise_workers_persons'),
        (13, 'kur_penyaluran', 'kur_disbursed_idr'),
        (14, 'kur_debitur', 'kur_borrowers_persons')
)
SELECT
    statement.subject_id,
    statement_subject.label,
    statement_subject.unit,
    statement.year,
    statement.value AS said,
    statement.qualifier,
    statement.note,
    statement.speaker,
    statement.said_on,
    count(DISTINCT statement.value) OVER (PARTITION BY statement.subject_id, statement.year) AS versions,
    indicator.indicator_id,
    measure_value.value AS loaded,
    CASE
        WHEN NOT (same.measure_id LIKE 'kur!_%' ESCAPE '!' AND left(statement.said_on, 4) = CAST(statement.year AS VARCHAR))
            THEN (statement.value / nullif(measure_value.value, 0) - 1) * 100
    END AS difference_pct,
    coalesce(measure_value.simulated, FALSE) AS simulated
FROM core.statement
INNER JOIN same ON same.subject_id = statement.subject_id
INNER JOIN core.statement_subject ON statement_subject.subject_id = statement.subject_id
LEFT JOIN core.indicator ON indicator.numerator = same.measure_id AND indicator.formula = 'measure'
LEFT JOIN mart.measure_value
    ON measure_value.measure_id = same.measure_id
    AND measure_value.region_code = statement.region_code
    AND measure_value.year = statement.year
WHERE statement.region_code = $region_code AND statement.qualifier != 'target'
ORDER BY same.position, statement.year DESC, statement.said_on NULLS FIRST, statement.speaker, statement.value;
