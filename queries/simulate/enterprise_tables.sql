-- name:    enterprise_tables
-- purpose: What the simulated enterprises are drawn from: a hash for every draw, lines of business, and the planted rows.
-- params:  none
-- Draws are integers of 32 bits from the seed, the row and a number per draw (two rounds of a multiplicative hash), so
-- that any row can be made alone, in any order and on any number of threads. The variable `seed` is set by the caller.
CREATE OR REPLACE TEMP MACRO stir(x) AS (xor(x, x >> 16) * 73244475) & 4294967295;
CREATE OR REPLACE TEMP MACRO start_of(i, k) AS
    (i * 2654435761 + k * 2246822519 + getvariable('seed')::BIGINT * 3266489917) & 4294967295;
CREATE OR REPLACE TEMP MACRO draw(i, k) AS
    xor(stir(stir(start_of(i, k))), stir(stir(start_of(i, k))) >> 16);
-- Two independent numbers in [0, 1) from one draw, a standard normal from both, and a whole number below n.
CREATE OR REPLACE TEMP MACRO high(h) AS (h >> 16) / 65536.0;
CREATE OR REPLACE TEMP MACRO low(h) AS (h & 65535) / 65536.0;
CREATE OR REPLACE TEMP MACRO normal(h) AS sqrt(-2 * ln(high(h) + 1e-5)) * cos(2 * pi() * low(h));
CREATE OR REPLACE TEMP MACRO below(u, n) AS CAST(floor(u * n) AS SMALLINT);

-- One row per region's share of the rows: slot s of 10,000 holds the rows i with s = i * 10000 // rows.
CREATE OR REPLACE TEMP TABLE slot (
    slot BIGINT, region_code VARCHAR, short VARCHAR, spelling VARCHAR, districts INTEGER, villages INTEGER,
    level DOUBLE, wave INTEGER
);

-- Rows that bear an error, by data row; `twin` joins those that share one NIB.
CREATE OR REPLACE TEMP TABLE planted (i BIGINT, rule VARCHAR, twin BIGINT);

-- Codes of KBLI 2020 with their share in percent; the first six per cent are agriculture, absent from the 2023 wave.
CREATE OR REPLACE TEMP TABLE business AS
SELECT unnest(range(first_pick, last_pick + 1)) AS pick, letter, code, activity, product
FROM (
    VALUES
        (0, 3, 'A', '03111', 'Penangkapan ikan laut', 'Ikan segar'),
        (4, 5, 'A', '01461', 'Peternakan ayam', 'Telur dan ayam'),
        (6, 20, 'G', '47112', 'Warung kelontong', 'Sembako'),
        (21, 25, 'G', '47213', 'Jual sayuran', 'Sayuran'),
        (26, 30, 'G', '47215', 'Jual ikan', 'Ikan'),
        (31, 34, 'G', '47242', 'Jual roti dan kue', 'Kue'),
        (35, 38, 'G', '47711', 'Jual pakaian', 'Pakaian'),
        (39, 41, 'G', '47212', 'Jual buah', 'Buah'),
        (42, 44, 'G', '45407', 'Bengkel sepeda motor', 'Servis sepeda motor'),
        (45, 52, 'I', '56102', 'Warung makan', 'Makanan siap saji'),
        (53, 56, 'I', '56103', 'Kedai makanan', 'Makanan ringan'),
        (57, 60, 'I', '56304', 'Kedai minuman', 'Minuman'),
        (61, 62, 'I', '55130', 'Pondok wisata', 'Penginapan'),
        (63, 66, 'C', '10710', 'Pembuatan roti dan kue', 'Roti dan kue'),
        (67, 70, 'C', '10750', 'Pengolahan makanan', 'Makanan olahan'),
        (71, 73, 'C', '10211', 'Pengeringan ikan', 'Ikan kering'),
        (74, 76, 'C', '13121', 'Tenun', 'Kain tenun'),
        (77, 79, 'C', '14120', 'Penjahitan pakaian', 'Pakaian pesanan'),
        (80, 82, 'C', '31001', 'Pembuatan mebel kayu', 'Mebel'),
        (83, 84, 'C', '16291', 'Anyaman', 'Anyaman rotan dan bambu'),
        (85, 88, 'S', '96112', 'Salon', 'Jasa salon'),
        (89, 90, 'S', '96200', 'Penatu', 'Jasa cuci'),
        (91, 93, 'H', '49431', 'Angkutan barang', 'Jasa angkutan'),
        (94, 95, 'F', '41011', 'Tukang bangunan', 'Jasa konstruksi'),
        (96, 97, 'N', '82190', 'Fotokopi', 'Jasa fotokopi'),
        (98, 98, 'P', '85499', 'Kursus', 'Jasa kursus'),
        (99, 99, 'M', '74201', 'Fotografi', 'Jasa foto')
) AS line (first_pick, last_pick, letter, code, activity, product);
