-- name:    raw_figure_types
-- purpose: Cells of figures.csv that are not what their column promises, before anything is loaded.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per offending cell
SELECT file, row_number, cell.found, cell.message
FROM (
    SELECT
        file,
        row_number,
        unnest([
            {
                'wrong': coalesce(NOT isfinite(TRY_CAST(value AS DOUBLE)), TRUE),
                'found': coalesce(value, 'sel kosong'),
                'message': 'Nilai harus angka dengan titik desimal; yang belum ada datanya tidak ditulis.'
            },
            {
                'wrong': TRY_CAST(year AS INTEGER) IS NULL OR TRY_CAST(year AS INTEGER) NOT BETWEEN 1945 AND 2100,
                'found': coalesce(year, 'sel kosong'),
                'message': 'Tahun harus empat angka.'
            },
            {
                'wrong': TRY_CAST(status AS figure_status) IS NULL,
                'found': coalesce(status, 'sel kosong'),
                'message': 'Status harus tetap, sementara, atau sangat sementara.'
            }
        ]) AS cell
    FROM raw.figures
)
WHERE cell.wrong
ORDER BY row_number;
