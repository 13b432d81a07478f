-- name:    macros
-- purpose: What the checks share: Indonesian wording of numbers, readings of free text, and views that put every
--          delivered number beside its cell, its parts and its year before. Made anew in each build.
--          Nothing here looks at a threshold by itself: thresholds are in core.parameter.

-- Words ---------------------------------------------------------------------------------------------------

CREATE MACRO number_text(x) AS
    CASE
        WHEN x IS NULL THEN 'kosong'
        WHEN x = round(x) THEN translate(format('{:,.0f}', CAST(x AS DOUBLE)), ',', '.')
        ELSE rtrim(rtrim(translate(format('{:,.2f}', CAST(x AS DOUBLE)), ',.', '.,'), '0'), ',')
    END;

CREATE MACRO money_text(x) AS
    CASE WHEN x < 0 THEN '-Rp' || number_text(-x) WHEN x IS NULL THEN 'kosong' ELSE 'Rp' || number_text(x) END;

CREATE MACRO value_text(x, quantity) AS
    CASE WHEN quantity = 'money' THEN money_text(x) ELSE number_text(x) END;

CREATE MACRO percent_text(x) AS number_text(round(x, CASE WHEN abs(x) < 1000 THEN 1 ELSE 0 END)) || '%';

CREATE MACRO date_text(x) AS
    concat(
        day(x), ' ',
        ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
            'November', 'Desember'][month(x)],
        ' ', year(x)
    );

-- Two digits that count: 37.123.456 is 37.000.000. That hides nobody by itself, for it is within 5% of somebody's amount:
-- whose, must not be known (mart.enterprise_measure).
CREATE MACRO two_digits(x) AS
    CASE WHEN x IS NULL OR x = 0 THEN x ELSE round(x, 1 - CAST(floor(log10(abs(x))) AS INTEGER)) END;

-- Which months of a year are there, ascending: bulan 1 sampai 8, bulan 1 sampai 12 tanpa bulan 6.
CREATE MACRO months_words(months) AS
    'bulan ' || list_min(months) || ' sampai ' || list_max(months)
    || CASE
        WHEN len(months) <= list_max(months) - list_min(months) THEN ' tanpa bulan ' || array_to_string(
            list_filter(range(list_min(months), list_max(months)), lambda month : NOT list_contains(months, month)), ', '
        )
        ELSE ''
    END;

-- When within a year what stands at a moment stood last, where that is not its end.
CREATE MACRO month_end_words(month) AS 'akhir bulan ' || month;

-- The month whose end a number is of: what stood at a moment, or what happened since January; December of a whole year;
-- NULL of any other part of a year.
CREATE MACRO end_month(period) AS
    CASE
        WHEN period IS NULL THEN 12
        ELSE TRY_CAST(regexp_extract(period, '^(?:akhir bulan|bulan 1 sampai) (\d+)(?: tanpa bulan [\d, ]+)?$', 1) AS INTEGER)
    END;

-- Whether two numbers that are divided by each other are of unlike parts of a year, where one is of some months only:
-- what stands at a moment is divided only by what stood or had happened by then.
CREATE MACRO unlike_months(one, other) AS
    one IS DISTINCT FROM other
    AND (
        coalesce(other LIKE 'bulan%', FALSE) AND NOT coalesce(one LIKE 'akhir bulan%', FALSE)
        OR (coalesce(one LIKE 'akhir bulan%', FALSE) OR coalesce(other LIKE 'akhir bulan%', FALSE))
        AND end_month(one) IS DISTINCT FROM end_month(other)
    );

-- How many months a part of a year has, as `months_words` writes it, and what stood at a moment had behind it; NULL of
-- any other.
CREATE MACRO months_in(period) AS
    CASE
        WHEN period LIKE 'akhir bulan %' THEN CAST(regexp_extract(period, 'akhir bulan (\d+)', 1) AS INTEGER)
        WHEN period LIKE 'bulan %'
            THEN CAST(regexp_extract(period, 'sampai (\d+)', 1) AS INTEGER)
                - CAST(regexp_extract(period, 'bulan (\d+) sampai', 1) AS INTEGER) + 1
                - len(regexp_extract_all(regexp_extract(period, 'tanpa bulan (.*)', 1), '\d+'))
    END;

-- Of which part of the year a sum over regions is: theirs; of unlike parts the shortest, and where no region has a
-- whole year also the longest.
CREATE MACRO period_of_sum(periods) AS (
    SELECT
        CASE
            WHEN count(*) = 1 AND count(period) = 1 AND len(periods) = list_count(periods) THEN min(period)
            ELSE arg_min(period, (months_in(period), period)) || ' di sebagian daerah' || CASE
                WHEN len(periods) = list_count(periods)
                    THEN ', ' || CASE WHEN count(*) > 2 THEN 'paling banyak ' ELSE '' END
                        || arg_max(period, (months_in(period), period)) || ' di daerah lain'
                ELSE ''
            END
        END
    FROM (SELECT DISTINCT unnest(periods) AS period)
    WHERE period IS NOT NULL
);

-- Where a number comes from, within a sentence, and why one of another basis does not compare.
CREATE MACRO basis_words(basis) AS
    CASE basis
        WHEN 'published' THEN 'angka terbitan'
        WHEN 'sum_of_regions' THEN 'jumlah kabupaten/kota'
        WHEN 'delivered' THEN 'angka kiriman'
        ELSE 'dihitung dari angka lain'
    END;

CREATE MACRO basis_break(year, before, now) AS
    basis_words(now) || ' sejak ' || year || ', sebelumnya ' || basis_words(before);

-- When a value of a year is of, in years: the end of its month or half; without a period, or of a wave, the year's end.
CREATE MACRO moment_of(year, period) AS
    year + coalesce(
        CASE
            WHEN period LIKE 'Semester %' THEN CAST(right(period, 1) AS INTEGER) / 2
            WHEN period LIKE 'Triwulan %' THEN CAST(right(period, 1) AS INTEGER) / 4
            WHEN period LIKE 'akhir bulan %' THEN end_month(period) / 12
            ELSE list_position(
                [
                    'Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
                    'November', 'Desember'
                ],
                period
            ) / 12
        END,
        1.0
    );

-- What a body's balance leaves over in the sums of assets, equity and outside capital, as `secrecy/balance_rest.sql`
-- protects it: nothing where it answers all three or none.
CREATE MACRO balance_left(assets, equity, outside) AS
    CASE
        WHEN assets IS NULL AND equity IS NULL AND outside IS NULL THEN NULL
        -- Whose three balance as nearly as V22 asks leaves nothing that it reports.
        WHEN assets IS NOT NULL AND equity IS NOT NULL AND outside IS NOT NULL
            AND abs(assets - equity - outside) <= threshold('balance_tolerance_pct') / 100 * assets THEN 0
        ELSE coalesce(assets, 0) - coalesce(equity, 0) - coalesce(outside, 0)
    END;

CREATE MACRO row_text(x) AS CASE WHEN x IS NULL THEN '' ELSE 'Baris ' || x || ': ' END;

-- What the first of several findings of one cause says of the others: how many there are, and where: each cell where
-- they are few (`nearest` has the first six cells, that of the finding included), else from where to where.
CREATE MACRO others_text(others, nearest, last, rows, columns, sheets) AS
    CASE
        WHEN others = 0 THEN ''
        ELSE concat(
            ' Begitu pula ', others,
            CASE
                WHEN columns > 0 THEN ' sel lain di '
                WHEN rows > 0 THEN ' baris lain di '
                ELSE ' bagian lain di '
            END,
            CASE
                WHEN len(sheets) > 1 THEN concat(
                    'berkas ini (lembar ''', array_to_string(sheets[:4], ''', '''), '''',
                    CASE WHEN len(sheets) > 4 THEN concat(' dan ', len(sheets) - 4, ' lembar lain') ELSE '' END, ').'
                )
                ELSE concat(
                    CASE WHEN columns = 1 THEN 'kolom' WHEN rows = 1 THEN 'baris' ELSE 'lembar' END, ' ini',
                    ' (',
                    CASE
                        WHEN others < 6 THEN array_to_string(nearest[2:], ', ')
                        ELSE concat(nearest[2], '–', last)
                    END,
                    ').'
                )
            END
        )
    END;

CREATE MACRO region_label(code) AS
    coalesce((SELECT region.official_name FROM core.region WHERE region.region_code = code), 'wilayah ini');

CREATE MACRO region_short(code) AS
    coalesce((SELECT region.region_name FROM core.region WHERE region.region_code = code), 'wilayah ini');

CREATE MACRO threshold(name) AS (SELECT parameter.value FROM core.parameter WHERE parameter.parameter = name);

-- A delivered text as it may be shown: never a long run of digits whole, for that may be of a person.
CREATE MACRO shown(x) AS
    CASE
        WHEN length(regexp_replace(x, '\D', '', 'g')) BETWEEN 16 AND 18 THEN repeat('*', length(x) - 4) || right(x, 4)
        ELSE left(x, 80)
    END;

-- Cells of an extract --------------------------------------------------------------------------------------
-- kumkm/warehouse/enterprises.py says which of these reads which column.

CREATE MACRO cell_text(x) AS CAST(x AS VARCHAR);
CREATE MACRO trimmed_cell(x) AS trim(CAST(x AS VARCHAR), ' ''' || chr(160));
CREATE MACRO is_filled_cell(x) AS x IS NOT NULL AND CAST(x AS VARCHAR) != '';
CREATE MACRO no_text() AS CAST(NULL AS VARCHAR);
CREATE MACRO no_number() AS CAST(NULL AS DOUBLE);

-- What begins so and goes on so long is a number to call, which would be taken for milliards.
CREATE MACRO undialled_number(text) AS
    TRY_CAST(CASE WHEN text LIKE '08%' AND strlen(text) >= 10 OR text LIKE '+62%' THEN NULL ELSE text END AS DOUBLE);

-- A cell as a number: one that is stored as such, one written plainly, one with dots for thousands.
CREATE MACRO stored_number(x) AS CAST(x AS DOUBLE);
CREATE MACRO plain_number(x) AS undialled_number(trimmed_cell(x));
CREATE MACRO dotted_number(x) AS undialled_number(replace(replace(trimmed_cell(x), '.', ''), ',', '.'));

-- Whether every dot in a column of text stands where thousands are parted.
CREATE MACRO parts_thousands(x) AS
    bool_or(x LIKE '%.%') AND bool_and(regexp_full_match(x, '\s*-?\d{1,3}(\.\d{3})+(,\d+)?\s*|[^.]*'));

-- What an enterprise may have; the variable `bounds` holds the least and the most of each quantity.
CREATE MACRO is_year(number) AS
    number BETWEEN getvariable('bounds').year[1] AND getvariable('bounds').year[2] AND number = floor(number);
CREATE MACRO is_count(number) AS number BETWEEN getvariable('bounds').count[1] AND getvariable('bounds').count[2];
CREATE MACRO is_money(number) AS number BETWEEN getvariable('bounds').money[1] AND getvariable('bounds').money[2];
CREATE MACRO is_rate(number) AS number BETWEEN getvariable('bounds').rate[1] AND getvariable('bounds').rate[2];

CREATE MACRO number_where(number, within) AS CASE WHEN within THEN number END;
CREATE MACRO is_beyond(within) AS NOT (within);

-- A filled cell that holds nothing that can be read: no number in its bounds, no day of the calendar.
CREATE MACRO is_unread_number(x, within) AS trimmed_cell(x) != '' AND (within) IS NOT TRUE;
CREATE MACRO is_unread_day(x) AS
    TRY_CAST(x AS TIMESTAMP) IS NULL AND regexp_matches(x, '^\s*\d{4}-\d{2}-\d{2}');

CREATE MACRO how_many(test) AS count(*) FILTER (WHERE test);

-- Readings ------------------------------------------------------------------------------------------------

CREATE MACRO quantity_of(field) AS
    CASE
        WHEN ends_with(field, '_idr') OR field IN ('omzet_tahunan', 'asset', 'modal_pendirian') THEN 'money'
        WHEN ends_with(field, '_pct') OR ends_with(field, '_index') OR ends_with(field, '_ratio')
            OR field IN ('value', 'volume', 'land_m2', 'latitude', 'longitude', 'alamat_latitude', 'alamat_longitude')
            THEN 'rate'
        ELSE 'count'
    END;

CREATE MACRO plain_text(x) AS trim(regexp_replace(upper(strip_accents(x)), '[^A-Z0-9]+', ' ', 'g'));

-- The name of a body without its legal form: "KSP  Contoh Maju" and "Koperasi Contoh Maju" are one.
CREATE MACRO plain_name(x) AS
    trim(regexp_replace(
        plain_text(x),
        '\b(KOPERASI|KOP|SIMPAN PINJAM|KSP|KSPPS|KSU|SERBA USAHA|PRIMER|KONSUMEN|PRODUSEN|PEMASARAN|JASA)\b *', '', 'g'
    ));

CREATE MACRO same_digits(a, b) AS
    abs(a) <> abs(b) AND greatest(abs(a), abs(b)) >= 10
    AND list_sort(string_split(CAST(TRY_CAST(abs(a) AS BIGINT) AS VARCHAR), ''))
        = list_sort(string_split(CAST(TRY_CAST(abs(b) AS BIGINT) AS VARCHAR), ''));

-- Without a stated form a body is primary, unless its name says that cooperatives are its members.
CREATE MACRO is_secondary(form, name) AS
    CASE
        WHEN form IS NULL OR NOT regexp_matches(form, 'primer|sekunder', 'i')
            THEN coalesce(regexp_matches(plain_text(name), '^(PUSAT|PUSKUD|PUSKOP|PUSKOPDIT|INDUK|GABUNGAN)'), FALSE)
        ELSE regexp_matches(form, 'sekunder', 'i')
    END;

CREATE MACRO cooperative_type_of(x) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN regexp_matches(plain_text(x), '\bKSU\b|SERBA USAHA') THEN NULL
        WHEN contains(plain_text(x), 'SIMPAN PINJAM') OR regexp_matches(plain_text(x), '\bKSP(PS)?\b')
            THEN 'simpan pinjam'
        WHEN contains(plain_text(x), 'PRODUSEN') THEN 'produsen'
        WHEN contains(plain_text(x), 'PEMASARAN') THEN 'pemasaran'
        WHEN contains(plain_text(x), 'KONSUMEN') THEN 'konsumen'
        WHEN contains(plain_text(x), 'JASA') THEN 'jasa'
    END;

-- Words are closed: what else stands beside "aktif" makes it something nobody can be sure of.
CREATE MACRO cooperative_status_of(x) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN regexp_matches(plain_text(x), '^(DALAM |PROSES )+(PEMBUBARAN|BUBAR)|^AKAN (BUBAR|DIBUBARKAN)')
            THEN 'dalam pembubaran'
        WHEN regexp_matches(plain_text(x), '\b(TIDAK|BELUM|BATAL) (PERNAH )?(BUBAR|DIBUBARKAN)\b') THEN NULL
        WHEN regexp_matches(plain_text(x), '\b(BUBAR|DIBUBARKAN|PEMBUBARAN)\b') THEN 'bubar'
        WHEN regexp_matches(plain_text(x), '^(T|IN|TIDAK LAGI|TIDAK PERNAH|SUDAH TIDAK) AKTIF$') THEN 'tidak aktif'
        WHEN regexp_matches(plain_text(x), '\b((TIDAK|TDK|NON|BELUM) ?AKTIF|NONAKTIF|PASIF|BEKU|MATI|INAKTIF)\b')
            THEN 'tidak aktif'
        WHEN regexp_full_match(
            plain_text(x),
            '((A|1|I|STATUS|KOPERASI|MASIH|SUDAH|SANGAT|TETAP|MASUK|KATEGORI) )*AKTIF'
            || '( (BERUSAHA|BERKEMBANG|USAHA|RAT|BERAT|SEHAT|NORMAL|BEROPERASI|KEMBALI|DAN|YANG|SUDAH|MELAKSANAKAN))*'
            || '( (TIDAK|BELUM|TDK) RAT)?( \d{4})?'
        ) THEN 'aktif'
    END;

-- TRUE, FALSE, or NULL where the text is no answer.
CREATE MACRO has_certificate(nik_status) AS
    CASE
        WHEN regexp_matches(plain_text(nik_status), 'TIDAK|BELUM|EXPIRED|KEDALUWARSA|KADALUARSA|NON')
            OR regexp_full_match(trim(nik_status), '[-–—xX0]|(?i)tdk.*') THEN FALSE
        WHEN regexp_matches(plain_text(nik_status), '\b(AKTIF|BERLAKU|BERSERTIFIKAT|TERBIT)\b|^(YA|Y|SUDAH|ADA|V|1|MEMILIKI)\b')
            OR regexp_full_match(trim(nik_status), '[√✓✔vV]') THEN TRUE
    END;

-- How sound a cooperative was found: by its words, their short forms, or its score (Perdep 06/2016).
CREATE MACRO health_of(x) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN regexp_matches(plain_text(x), '^(BELUM|TIDAK) (DI ?)?NILAI|^(BELUM ADA|NIHIL)') THEN NULL
        WHEN TRY_CAST(replace(trim(x), ',', '.') AS DOUBLE) BETWEEN 0 AND 100 THEN
            CASE
                WHEN TRY_CAST(replace(trim(x), ',', '.') AS DOUBLE) >= 80 THEN 'sehat'
                WHEN TRY_CAST(replace(trim(x), ',', '.') AS DOUBLE) >= 66 THEN 'cukup sehat'
                WHEN TRY_CAST(replace(trim(x), ',', '.') AS DOUBLE) >= 51 THEN 'dalam pengawasan'
                ELSE 'dalam pengawasan khusus'
            END
        WHEN regexp_full_match(plain_text(x), '(DPK|(DALAM )?PENGAWASAN KHUSUS)( \d+)*') THEN 'dalam pengawasan khusus'
        WHEN regexp_full_match(plain_text(x), '(DP|(DALAM )?PENGAWASAN)( \d+)*') THEN 'dalam pengawasan'
        WHEN regexp_full_match(plain_text(x), '((TIDAK|TDK|KURANG|BELUM) SEHAT|TS|KS)( \d+)*') THEN 'tidak sehat'
        WHEN regexp_full_match(plain_text(x), '(CS|CUKUP( SEHAT)?)( \d+)*') THEN 'cukup sehat'
        WHEN regexp_full_match(plain_text(x), '(S|(SANGAT )?SEHAT)( \d+)*') THEN 'sehat'
    END;

-- Koperasi Desa/Kelurahan Merah Putih, by name or by group.
CREATE MACRO is_kdkmp(x) AS
    regexp_matches(plain_text(x), '\bMERAH PUTIH\b|\b(KDKMP|KDMP|KKMP|KOPDES|KOPKEL|KOPDESKEL)\b')
    AND NOT regexp_matches(plain_text(x), '\b(NON|BUKAN|TIDAK)\b');

-- The stage of a proposal as the office's status machine names it; NULL where it is none of them.
CREATE MACRO stage_of(x) AS (
    SELECT arg_min(spelling.stage_id, spelling.position)
    FROM core.stage_spelling AS spelling
    WHERE regexp_matches(plain_text(x), spelling.pattern)
        -- "Belum ditetapkan" is no stage, nor is "batal diajukan".
        AND (
            NOT regexp_matches(plain_text(x), '\b(BELUM|TIDAK|TDK|BATAL|TANPA|BUKAN)\b')
            OR regexp_matches(spelling.pattern, 'TIDAK')
        )
);

-- Which menu a text names: the longest alias that stands in it as whole words. `context` is all that is said of the
-- proposal; where it holds the words that except a menu, something else is meant (the honoraria of a centre's staff).
CREATE MACRO menu_of(x, context) AS (
    SELECT arg_max(known.menu_id, (length(known.alias), known.budget_year, known.menu_id))
    FROM core.menu_alias AS known
    WHERE contains(' ' || plain_text(x) || ' ', ' ' || known.alias || ' ')
        AND NOT coalesce(regexp_matches(context, known.except_words), FALSE)
);

-- The sum of what was said; NULL where nothing was.
CREATE MACRO given_sum(a, b) AS CASE WHEN a IS NOT NULL OR b IS NOT NULL THEN coalesce(a, 0) + coalesce(b, 0) END;

-- A text without large numbers and amounts, as `without_large` of kumkm/secrecy/words.py leaves it.
CREATE MACRO without_large(x) AS regexp_replace(
    x,
    concat(
        '\b(?:rp|idr)\.?\s?\d(?:[., ]?\d)*(?:\s?', '(?:rb|ribu|ribuan|jt|juta|jutaan|m|mlr|miliar|milyar|triliun|trilyun)', '\b)?|',
        '\b\d{1,3}(?:[ \x{00A0}\x{202F}]\d{3}){2,}\b(?:\s?', '(?:rb|ribu|ribuan|jt|juta|jutaan|m|mlr|miliar|milyar|triliun|trilyun)', '\b)?|',
        '\d(?:[.,]?\d)*\s?', '(?:rb|ribu|ribuan|jt|juta|jutaan|m|mlr|miliar|milyar|triliun|trilyun)', '\b|\d(?:[.,]?\d){6,}'
    ),
    'r',
    'gi'
);

-- A word that may be kept: neither long nor with a run of digits in it, which might be somebody's.
CREATE MACRO short_word(x) AS CASE WHEN length(x) <= 60 AND NOT regexp_matches(x, '\d{6}|@') THEN x END;

-- The category of a five-digit code of KBLI 2020, by its first two digits; NULL where the code is none.
CREATE MACRO kbli_letter(code) AS
    CASE
        WHEN length(code) = 5 AND TRY_CAST(code AS INTEGER) IS NOT NULL
            THEN nullif(substr(
                'AAA-BBBBBCCCCCCCCCCCCCCCCCCCCCCCC-DEEEE-FFF-GGG-HH'
                || 'HHH-II-JJJJJJKKK-LMMMMMMM-NNNNNN-OPQQQ-RRRRSSSTTU',
                CAST(left(code, 2) AS INTEGER),
                1
            ), '-')
    END;

-- Where numbers stand -------------------------------------------------------------------------------------

CREATE SCHEMA checking;

-- The column of a field: the first one of its sheet.
CREATE VIEW checking.delivered_column AS
SELECT
    delivery_id,
    sheet,
    field,
    arg_min(column_letter, (length(column_letter), column_letter)) AS column_letter,
    arg_min(heading, (length(column_letter), column_letter)) AS heading,
    max(unit) AS unit
FROM raw.delivery_column
WHERE field IS NOT NULL
GROUP BY delivery_id, sheet, field;

CREATE VIEW checking.field_column AS FROM checking.delivered_column;

-- Numbers of recaps, each once per delivery. `part` holds together what is of one region, period and part of it;
-- `series` holds together the same number through the years. `current` is FALSE for the build before.
CREATE VIEW checking.recap AS
WITH delivered AS (
    SELECT fact.*, delivery.kind, delivery.simulated, TRUE AS current
    FROM raw.fact AS fact
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = fact.delivery_id
    UNION ALL BY NAME
    SELECT fact.*, delivery.kind, delivery.simulated, FALSE AS current
    FROM earlier.fact AS fact
    INNER JOIN earlier.delivery AS delivery ON delivery.delivery_id = fact.delivery_id
),
units AS (
    SELECT delivery_id, sheet, column_letter, max(unit) AS unit
    FROM raw.delivery_column
    GROUP BY delivery_id, sheet, column_letter
)
SELECT
    delivered.*,
    CASE WHEN delivered.quantity = 'money' THEN units.unit END AS unit,
    hash(
        delivered.delivery_id, delivered.region_code, delivered.year, delivered.month, delivered.subdistrict,
        delivered.sector, delivered.cooperative_type,
        CASE WHEN delivered.region_code IS NULL OR delivered.year IS NULL THEN delivered.sheet END,
        CASE WHEN delivered.region_code IS NULL OR delivered.year IS NULL THEN delivered.row_number END
    ) AS part,
    hash(
        delivered.kind, delivered.simulated, delivered.region_code, delivered.month, delivered.subdistrict,
        delivered.sector, delivered.cooperative_type, delivered.field
    ) AS series
FROM delivered
LEFT JOIN units
    ON units.delivery_id = delivered.delivery_id
    AND units.sheet = delivered.sheet
    AND units.column_letter = delivered.column_letter
WHERE delivered.value IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY part, delivered.field
    ORDER BY delivered.sheet, delivered.row_number, length(delivered.column_letter), delivered.column_letter
) = 1;

-- The numbers of one field in what is delivered now.
CREATE MACRO checking.numbers(field_id) AS TABLE FROM checking.recap WHERE current AND field = field_id;

-- A number beside its year before: of the same delivery where it holds both, else of another one of its kind.
CREATE VIEW checking.recap_before AS
SELECT now.*, before.value AS previous, before.delivery_id = now.delivery_id AS same_delivery
FROM checking.recap AS now
INNER JOIN checking.recap AS before ON before.series = now.series AND before.year = now.year - 1
WHERE now.current AND now.region_code IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY now.part, now.field
    ORDER BY same_delivery DESC, before.current DESC, before.delivery_id
) = 1;

-- A region's number as a whole: printed, or summed over the finest set of parts that covers it. `parts` counts them.
CREATE VIEW checking.whole AS
WITH levelled AS (
    SELECT
        *,
        CAST(subdistrict IS NOT NULL AS INTEGER) + 2 * CAST(sector IS NOT NULL AS INTEGER)
            + 4 * CAST(cooperative_type IS NOT NULL AS INTEGER) AS depth
    FROM checking.recap
    WHERE region_code IS NOT NULL AND year IS NOT NULL
    QUALIFY depth = min(depth) OVER (PARTITION BY delivery_id, region_code, year, month, field)
)
SELECT
    delivery_id,
    any_value(kind) AS kind,
    any_value(simulated) AS simulated,
    any_value(current) AS current,
    region_code,
    year,
    month,
    field,
    any_value(quantity) AS quantity,
    any_value(depth) AS depth,
    count(*) AS parts,
    sum(value) AS value,
    max(unit) AS unit,
    arg_min(sheet, (sheet, row_number, column_letter)) AS sheet,
    arg_min(row_number, (sheet, row_number, column_letter)) AS row_number,
    arg_min(column_letter, (sheet, row_number, column_letter)) AS column_letter,
    arg_min(heading, (sheet, row_number, column_letter)) AS heading,
    hash(any_value(kind), any_value(simulated), region_code, month, field) AS series
FROM levelled
GROUP BY delivery_id, region_code, year, month, field
HAVING any_value(depth) = 0 OR any_value(quantity) <> 'rate';

CREATE VIEW checking.whole_before AS
SELECT now.*, before.value AS previous, before.delivery_id = now.delivery_id AS same_delivery
FROM checking.whole AS now
INNER JOIN checking.whole AS before ON before.series = now.series AND before.year = now.year - 1
WHERE now.current
QUALIFY row_number() OVER (
    PARTITION BY now.delivery_id, now.region_code, now.year, now.month, now.field
    ORDER BY same_delivery DESC, before.current DESC, before.delivery_id
) = 1;

-- Rows of lists ---------------------------------------------------------------------------------------------

-- Which body each row of a list is of: its own NIK; a row without one that of the only NIK its name has in its region;
-- else region, name and year of founding, which a row without it has from the only one known of that name.
CREATE VIEW checking.identified AS
WITH listed AS (
    SELECT delivery_id, sheet, row_number, region_code, nik, plain_name(name) AS plain, year(legal_date) AS founded
    FROM raw.cooperative
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code, nik, plain_name(name), year(legal_date)
    FROM earlier.cooperative
),
by_name AS (
    SELECT
        region_code, plain, count(DISTINCT nik) AS niks, any_value(nik) AS nik, count(DISTINCT founded) AS foundings,
        any_value(founded) AS founded
    FROM listed
    GROUP BY region_code, plain
)
SELECT
    listed.*,
    coalesce(
        listed.nik,
        CASE WHEN by_name.niks = 1 THEN by_name.nik END,
        concat_ws(
            ' ', listed.region_code, listed.plain,
            coalesce(listed.founded, CASE WHEN by_name.foundings = 1 THEN by_name.founded END)
        )
    ) AS body,
    listed.nik IS NULL AND by_name.niks > 1 AS ambiguous
FROM listed
LEFT JOIN by_name
    ON by_name.region_code IS NOT DISTINCT FROM listed.region_code AND by_name.plain IS NOT DISTINCT FROM listed.plain;

-- `body` holds one cooperative together through the years and deliveries.
CREATE VIEW checking.cooperative AS
WITH delivered AS (
    SELECT cooperative.*, delivery.simulated, delivery.as_of, delivery.received_at, TRUE AS current
    FROM raw.cooperative AS cooperative
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = cooperative.delivery_id
    UNION ALL BY NAME
    SELECT cooperative.*, delivery.simulated, delivery.as_of, delivery.received_at, FALSE AS current
    FROM earlier.cooperative AS cooperative
    INNER JOIN earlier.delivery AS delivery ON delivery.delivery_id = cooperative.delivery_id
)
SELECT
    delivered.*,
    identified.body,
    identified.ambiguous,
    cooperative_status_of(status) AS status_id,
    is_secondary(form, name) AS secondary,
    coalesce(rat_held, FALSE) OR rat_date IS NOT NULL AS has_met,
    coalesce(members, members_male + members_female) AS people
FROM delivered
INNER JOIN checking.identified AS identified USING (delivery_id, sheet, row_number);

-- The rows delivered now, beside the column of one field.
CREATE MACRO checking.cooperatives(field_id) AS TABLE
SELECT cooperative.*, place.column_letter, place.heading
FROM checking.cooperative AS cooperative
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = cooperative.delivery_id AND place.sheet = cooperative.sheet AND place.field = field_id
WHERE cooperative.current;

-- A cooperative beside its own row of the book year before; of several such rows the one of its own delivery.
CREATE VIEW checking.cooperative_before AS
SELECT
    now.delivery_id,
    now.sheet,
    now.row_number,
    now.region_code,
    now.book_year,
    now.name,
    now.legal_number,
    now.people,
    now.equity_idr,
    now.outside_capital_idr,
    now.assets_idr,
    now.turnover_idr,
    now.surplus_idr,
    {
        'legal_number': before.legal_number,
        'members': before.people,
        'equity_idr': before.equity_idr,
        'outside_capital_idr': before.outside_capital_idr,
        'assets_idr': before.assets_idr,
        'turnover_idr': before.turnover_idr,
        'surplus_idr': before.surplus_idr
    } AS previous,
    before.delivery_id = now.delivery_id AS same_delivery
FROM checking.cooperative AS now
INNER JOIN checking.cooperative AS before
    ON before.body = now.body AND before.simulated = now.simulated AND before.book_year = now.book_year - 1
WHERE now.current
QUALIFY row_number() OVER (
    PARTITION BY now.delivery_id, now.sheet, now.row_number
    ORDER BY
        before.delivery_id = now.delivery_id DESC, before.current DESC, before.delivery_id, before.sheet,
        before.row_number
) = 1;

-- The numbers of a cooperative beside those of the year before, one row per field that has both. Money only where both
-- stand in one delivery: whoever sends a guess would learn from any comparison what another one holds.
CREATE VIEW checking.cooperative_change AS
WITH long AS (
    SELECT
        delivery_id, sheet, row_number, region_code, book_year, name, same_delivery,
        unnest([
            {'field': 'members', 'value': people, 'previous': previous.members},
            {'field': 'equity_idr', 'value': equity_idr, 'previous': previous.equity_idr},
            {'field': 'outside_capital_idr', 'value': outside_capital_idr, 'previous': previous.outside_capital_idr},
            {'field': 'assets_idr', 'value': assets_idr, 'previous': previous.assets_idr},
            {'field': 'turnover_idr', 'value': turnover_idr, 'previous': previous.turnover_idr},
            {'field': 'surplus_idr', 'value': surplus_idr, 'previous': previous.surplus_idr}
        ]) AS number
    FROM checking.cooperative_before
)
SELECT
    long.* EXCLUDE (number),
    number.field,
    number.value,
    number.previous,
    place.column_letter,
    place.heading
FROM long
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = long.delivery_id AND place.sheet = long.sheet AND place.field = long.number.field
WHERE number.value IS NOT NULL AND number.previous IS NOT NULL
    AND (long.same_delivery OR quantity_of(number.field) <> 'money');

-- What a list adds up to, in the fields of recaps. Members are people: those of primary cooperatives.
CREATE VIEW checking.list_whole AS
WITH summed AS (
    SELECT
        delivery_id,
        simulated,
        current,
        region_code,
        book_year AS year,
        count(*) AS cooperatives,
        CAST(count(*) FILTER (status_id IS DISTINCT FROM 'bubar') AS DOUBLE) AS cooperatives_registered,
        CAST(nullif(count(*) FILTER (status_id = 'aktif'), 0) AS DOUBLE) AS cooperatives_active,
        CAST(nullif(count(*) FILTER (status_id = 'tidak aktif'), 0) AS DOUBLE) AS cooperatives_inactive,
        CAST(nullif(count(*) FILTER (has_met AND status_id IS DISTINCT FROM 'bubar'), 0) AS DOUBLE) AS cooperatives_rat,
        CAST(nullif(count(*) FILTER (has_certificate(nik_status) AND status_id IS DISTINCT FROM 'bubar'), 0) AS DOUBLE)
            AS cooperatives_nik,
        CAST(nullif(count(*) FILTER (kdkmp), 0) AS DOUBLE) AS kdkmp_formed,
        sum(people) FILTER (NOT secondary) AS members,
        sum(members_male) FILTER (NOT secondary) AS members_male,
        sum(members_female) FILTER (NOT secondary) AS members_female,
        sum(managers) AS managers,
        sum(employees) AS employees,
        sum(equity_idr) AS equity_idr,
        sum(outside_capital_idr) AS outside_capital_idr,
        sum(assets_idr) AS assets_idr,
        sum(turnover_idr) AS turnover_idr,
        sum(surplus_idr) AS surplus_idr
    FROM checking.cooperative
    WHERE region_code IS NOT NULL AND book_year IS NOT NULL
    GROUP BY delivery_id, simulated, current, region_code, book_year
)
SELECT delivery_id, simulated, current, region_code, year, cooperatives, field, value, quantity_of(field) AS quantity
FROM summed
UNPIVOT (
    value FOR field IN (
        cooperatives_registered, cooperatives_active, cooperatives_inactive, cooperatives_rat, cooperatives_nik,
        kdkmp_formed, members, members_male, members_female, managers, employees, equity_idr, outside_capital_idr,
        assets_idr, turnover_idr, surplus_idr
    )
);

-- What opening a file warned of under one rule, in the form of a finding; `lead` begins its message.
CREATE MACRO checking.warnings(rule, lead) AS TABLE
SELECT
    note.delivery_id,
    note.sheet,
    note.row_number,
    note.column_letter,
    note.heading AS "column",
    note.found,
    note.expected,
    concat(lead, note.found, '.') AS message,
    note.region_code
FROM raw.note AS note
WHERE note.note = rule
ORDER BY note.delivery_id, note.sheet, note.row_number, note.column_letter;

CREATE MACRO checking.enterprises(field_id) AS TABLE
SELECT enterprise.*, coalesce(place.sheet, '') AS sheet, place.column_letter, place.heading
FROM raw.enterprise AS enterprise
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = enterprise.delivery_id AND place.field = field_id;

-- The least land a menu asks for, in m²: by the list of that year, else by the latest one.
CREATE MACRO least_land(menu, year) AS (
    SELECT arg_max(need.minimum, (need.budget_year = year, need.budget_year))
    FROM core.menu_requirement AS need
    WHERE need.menu_id = menu AND need.minimum IS NOT NULL
);

CREATE MACRO owned_by_government(land_status) AS
    regexp_matches(
        plain_text(land_status), 'PEMDA|PEMKAB|PEMKOT|PEMPROV|PEMERINTAH|HAK PAKAI|ASET DAERAH|MILIK DAERAH'
    );

-- What a proposal says on each criterion of kumkm/domain/menus.py, and the field that says it; NULL where it says
-- nothing. A land's area is compared with the menu's minimum by whoever asks, so that `amount` comes along.
CREATE MACRO criteria_of(p) AS [
    {'criterion': 'tor', 'field': 'has_tor', 'met': p.has_tor, 'amount': NULL::DOUBLE},
    {'criterion': 'rab', 'field': 'has_rab', 'met': p.has_rab, 'amount': NULL::DOUBLE},
    {'criterion': 'ded', 'field': 'has_ded', 'met': p.has_ded, 'amount': NULL::DOUBLE},
    {'criterion': 'sertifikat', 'field': 'has_certificate', 'met': p.has_certificate, 'amount': NULL::DOUBLE},
    {'criterion': 'tidak_sengketa', 'field': 'has_no_dispute', 'met': p.has_no_dispute, 'amount': NULL::DOUBLE},
    {
        'criterion': 'komitmen_apbd',
        'field': 'has_budget_commitment',
        'met': p.has_budget_commitment,
        'amount': NULL::DOUBLE
    },
    {'criterion': 'luas_lahan', 'field': 'land_m2', 'met': p.land_m2 > 0, 'amount': p.land_m2},
    {
        'criterion': 'lahan_pemda',
        'field': 'land_status',
        'met': owned_by_government(p.land_status),
        'amount': NULL::DOUBLE
    },
    {
        'criterion': 'koordinat',
        'field': 'latitude',
        'met': p.latitude IS NOT NULL AND p.longitude IS NOT NULL,
        'amount': NULL::DOUBLE
    },
    {
        'criterion': 'koperasi_pengelola',
        'field': 'manager_nik',
        'met': p.manager_nik IS NOT NULL,
        'amount': NULL::DOUBLE
    },
    {
        'criterion': 'nib_peserta',
        'field': 'trainees_without_nib',
        'met': p.trainees > 0 AND p.trainees_without_nib = 0,
        'amount': NULL::DOUBLE
    }
];

-- Proposals with what is read from their words. Without a stage column what the office sends is submitted by being
-- sent, in a column that is there a blank says nothing; a draft is not, nor what was given back. `menu_id` is of the menu as written, of the title where none is;
-- `built_id` of either, for rules that would rather ask once more.
CREATE VIEW checking.proposal_read AS
WITH worded AS (
    SELECT
        proposal.*,
        delivery.simulated,
        plain_text(concat_ws(' ', proposal.menu, proposal.title, proposal.fund)) AS subject
    FROM raw.proposal AS proposal
    INNER JOIN raw.delivery AS delivery ON delivery.delivery_id = proposal.delivery_id
),
resolved AS (
    SELECT
        worded.*,
        CASE WHEN stage IS NULL AND asked.field IS NULL THEN 'diajukan' ELSE stage_of(stage) END AS stage_id,
        menu_of(menu, subject) AS written_id,
        menu_of(title, subject) AS titled_id
    FROM worded
    LEFT JOIN checking.field_column AS asked
        ON asked.delivery_id = worded.delivery_id AND asked.sheet = worded.sheet AND asked.field = 'stage'
)
SELECT
    resolved.* EXCLUDE (written_id, titled_id),
    CASE WHEN menu IS NULL THEN titled_id ELSE written_id END AS menu_id,
    coalesce(written_id, titled_id) AS built_id,
    coalesce(stage_id IN (SELECT stage.stage_id FROM core.stage WHERE stage.submitted), FALSE) AS submitted
FROM resolved;

CREATE VIEW checking.proposal AS FROM checking.proposal_read;

-- Proposals beside the column of one field.
CREATE MACRO checking.proposals(field_id) AS TABLE
SELECT
    proposal.*,
    place.column_letter,
    place.heading,
    place.unit AS money_unit
FROM checking.proposal AS proposal
LEFT JOIN checking.field_column AS place
    ON place.delivery_id = proposal.delivery_id AND place.sheet = proposal.sheet AND place.field = field_id;
