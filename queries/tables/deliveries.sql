-- name:    deliveries
-- purpose: What was delivered, as read: every delivery of a build with its rows, numbers, cells and what was noticed.
--          Everything in `raw` is kept with the row it came from; only `core.accepted` deliveries reach the marts.
CREATE TABLE raw.delivery (
    delivery_id VARCHAR PRIMARY KEY,
    file VARCHAR NOT NULL,
    file_hash VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,
    simulated BOOLEAN NOT NULL,
    as_of DATE,                       -- "keadaan per", where the file says so
    received_at TIMESTAMPTZ NOT NULL, -- when it was taken in; each file has a moment of its own
    complete BOOLEAN NOT NULL         -- whether it says that it names everybody there is
);

-- How each file of this build was read: under the key that stands for all that bears on it. `subject` is told of
-- simulated files, of which only that was looked at where `deliveries` is NULL.
CREATE TABLE raw.reading (
    file_hash VARCHAR NOT NULL,
    reading VARCHAR NOT NULL,
    subject VARCHAR,
    deliveries VARCHAR[]
);

-- Where known errors were corrected.
CREATE TABLE raw.corrected (
    delivery_id VARCHAR NOT NULL,
    correction_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL
);

CREATE TABLE raw.delivery_column (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    column_letter VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    field VARCHAR,                    -- NULL where the heading is unknown
    unit DOUBLE                       -- factor to rupiah, where declared
);

-- What the reader noticed at a cell; queries/rules turn notes into findings.
CREATE TABLE raw.note (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT,
    column_letter VARCHAR,
    heading VARCHAR,
    field VARCHAR,
    note VARCHAR NOT NULL,
    found VARCHAR,
    expected VARCHAR,
    region_code VARCHAR
);

CREATE TABLE raw.total (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    column_letter VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    printed DOUBLE NOT NULL,
    summed DOUBLE NOT NULL,
    tolerance DOUBLE NOT NULL,
    region_code VARCHAR
);

-- One number of a recap (kinds cooperative_recap, enterprise_recap, kur, macro), in base units.
CREATE TABLE raw.fact (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    column_letter VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    quantity VARCHAR NOT NULL,        -- count, money or rate
    region_text VARCHAR,
    region_code VARCHAR,              -- NULL where not understood
    year INTEGER,
    month INTEGER,
    subdistrict VARCHAR,
    sector VARCHAR,
    cooperative_type VARCHAR,
    text VARCHAR NOT NULL,            -- as printed
    value DOUBLE,                     -- NULL where the cell holds no number
    population VARCHAR NOT NULL,      -- of whom it is: semua, KDKMP
    nature VARCHAR NOT NULL           -- realisasi, or target in raw.target
);

-- Numbers of recaps that are targets: in all else like raw.fact.
CREATE TABLE raw.target AS FROM raw.fact LIMIT 0;

-- How every column was understood, or every row of a table with its fields down.
CREATE TABLE raw.understood (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT,                -- NULL where a whole column is meant
    column_letter VARCHAR NOT NULL,   -- C, or C–S
    heading VARCHAR NOT NULL,         -- the whole path
    measure VARCHAR,                  -- the field; NULL where none was recognised
    population VARCHAR,
    unit VARCHAR,
    nature VARCHAR,
    period VARCHAR,
    read BOOLEAN NOT NULL,
    reason VARCHAR                    -- why it is not read
);

-- Words that a person let pass for one delivery.
CREATE TABLE raw.accepted_word (
    delivery_id VARCHAR NOT NULL,
    word VARCHAR NOT NULL
);

-- One cooperative in one book year (kind cooperative_list).
CREATE TABLE raw.cooperative (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    region_text VARCHAR,
    region_code VARCHAR,
    book_year INTEGER,
    nik VARCHAR,
    name VARCHAR,
    subdistrict VARCHAR,
    village VARCHAR,
    legal VARCHAR,
    legal_number VARCHAR,
    legal_date DATE,
    type VARCHAR,
    "group" VARCHAR,
    form VARCHAR,
    authority VARCHAR,
    status VARCHAR,                   -- as printed
    rat_held BOOLEAN,
    rat_date DATE,
    members_male DOUBLE,
    members_female DOUBLE,
    members DOUBLE,
    prospective_members DOUBLE,
    managers DOUBLE,
    employees DOUBLE,
    employees_male DOUBLE,
    employees_female DOUBLE,
    equity_idr DOUBLE,
    outside_capital_idr DOUBLE,
    assets_idr DOUBLE,
    turnover_idr DOUBLE,
    surplus_idr DOUBLE,
    nik_status VARCHAR,
    nik_valid_until DATE,
    grade VARCHAR,
    health VARCHAR,
    kdkmp BOOLEAN,
    kdkmp_operating BOOLEAN
);

-- One enterprise of an extract (kind enterprise_list), without anything that names or finds its owner.
CREATE TABLE raw.enterprise (
    delivery_id VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    id_hash UBIGINT NOT NULL,
    region_text VARCHAR,
    region_code VARCHAR,
    wave INTEGER,                     -- year of the field work
    scale VARCHAR,                    -- mikro, kecil, menengah, bukan umkm; NULL where not understood
    sector VARCHAR,                   -- KBLI letter; NULL where not mappable
    sex VARCHAR,                      -- L, P; NULL where not said: never guessed
    nib_hash UBIGINT,                 -- NULL where there is no NIB
    nib_valid BOOLEAN,
    turnover_idr DOUBLE,
    capital_idr DOUBLE,
    assets_idr DOUBLE,
    workers_paid DOUBLE,
    workers_unpaid DOUBLE,
    workers_disabled DOUBLE,          -- never added to the workers
    started_year INTEGER,
    outside_province BOOLEAN,         -- coordinates outside Sulawesi Tenggara
    kbli_valid BOOLEAN
);

CREATE TABLE raw.proposal (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    region_text VARCHAR,
    region_code VARCHAR,
    proposal_id VARCHAR,
    budget_year INTEGER,
    office VARCHAR,
    title VARCHAR,
    menu VARCHAR,
    fund VARCHAR,
    ministry VARCHAR,
    volume DOUBLE,
    unit VARCHAR,
    unit_cost_idr DOUBLE,
    amount_idr DOUBLE,
    location VARCHAR,
    land_m2 DOUBLE,
    land_status VARCHAR,
    has_tor BOOLEAN,
    has_rab BOOLEAN,
    has_ded BOOLEAN,
    has_certificate BOOLEAN,
    has_no_dispute BOOLEAN,
    has_budget_commitment BOOLEAN,
    latitude DOUBLE,
    longitude DOUBLE,
    manager_nik VARCHAR,
    trainees DOUBLE,
    trainees_without_nib DOUBLE,
    stage VARCHAR,
    stage_date DATE,
    document VARCHAR,
    approved_idr DOUBLE,
    note VARCHAR
);

CREATE TABLE raw.proposal_stage (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    proposal_id VARCHAR,
    stage VARCHAR,
    stage_date DATE,
    actor VARCHAR,
    document VARCHAR,
    reason VARCHAR,
    amount_idr DOUBLE
);

CREATE TABLE raw.submission (
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    region_text VARCHAR,
    region_code VARCHAR,
    system VARCHAR,
    data_subject VARCHAR,
    book_year INTEGER,
    submitted_on DATE,
    deadline_on DATE,
    rows DOUBLE,
    status VARCHAR
);

-- The kinds of delivery there are, from data/sources.toml.
CREATE TABLE core.delivered_kind (
    kind VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    cadence VARCHAR NOT NULL
);

-- Thresholds of the checks and rules of counting, each with its reason; from data/parameters.toml.
CREATE TABLE core.parameter (
    parameter VARCHAR PRIMARY KEY,
    value DOUBLE NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE core.correction (
    correction_id VARCHAR NOT NULL,
    delivery_id VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    row_number BIGINT NOT NULL,
    field VARCHAR NOT NULL,
    found VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    expires DATE NOT NULL
);

CREATE TABLE core.finding (
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('galat', 'peringatan', 'info')),
    delivery_id VARCHAR,
    file VARCHAR,
    sheet VARCHAR,
    row_number BIGINT,
    column_letter VARCHAR,
    "column" VARCHAR,                 -- its heading
    found VARCHAR,
    expected VARCHAR,
    message VARCHAR NOT NULL,
    region_code VARCHAR,
    simulated BOOLEAN NOT NULL,
    cells BIGINT                      -- how many cells of one cause it stands for; NULL where it is of none
);

-- What a rule said of every single cell, before those of one cause became one finding.
CREATE TABLE core.finding_cell AS FROM core.finding LIMIT 0;

-- Deliveries without a galat: only these reach the marts.
CREATE TABLE core.accepted (
    delivery_id VARCHAR PRIMARY KEY
);

-- Deliveries of the build published before (real ones only), for rules that look back.
CREATE SCHEMA earlier;
CREATE TABLE earlier.fact AS FROM raw.fact LIMIT 0;
CREATE TABLE earlier.cooperative AS FROM raw.cooperative LIMIT 0;
CREATE TABLE earlier.delivery AS FROM raw.delivery LIMIT 0;
CREATE TABLE earlier.enterprise AS SELECT delivery_id, id_hash, region_code, wave FROM raw.enterprise LIMIT 0;
