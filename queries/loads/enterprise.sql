-- name:    enterprise
-- purpose: The enterprises of an extract, coded. Reads `extracted` and `extracted_place` (spelling of the region →
--          code). Blank is never zero, an unknown sex is never a man.
-- params:  $delivery_id VARCHAR
INSERT INTO raw.enterprise
SELECT
    $delivery_id,
    extracted.row_number,
    extracted.id_hash,
    CASE WHEN extracted_place.region_code IS NULL THEN extracted.region_text END,
    extracted_place.region_code,
    coalesce(extracted.wave, survey_wave.year),
    CASE
        WHEN regexp_matches(lower(extracted.scale_text), '\b(besar|non|bukan)\b') THEN 'bukan umkm'
        WHEN regexp_matches(lower(extracted.scale_text), 'mikro|^umi$') THEN 'mikro'
        WHEN contains(lower(extracted.scale_text), 'kecil') THEN 'kecil'
        WHEN contains(lower(extracted.scale_text), 'menengah') THEN 'menengah'
    END,
    coalesce(
        CASE WHEN upper(extracted.sector_text) BETWEEN 'A' AND 'V' AND length(extracted.sector_text) = 1
            THEN upper(extracted.sector_text) END,
        kbli_letter(extracted.kbli_text)
    ),
    CASE
        WHEN upper(extracted.sex_text) IN ('L', 'LK', 'LAKI-LAKI', 'LAKI LAKI', 'LAKI', 'PRIA') THEN 'L'
        WHEN upper(extracted.sex_text) IN ('P', 'PR', 'PEREMPUAN', 'WANITA') THEN 'P'
    END,
    extracted.nib_hash,
    extracted.nib_length = threshold('nib_length') AND extracted.nib_in_digits,
    extracted.turnover_idr,
    extracted.capital_idr,
    extracted.assets_idr,
    extracted.workers_paid,
    extracted.workers_unpaid,
    extracted.workers_disabled,
    extracted.started_year,
    extracted.outside_province,
    CASE WHEN extracted.kbli_text != '' THEN kbli_letter(extracted.kbli_text) IS NOT NULL END
FROM extracted
LEFT JOIN extracted_place ON extracted_place.spelling = extracted.region_text
LEFT JOIN core.survey_wave ON survey_wave.region_code = extracted_place.region_code;
