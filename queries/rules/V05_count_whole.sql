-- name:     V05
-- severity: galat
-- cause:    column
-- purpose:  Jumlah adalah bilangan bulat yang tidak negatif.
-- example:  Kabupaten/Kota;Tahun;Koperasi Aktif;Koperasi Tidak Aktif / Kolaka;2023;-10;20
-- params:   none
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per offending cell
WITH counted AS (
    SELECT
        delivery_id, sheet, row_number, region_code,
        unnest([
            {'field': 'members_male', 'value': members_male},
            {'field': 'members_female', 'value': members_female},
            {'field': 'members', 'value': members},
            {'field': 'prospective_members', 'value': prospective_members},
            {'field': 'managers', 'value': managers},
            {'field': 'employees', 'value': employees},
            {'field': 'employees_male', 'value': employees_male},
            {'field': 'employees_female', 'value': employees_female}
        ], recursive := TRUE)
    FROM raw.cooperative
    UNION ALL
    SELECT
        delivery_id, sheet, row_number, region_code,
        unnest([
            {'field': 'trainees', 'value': trainees},
            {'field': 'trainees_without_nib', 'value': trainees_without_nib}
        ], recursive := TRUE)
    FROM raw.proposal
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code, 'rows', rows
    FROM raw.submission
    UNION ALL
    SELECT
        delivery_id, '', row_number, region_code,
        unnest([
            {'field': 'tk_dibayar_laki', 'value': workers_paid},
            {'field': 'tk_not_dibayar_laki', 'value': workers_unpaid},
            {'field': 'tk_dibayar_disabil_laki', 'value': workers_disabled}
        ], recursive := TRUE)
    FROM raw.enterprise
    WHERE workers_paid < 0 OR workers_unpaid < 0 OR workers_disabled < 0
        OR workers_paid <> round(workers_paid) OR workers_unpaid <> round(workers_unpaid)
        OR workers_disabled <> round(workers_disabled)
),
wrong AS (
    SELECT
        note.delivery_id,
        note.sheet,
        note.row_number,
        note.column_letter,
        note.heading,
        shown(note.found) AS found,
        note.region_code
    FROM raw.note AS note
    WHERE note.note = 'not_a_number' AND quantity_of(note.field) = 'count'
    UNION ALL
    SELECT
        fact.delivery_id,
        fact.sheet,
        fact.row_number,
        fact.column_letter,
        fact.heading,
        fact.text,
        fact.region_code
    FROM raw.fact AS fact
    WHERE fact.quantity = 'count' AND (fact.value < 0 OR abs(fact.value - round(fact.value)) > 1e-6)
    UNION ALL
    SELECT
        counted.delivery_id,
        counted.sheet,
        counted.row_number,
        place.column_letter,
        place.heading,
        number_text(counted.value),
        counted.region_code
    FROM counted
    LEFT JOIN checking.field_column AS place
        ON place.delivery_id = counted.delivery_id AND place.sheet = counted.sheet AND place.field = counted.field
    WHERE counted.value < 0 OR abs(counted.value - round(counted.value)) > 1e-6
)
SELECT
    delivery_id,
    sheet,
    row_number,
    column_letter,
    heading AS "column",
    found,
    'bilangan bulat, 0 atau lebih' AS expected,
    concat(coalesce(heading, 'Jumlah'), ' ''', found, ''' harus bilangan bulat tidak negatif.') AS message,
    region_code
FROM wrong
ORDER BY delivery_id, sheet, row_number, column_letter;
