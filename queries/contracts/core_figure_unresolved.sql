-- name:    core_figure_unresolved
-- purpose: Rows of figures.csv whose source, code, measure or unit is unknown; none may exist.
-- params:  none
-- returns: file VARCHAR, row_number INTEGER, found VARCHAR, message VARCHAR
-- grain:   one row per offending row
SELECT
    printed.file,
    printed.row_number,
    concat_ws(' · ', printed.source_id, printed.region_code_printed, printed.measure_id, printed.unit) AS found,
    'Sumber, kode wilayah menurut sistem sumber, ukuran, atau satuan tidak dikenal.' AS message
FROM raw.figures AS printed
LEFT JOIN core.figure ON figure.row_number = printed.row_number
WHERE figure.row_number IS NULL
ORDER BY printed.row_number;
