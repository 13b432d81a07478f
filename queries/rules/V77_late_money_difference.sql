-- name:     V77
-- severity: peringatan
-- purpose:  Kiriman susulan mengubah uang sebuah daerah lewat cukup banyak badan, sehingga selisihnya dari angka sebelumnya tidak menunjuk satu dua di antaranya. Yang dihitung banyaknya badan, tidak pernah besarnya uang.
-- example:  Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Volume Usaha (Rp) / Koperasi Contoh Satu;7401000000001;Kolaka;2023;400000000 /
--           Koperasi Contoh Dua;7401000000002;Kolaka;2023;500000000 // Nama Koperasi;NIK;Kabupaten/Kota;Tahun Buku;Volume Usaha (Rp) /
--           Koperasi Contoh Tiga;7401000000003;Kolaka;2023;600000000
-- params:   small_cell_contributors
-- returns:  delivery_id VARCHAR, sheet VARCHAR, row_number BIGINT, column_letter VARCHAR, column VARCHAR, found
--           VARCHAR, expected VARCHAR, message VARCHAR, region_code VARCHAR
-- grain:    one row per delivery, region and year whose money changes by too few
WITH delivery_of AS (
    SELECT delivery_id, kind, simulated, complete, (TRUE, received_at) AS moment, TRUE AS current
    FROM raw.delivery
    UNION ALL
    SELECT delivery_id, kind, simulated, complete, (FALSE, received_at), FALSE
    FROM earlier.delivery
),
-- What a row of a list adds to which region, as mart.cooperative_measure has it: nothing where it is dissolved or KDKMP.
added AS (
    SELECT
        stated.delivery_id, stated.sheet, stated.row_number, stated.body, stated.book_year AS year, stated.simulated,
        stated.region_code AS listed_in, delivery_of.moment, delivery_of.current, delivery_of.complete,
        CASE
            WHEN stated.authority ILIKE 'prov%' OR stated.authority ILIKE 'nasional%' THEN '74.00'
            ELSE stated.region_code
        END AS region_code,
        CASE
            WHEN coalesce(stated.status_id, '') <> 'bubar' AND NOT coalesce(stated.kdkmp, FALSE)
                AND NOT coalesce(is_kdkmp(stated.name), FALSE) AND NOT coalesce(is_kdkmp(stated."group"), FALSE)
                THEN [
                    {'field': 'equity_idr', 'value': stated.equity_idr},
                    {'field': 'outside_capital_idr', 'value': stated.outside_capital_idr},
                    {'field': 'assets_idr', 'value': stated.assets_idr},
                    {'field': 'turnover_idr', 'value': stated.turnover_idr},
                    {'field': 'surplus_idr', 'value': stated.surplus_idr},
                    {
                        'field': 'balance_left',
                        'value': balance_left(stated.assets_idr, stated.equity_idr, stated.outside_capital_idr)
                    }
                ]
            ELSE []
        END AS amounts
    FROM checking.cooperative AS stated
    INNER JOIN delivery_of USING (delivery_id)
    WHERE stated.region_code IS NOT NULL AND stated.book_year IS NOT NULL
),
-- Every delivery that follows another on the same region and year, with what stood of each of its bodies before it, and
-- of those that a complete list leaves out.
follows AS (
    SELECT DISTINCT later.delivery_id, later.listed_in, later.year, later.simulated, later.moment, later.complete
    FROM added AS later
    SEMI JOIN added AS before
        ON before.year = later.year AND before.simulated = later.simulated AND before.moment < later.moment
        AND before.listed_in = later.listed_in
    WHERE later.current
),
touched AS (
    SELECT delivery_id, body, year, simulated, moment FROM added WHERE current
    UNION
    SELECT follows.delivery_id, before.body, before.year, before.simulated, follows.moment
    FROM follows
    INNER JOIN added AS before
        ON before.year = follows.year AND before.listed_in = follows.listed_in
        AND before.simulated = follows.simulated AND before.moment < follows.moment
    WHERE follows.complete
),
stood AS (
    SELECT touched.delivery_id, before.* EXCLUDE (delivery_id)
    FROM touched
    INNER JOIN added AS before
        ON before.body = touched.body AND before.year = touched.year AND before.simulated = touched.simulated
        AND before.moment < touched.moment
    QUALIFY row_number() OVER (
        PARTITION BY touched.delivery_id, before.body, before.year ORDER BY before.moment DESC, before.sheet DESC, before.row_number DESC
    ) = 1
),
sides AS (
    SELECT delivery_id, sheet, row_number, body, year, simulated, region_code, moment, 1 AS sign, unnest(amounts) AS amount
    FROM added
    WHERE current
    UNION ALL
    SELECT delivery_id, NULL, NULL, body, year, simulated, region_code, moment, -1, unnest(amounts)
    FROM stood
),
of_body AS (
    SELECT
        delivery_id, body, year, simulated, region_code, amount.field AS field, min(sheet) AS sheet,
        min(row_number) AS row_number, sum(sign * amount.value) AS difference
    FROM sides
    WHERE amount.value IS NOT NULL
    GROUP BY delivery_id, body, year, simulated, region_code, field
    HAVING abs(sum(sign * amount.value)) >= 1
),
-- A recap says how many it is of and not who: the difference is of as many as have come, or of nobody knows how many.
told AS (
    SELECT
        whole.*, delivery_of.moment, field.measure_id, measure.counted_by, measure.part_of, measure.flow,
        threshold(measure.secret_below) AS least
    FROM checking.whole AS whole
    INNER JOIN delivery_of USING (delivery_id)
    INNER JOIN core.delivered_field AS field ON field.kind = whole.kind AND field.field = whole.field
    INNER JOIN core.measure ON measure.measure_id = field.measure_id
    WHERE whole.value IS NOT NULL AND whole.kind IN ('cooperative_recap', 'kur')
        AND (measure.secret_below IS NOT NULL OR field.measure_id IN (SELECT counted_by FROM core.measure))
),
of_list AS (
    SELECT
        of_body.delivery_id, min(of_body.sheet) AS sheet, min(of_body.row_number) AS row_number, of_body.region_code,
        of_body.year, of_body.field, count(*) AS bodies
    FROM of_body
    INNER JOIN delivery_of USING (delivery_id)
    -- Who has seen the figure before: some of it had been delivered. Who is under the province itself is seen in the
    -- province, so there it is enough that something of anybody had.
    WHERE EXISTS (
        FROM added AS before
        WHERE (before.region_code = of_body.region_code OR of_body.region_code = '74.00') AND before.year = of_body.year
            AND before.simulated = of_body.simulated AND before.moment < delivery_of.moment
            AND len(list_filter(before.amounts, lambda said : said.field = of_body.field AND said.value IS NOT NULL)) > 0
    )
        OR of_body.region_code = '74.00' AND EXISTS (
            FROM told AS before
            WHERE before.kind = 'cooperative_recap' AND before.field = of_body.field AND before.year = of_body.year
                AND before.simulated = of_body.simulated AND before.moment < delivery_of.moment
        )
    GROUP BY of_body.delivery_id, of_body.region_code, of_body.year, of_body.field
),
-- Before a delivery stood the newest of each month.
before AS (
    SELECT later.delivery_id, before.region_code, before.year, before.measure_id, before.flow, before.month, before.value
    FROM (SELECT DISTINCT delivery_id, kind, simulated, region_code, year, measure_id, moment FROM told WHERE current) AS later
    INNER JOIN told AS before
        ON before.kind = later.kind AND before.simulated = later.simulated AND before.region_code = later.region_code
        AND before.year = later.year AND before.measure_id = later.measure_id AND before.moment < later.moment
    QUALIFY row_number() OVER (
        PARTITION BY later.delivery_id, before.region_code, before.year, before.measure_id, before.month
        ORDER BY before.moment DESC
    ) = 1
),
-- After it stand its own months and those of before that it does not name; a year at once stands for its months.
after AS (
    SELECT delivery_id, region_code, year, measure_id, flow, month, value FROM told WHERE current
    UNION ALL
    SELECT before.*
    FROM before
    INNER JOIN (
        SELECT delivery_id, region_code, year, measure_id, list(month ORDER BY month) AS months, bool_or(month IS NULL) AS whole
        FROM told
        WHERE current
        GROUP BY ALL
    ) AS own USING (delivery_id, region_code, year, measure_id)
    WHERE NOT own.whole AND before.month IS NOT NULL AND NOT list_contains(own.months, before.month)
),
state AS (
    SELECT
        delivery_id, region_code, year, measure_id, side,
        CASE WHEN any_value(flow) THEN sum(value) ELSE arg_max(value, coalesce(month, 12)) END AS value,
        CASE WHEN NOT any_value(flow) THEN max(coalesce(month, 12)) END AS moment
    FROM (SELECT *, 'before' AS side FROM before UNION ALL BY NAME SELECT *, 'after' AS side FROM after)
    GROUP BY delivery_id, region_code, year, measure_id, side
),
-- What stands at another moment is another figure, of all who have any.
step AS (
    SELECT
        after.delivery_id, after.region_code, after.year, after.measure_id, measure.counted_by, measure.part_of,
        threshold(measure.secret_below) AS least, after.value - before.value AS difference
    FROM state AS after
    INNER JOIN state AS before
        ON before.side = 'before' AND before.delivery_id = after.delivery_id AND before.region_code = after.region_code
        AND before.year = after.year AND before.measure_id = after.measure_id
        AND before.moment IS NOT DISTINCT FROM after.moment
    INNER JOIN core.measure ON measure.measure_id = after.measure_id
    WHERE after.side = 'after'
),
place AS (
    SELECT delivery_id, region_code, year, measure_id, min(sheet) AS sheet, min(row_number) AS row_number
    FROM told
    WHERE current
    GROUP BY delivery_id, region_code, year, measure_id
),
moved AS (
    SELECT
        step.delivery_id, step.region_code, step.year, step.measure_id, step.part_of, step.least, step.difference,
        coalesce(counted.difference, 0) AS bodies
    FROM step
    LEFT JOIN step AS counted
        ON counted.delivery_id = step.delivery_id AND counted.region_code = step.region_code
        AND counted.year = step.year AND counted.measure_id = step.counted_by
    WHERE step.least IS NOT NULL
),
-- With a whole and its part also what the others have is told.
of_recap AS (
    SELECT delivery_id, region_code, year, measure_id, abs(bodies) AS bodies, least
    FROM moved
    WHERE abs(difference) >= 1
    UNION ALL
    SELECT part.delivery_id, part.region_code, part.year, part.measure_id, abs(whole.bodies - part.bodies), part.least
    FROM moved AS part
    INNER JOIN moved AS whole
        ON whole.measure_id = part.part_of AND whole.delivery_id = part.delivery_id
        AND whole.region_code = part.region_code AND whole.year = part.year
    WHERE abs(whole.difference - part.difference) >= 1
),
-- The first list that tells money of a region and year takes the place of what a recap said of it, where that was of many.
listed AS (
    SELECT
        of_body.delivery_id, of_body.region_code, of_body.year, of_body.simulated, of_body.field,
        min(of_body.sheet) AS sheet, min(of_body.row_number) AS row_number, sum(difference) AS value, count(*) AS bodies,
        any_value(delivery_of.moment) AS moment
    FROM of_body
    INNER JOIN delivery_of USING (delivery_id)
    WHERE NOT EXISTS (
        FROM added AS before
        WHERE before.region_code = of_body.region_code AND before.year = of_body.year
            AND before.simulated = of_body.simulated AND before.moment < delivery_of.moment
            AND len(list_filter(before.amounts, lambda said : said.field = of_body.field AND said.value IS NOT NULL)) > 0
    )
    GROUP BY of_body.delivery_id, of_body.region_code, of_body.year, of_body.simulated, of_body.field
),
recap_before AS (
    SELECT
        listed.delivery_id, listed.region_code, listed.year, listed.field, recap.counted_by, recap.least,
        arg_max(recap.value, recap.moment) AS value, arg_max(counted.value, counted.moment) AS bodies
    FROM listed
    INNER JOIN told AS recap
        ON recap.kind = 'cooperative_recap' AND recap.field = listed.field AND recap.region_code = listed.region_code
        AND recap.year = listed.year AND recap.simulated = listed.simulated AND recap.moment < listed.moment
    INNER JOIN told AS counted
        ON counted.measure_id = recap.counted_by AND counted.region_code = listed.region_code
        AND counted.year = listed.year AND counted.simulated = listed.simulated AND counted.moment < listed.moment
    GROUP BY listed.delivery_id, listed.region_code, listed.year, listed.field, recap.counted_by, recap.least
),
instead_of_recap AS (
    SELECT
        listed.delivery_id, listed.sheet, listed.row_number, listed.region_code, listed.year,
        abs(listed.bodies - recap.bodies) AS bodies, recap.least
    FROM listed
    INNER JOIN recap_before AS recap
        ON recap.delivery_id = listed.delivery_id AND recap.region_code = listed.region_code
        AND recap.year = listed.year AND recap.field = listed.field
    WHERE abs(listed.value - recap.value) >= 1 AND recap.bodies >= recap.least AND listed.bodies >= recap.least
),
thin AS (
    SELECT delivery_id, sheet, row_number, region_code, year, bodies, threshold('small_cell_contributors') AS least
    FROM of_list
    WHERE bodies < threshold('small_cell_contributors')
    UNION ALL
    SELECT
        of_recap.delivery_id, place.sheet, place.row_number, of_recap.region_code, of_recap.year, of_recap.bodies,
        of_recap.least
    FROM of_recap
    INNER JOIN place USING (delivery_id, region_code, year, measure_id)
    WHERE of_recap.bodies < of_recap.least
    UNION ALL
    SELECT delivery_id, sheet, row_number, region_code, year, bodies, least
    FROM instead_of_recap
    WHERE bodies < least
)
SELECT
    thin.delivery_id,
    coalesce(min(thin.sheet), '') AS sheet,
    min(thin.row_number) AS row_number,
    NULL AS column_letter,
    NULL AS "column",
    concat(number_text(min(thin.bodies)), ' badan baru atau berubah') AS found,
    concat('sekurang-kurangnya ', number_text(max(thin.least))) AS expected,
    concat(
        'Uang ', region_short(thin.region_code), ' tahun ', thin.year, ' berubah oleh terlalu sedikit badan: ',
        'siapa menyimpan angka yang terbit sebelumnya dapat menghitung selisihnya. Kumpulkan dahulu ',
        'dengan susulan lain, lalu kirim bersama.'
    ) AS message,
    thin.region_code
FROM thin
GROUP BY thin.delivery_id, thin.region_code, thin.year
ORDER BY thin.delivery_id, sheet, thin.region_code, thin.year;
