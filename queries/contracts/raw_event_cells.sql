-- name:    raw_event_cells
-- purpose: Cells of peristiwa.csv that are not what their column promises, before anything is loaded.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per offending cell
SELECT file, row_number, cell.found, cell.message
FROM (
    SELECT
        event.file,
        event.row_number,
        unnest([
            {
                'wrong': event.event_id IS NULL OR count(*) OVER (PARTITION BY event.event_id) > 1,
                'found': coalesce(event.event_id, 'sel kosong'),
                'message': 'event_id harus terisi dan hanya muncul sekali.'
            },
            {
                'wrong': coalesce(TRY_CAST(event.year AS INTEGER) NOT BETWEEN 1945 AND 2100, TRUE),
                'found': coalesce(event.year, 'sel kosong'),
                'message': 'Tahun harus empat angka.'
            },
            {
                'wrong': event.month IS NOT NULL
                    AND coalesce(TRY_CAST(event.month AS INTEGER) NOT BETWEEN 1 AND 12, TRUE),
                'found': event.month,
                'message': 'Bulan harus angka 1 sampai 12; kosong bila hanya tahunnya yang diketahui.'
            },
            {
                'wrong': event.region_code IS NOT NULL AND region.region_code IS NULL,
                'found': event.region_code,
                'message': 'Kode wilayah tidak dikenal; yang diharapkan kode Kemendagri bertitik, kosong bila di mana-mana.'
            },
            {
                'wrong': coalesce(length(trim(event.label)) NOT BETWEEN 1 AND 22, TRUE),
                'found': coalesce(event.label, 'sel kosong'),
                'message': 'Label harus terisi, paling panjang 22 huruf.'
            },
            {
                'wrong': event.note IS NULL OR event.source IS NULL OR event.reference IS NULL,
                'found': concat_ws(' · ', event.note, event.source, event.reference),
                'message': 'Keterangan, sumber, dan rujukan harus terisi.'
            },
            {
                'wrong': coalesce(NOT list_has_all(known.ids, string_split(event.subjects, ';')), TRUE),
                'found': coalesce(event.subjects, 'sel kosong'),
                'message': 'Pokok tidak dikenal; yang diharapkan satu atau lebih dari '
                    || array_to_string(known.ids, ', ') || ', dipisah titik koma.'
            },
            {
                'wrong': TRY_CAST(event.retrieved_on AS DATE) IS NULL,
                'found': coalesce(event.retrieved_on, 'sel kosong'),
                'message': 'Tanggal diambil harus tahun-bulan-hari.'
            }
        ]) AS cell
    FROM raw.peristiwa AS event
    CROSS JOIN (SELECT list(subject_id ORDER BY position) AS ids FROM core.event_subject) AS known
    LEFT JOIN core.region ON region.region_code = event.region_code
)
WHERE cell.wrong
ORDER BY row_number;
