-- name:     B26
-- severity: peringatan
-- cause:    column, found
-- purpose:  Isian kolom yang menjawab pertanyaan dapat dimengerti: NIK, kesehatan, tahap usulan; yang tidak, tidak dihitung.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Status;Predikat Kesehatan /
--           Koperasi Contoh Maju;7401000000001;Kolaka;2023;Aktif;Entahlah
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH unclear AS (
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, health AS text,
        'Sehat, Cukup Sehat, Dalam Pengawasan, atau nilai 0–100' AS expected
    FROM checking.cooperatives('health')
    WHERE health IS NOT NULL AND health_of(health) IS NULL
        AND NOT regexp_matches(plain_text(health), '^(BELUM|TIDAK) (DI ?)?NILAI|^(BELUM ADA|NIHIL)?$')
    UNION ALL
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, nik_status,
        'Bersertifikat, Aktif, Belum, atau √'
    FROM checking.cooperatives('nik_status')
    WHERE nik_status IS NOT NULL AND has_certificate(nik_status) IS NULL
    UNION ALL
    SELECT delivery_id, sheet, row_number, column_letter, heading, region_code, stage,
        'tahap resmi, misalnya Diajukan, Disepakati, Ditetapkan'
    FROM checking.proposals('stage')
    WHERE stage IS NOT NULL AND stage_id IS NULL
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    shown(text) AS found,
    expected,
    concat('Isian ''', shown(text), ''' tidak dimengerti, jadi tidak dihitung. Yang dikenal: ', expected, '.') AS message,
    region_code
FROM unclear
ORDER BY delivery_id, sheet, row_number, column_letter;
