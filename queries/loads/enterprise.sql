-- name:    enterprise
-- purpose: An extract of enterprises in one pass: typed, coded, and without anything that names or finds an owner.
--          Reads `delivered` (the file's columns by their field, absent ones NULL) and `delivered_place`
--          (spelling of the region → code, and how it is shown). Blank is never zero, an unknown sex is never a man.
-- params:  $delivery_id VARCHAR
INSERT INTO raw.enterprise
SELECT
    $delivery_id,
    delivered.row_number,
    hash(coalesce(delivered.id_data_badan_usaha, 'baris ' || delivered.row_number)),
    CASE
        WHEN delivered_place.region_code IS NULL AND NOT regexp_matches(delivered.kab_usaha, '\d{6}|@')
            THEN coalesce(delivered_place.shown, delivered.kab_usaha)
    END,
    delivered_place.region_code,
    coalesce(delivered.tahun_pendataan, survey_wave.year),
    CASE
        WHEN contains(lower(delivered.skala_usaha), 'mikro') THEN 'mikro'
        WHEN contains(lower(delivered.skala_usaha), 'kecil') THEN 'kecil'
        WHEN contains(lower(delivered.skala_usaha), 'menengah') THEN 'menengah'
    END,
    coalesce(
        CASE WHEN upper(delivered.kategori_kbli) BETWEEN 'A' AND 'V' AND length(delivered.kategori_kbli) = 1
            THEN upper(delivered.kategori_kbli) END,
        kbli_letter(delivered.kode_kbli)
    ),
    CASE
        WHEN upper(delivered.jenis_kelamin) IN ('L', 'LK', 'LAKI-LAKI', 'LAKI LAKI', 'LAKI', 'PRIA') THEN 'L'
        WHEN upper(delivered.jenis_kelamin) IN ('P', 'PR', 'PEREMPUAN', 'WANITA') THEN 'P'
    END,
    CASE WHEN delivered.nib != '' THEN hash(delivered.nib) END,
    CASE WHEN delivered.nib != '' THEN length(delivered.nib) = threshold('nib_length') AND TRY_CAST(delivered.nib AS BIGINT) >= 0 END,
    delivered.omzet_tahunan,
    delivered.modal_pendirian,
    delivered.asset,
    given_sum(delivered.tk_dibayar_laki, delivered.tk_dibayar_perempuan),
    given_sum(delivered.tk_not_dibayar_laki, delivered.tk_not_dibayar_perempuan),
    given_sum(
        given_sum(delivered.tk_dibayar_disabil_laki, delivered.tk_dibayar_disabil_perempuan),
        given_sum(delivered.tk_not_dibayar_disabil_laki, delivered.tk_not_dibayar_disabil_perempuan)
    ),
    CAST(delivered.tahun_mulai_operasi AS INTEGER),
    delivered.alamat_latitude NOT BETWEEN -6.3 AND -2.7 OR delivered.alamat_longitude NOT BETWEEN 120.8 AND 124.7,
    CASE WHEN delivered.kode_kbli != '' THEN kbli_letter(delivered.kode_kbli) IS NOT NULL END
FROM delivered
LEFT JOIN delivered_place ON delivered_place.spelling = delivered.kab_usaha
LEFT JOIN core.survey_wave ON survey_wave.region_code = delivered_place.region_code;
