-- name:    extracted
-- purpose: What is kept of an extract of enterprises: the columns that are read, typed, in the file's own words, and
--          nothing that names or finds an owner. Ids and NIB are hashes, coordinates only whether they lie in the
--          province, a word that is long or holds a number of many digits is none. Reads `delivered` (the file's columns
--          by their field, absent ones NULL) and `delivered_place` (spelling of the region → what may be kept of it).
CREATE OR REPLACE TEMP VIEW extracted AS
SELECT
    delivered.row_number,
    hash(coalesce(delivered.id_data_badan_usaha, 'baris ' || delivered.row_number)) AS id_hash,
    CASE WHEN delivered_place.spelling IS NULL THEN delivered.kab_usaha ELSE delivered_place.shown END AS region_text,
    CAST(delivered.tahun_pendataan AS INTEGER) AS wave,
    short_word(delivered.skala_usaha) AS scale_text,
    short_word(delivered.kategori_kbli) AS sector_text,
    short_word(delivered.kode_kbli) AS kbli_text,
    short_word(delivered.jenis_kelamin) AS sex_text,
    -- "-", "0" and "belum ada" are no number that anybody was given.
    CASE WHEN regexp_matches(delivered.nib, '\d{6}') THEN hash(delivered.nib) END AS nib_hash,
    CASE WHEN regexp_matches(delivered.nib, '\d{6}') THEN CAST(length(delivered.nib) AS INTEGER) END AS nib_length,
    CASE WHEN regexp_matches(delivered.nib, '\d{6}') THEN TRY_CAST(delivered.nib AS BIGINT) >= 0 END AS nib_in_digits,
    delivered.omzet_tahunan AS turnover_idr,
    delivered.modal_pendirian AS capital_idr,
    delivered.asset AS assets_idr,
    given_sum(delivered.tk_dibayar_laki, delivered.tk_dibayar_perempuan) AS workers_paid,
    given_sum(delivered.tk_not_dibayar_laki, delivered.tk_not_dibayar_perempuan) AS workers_unpaid,
    given_sum(
        given_sum(delivered.tk_dibayar_disabil_laki, delivered.tk_dibayar_disabil_perempuan),
        given_sum(delivered.tk_not_dibayar_disabil_laki, delivered.tk_not_dibayar_disabil_perempuan)
    ) AS workers_disabled,
    CAST(delivered.tahun_mulai_operasi AS INTEGER) AS started_year,
    delivered.alamat_latitude NOT BETWEEN -6.3 AND -2.7 OR delivered.alamat_longitude NOT BETWEEN 120.8 AND 124.7
        AS outside_province
FROM delivered
LEFT JOIN delivered_place ON delivered_place.spelling = delivered.kab_usaha;
