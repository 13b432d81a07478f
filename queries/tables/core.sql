-- name:    core
-- purpose: Typed tables of one build; every code in them is a dotted Kemendagri code.
CREATE SCHEMA raw;
CREATE SCHEMA core;
CREATE SCHEMA mart;

-- From the firmest to the least: a value made of several is as firm as the least of them.
CREATE TYPE figure_status AS ENUM ('tetap', 'dilaporkan', 'sementara', 'sangat sementara', 'rahasia');

-- What a value is, for programs and in words: NULL is a value nobody reported.
CREATE MACRO status_id(status) AS
    CASE
        WHEN status IS NULL THEN 'missing'
        WHEN status = 'rahasia' THEN 'suppressed'
        WHEN status IN ('sementara', 'sangat sementara') THEN 'provisional'
        ELSE 'reported'
    END;
-- A part above its whole by more than the last digits of a sum; FALSE where either is not known.
CREATE MACRO exceeds_whole(part, whole) AS coalesce(part > whole + abs(whole) * 1e-9, FALSE);

CREATE MACRO status_words(status) AS coalesce(CAST(status AS VARCHAR), 'belum ada data');

CREATE TABLE core.build (
    build_id VARCHAR NOT NULL,
    built_at TIMESTAMPTZ NOT NULL,
    as_of DATE NOT NULL,              -- the day of its newest receipt: what "today" is in it
    schema_version INTEGER NOT NULL,
    input_hash VARCHAR NOT NULL
);

-- Tables that were attacked and held: one of the same digest need not be attacked again. A digest is of amounts that are
-- told to nobody, and of a salt of its build: neither leaves the file (kumkm/warehouse/differing.py compares marts only).
CREATE TABLE core.attacked (
    salt VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);

CREATE TABLE core.region (
    region_code VARCHAR PRIMARY KEY CHECK (regexp_full_match(region_code, '00|74(\.\d\d)?')),
    level VARCHAR NOT NULL,
    is_local BOOLEAN NOT NULL,
    region_name VARCHAR NOT NULL,
    official_name VARCHAR NOT NULL,
    abbreviation VARCHAR NOT NULL,
    capital VARCHAR,
    area_km2 DOUBLE,
    parent_code VARCHAR,
    split_year INTEGER,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    landmass VARCHAR CHECK (landmass IN ('daratan', 'kepulauan'))
);

-- The only bridge from a printed code to a region. The key carries the system ("bps:7404"),
-- so a bare code of either system joins to nothing.
CREATE TABLE core.region_key (
    region_key VARCHAR PRIMARY KEY CHECK (regexp_full_match(region_key, '(bps|kemendagri):[0-9.]+')),
    region_code VARCHAR NOT NULL
);

CREATE TABLE core.region_spelling (
    spelling VARCHAR PRIMARY KEY,
    region_code VARCHAR NOT NULL
);

CREATE TABLE core.source (
    source_id VARCHAR PRIMARY KEY,
    publisher VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    code_system VARCHAR NOT NULL CHECK (code_system IN ('bps', 'kemendagri')),
    licence VARCHAR NOT NULL,
    retrieved_on DATE NOT NULL,
    priority INTEGER NOT NULL,
    priority_reason VARCHAR NOT NULL
);

CREATE TABLE core.printed_unit (
    unit VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL,
    factor DOUBLE NOT NULL
);

CREATE TABLE core.measure (
    measure_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL,
    additive BOOLEAN NOT NULL,
    static BOOLEAN NOT NULL,
    subject VARCHAR NOT NULL,
    secret_below VARCHAR,             -- the parameter that says how few contributors make it secret
    secret_with VARCHAR,              -- measures of one name are protected together
    counted_by VARCHAR,               -- the measure that says in a recap how many contribute to it
    part_of VARCHAR,                  -- the money of which it is a part: the rest is what the others have
    flow BOOLEAN NOT NULL             -- happens within a year, so that months are added up; else it stands at a moment
);

-- Which measure a field of a kind of delivery contributes to.
CREATE TABLE core.delivered_field (
    kind VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    measure_id VARCHAR NOT NULL REFERENCES core.measure (measure_id)
);

CREATE TABLE core.indicator (
    position INTEGER NOT NULL,
    indicator_id VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    formula_text VARCHAR NOT NULL,
    formula VARCHAR NOT NULL,
    numerator VARCHAR NOT NULL,
    denominator VARCHAR,
    published VARCHAR,
    factor DOUBLE NOT NULL,
    direction VARCHAR NOT NULL,
    cadence VARCHAR NOT NULL,
    derived BOOLEAN NOT NULL,
    change_is_percent BOOLEAN NOT NULL,   -- a percentage or an index changes by points, never by percent
    part_of_whole BOOLEAN NOT NULL,       -- above 100 % it is a mistake, and not published
    caveat VARCHAR NOT NULL
);

CREATE TABLE core.figure (
    measure_id VARCHAR NOT NULL REFERENCES core.measure (measure_id),
    region_code VARCHAR NOT NULL REFERENCES core.region (region_code),
    year INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    status figure_status NOT NULL,
    series VARCHAR,
    period VARCHAR,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES core.source (source_id),
    printed_value VARCHAR NOT NULL,
    printed_unit VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    row_number INTEGER NOT NULL
);

CREATE TABLE core.level_break (
    measure_id VARCHAR NOT NULL REFERENCES core.measure (measure_id),
    first_year INTEGER NOT NULL,
    series_before VARCHAR NOT NULL,
    series_from VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE core.target (
    indicator_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    document VARCHAR NOT NULL,
    simulated BOOLEAN NOT NULL
);

CREATE TABLE core.statement_subject (
    subject_id VARCHAR PRIMARY KEY,
    label VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    topic VARCHAR NOT NULL
);

CREATE TABLE core.statement (
    region_code VARCHAR NOT NULL REFERENCES core.region (region_code),
    subject_id VARCHAR NOT NULL REFERENCES core.statement_subject (subject_id),
    year INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    qualifier VARCHAR NOT NULL,
    note VARCHAR,
    speaker VARCHAR NOT NULL,
    title VARCHAR,
    said_on VARCHAR,
    reference VARCHAR NOT NULL
);

CREATE TABLE core.programme (
    year INTEGER NOT NULL,
    region_code VARCHAR NOT NULL REFERENCES core.region (region_code),
    programme VARCHAR NOT NULL,
    amount_idr DOUBLE,
    qualifier VARCHAR,
    status VARCHAR NOT NULL,
    speaker VARCHAR NOT NULL,
    title VARCHAR,
    said_on VARCHAR,
    reference VARCHAR NOT NULL
);

CREATE TABLE core.survey_wave (
    region_code VARCHAR PRIMARY KEY REFERENCES core.region (region_code),
    year INTEGER NOT NULL,
    note VARCHAR
);

-- What an event may bear on.
CREATE TABLE core.event_subject (
    position INTEGER NOT NULL,
    subject_id VARCHAR PRIMARY KEY
);

CREATE TABLE core.event (
    event_id VARCHAR PRIMARY KEY,
    year INTEGER NOT NULL,
    month INTEGER,                    -- NULL: only the year is known
    region_code VARCHAR REFERENCES core.region (region_code), -- NULL: everywhere
    label VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    subjects VARCHAR NOT NULL,        -- ids of core.event_subject, parted by semicolons
    source VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    retrieved_on DATE NOT NULL
);

-- The stages of a proposal, in official order; from kumkm/domain/proposals.py.
CREATE TABLE core.stage (
    stage_id VARCHAR PRIMARY KEY,
    rank INTEGER NOT NULL,
    words VARCHAR NOT NULL,
    role VARCHAR NOT NULL,            -- who takes a proposal there
    submitted BOOLEAN NOT NULL,
    approved BOOLEAN NOT NULL,
    decided BOOLEAN NOT NULL,
    terminal BOOLEAN NOT NULL,
    needs_document BOOLEAN NOT NULL,
    limit_parameter VARCHAR NOT NULL  -- how many days it should last, where core.parameter says so
);

CREATE TABLE core.stage_move (
    from_stage VARCHAR NOT NULL REFERENCES core.stage (stage_id),
    to_stage VARCHAR NOT NULL REFERENCES core.stage (stage_id)
);

CREATE TABLE core.stage_spelling (
    position INTEGER PRIMARY KEY,
    pattern VARCHAR NOT NULL,         -- on plain_text; the lowest position that fits wins
    stage_id VARCHAR NOT NULL REFERENCES core.stage (stage_id)
);

-- What may be proposed, per budget year; from data/reference/menu.toml.
CREATE TABLE core.menu (
    menu_id VARCHAR NOT NULL,
    budget_year INTEGER NOT NULL,
    menu VARCHAR NOT NULL,            -- official name
    fund VARCHAR NOT NULL,            -- instruments, parted by semicolons
    legal_basis VARCHAR NOT NULL,
    ministry VARCHAR NOT NULL,
    authority VARCHAR NOT NULL CHECK (authority IN ('kabupaten_kota', 'provinsi', 'semua')),
    unit VARCHAR,
    low_idr DOUBLE,                   -- range of one unit's cost; NULL: none is known
    high_idr DOUBLE,
    cost_estimated BOOLEAN,           -- TRUE: drawn from examples, not from a technical guideline
    cost_source VARCHAR,
    confirmed BOOLEAN NOT NULL,       -- FALSE: that year's guideline has not been read
    source VARCHAR NOT NULL,
    PRIMARY KEY (menu_id, budget_year)
);

CREATE TABLE core.menu_alias (
    menu_id VARCHAR NOT NULL,
    budget_year INTEGER NOT NULL,
    alias VARCHAR NOT NULL,           -- as plain_text gives it
    except_words VARCHAR              -- a pattern: where it fits, another thing is meant
);

CREATE TABLE core.menu_requirement (
    menu_id VARCHAR NOT NULL,
    budget_year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    criterion VARCHAR NOT NULL,       -- of kumkm/domain/menus.py
    words VARCHAR NOT NULL,
    document BOOLEAN NOT NULL,        -- a paper, else a fact about land, manager or trainees
    mandatory BOOLEAN NOT NULL,
    minimum DOUBLE,
    source VARCHAR NOT NULL,
    PRIMARY KEY (menu_id, budget_year, criterion)
);

-- What stands already, by region; from data/reference/assets.csv.
CREATE TABLE core.asset (
    asset_id VARCHAR PRIMARY KEY,
    menu_id VARCHAR,                  -- the menu it would be proposed under
    region_code VARCHAR NOT NULL REFERENCES core.region (region_code),
    name VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    amount_idr DOUBLE,
    qualifier VARCHAR,
    note VARCHAR,
    source VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    retrieved_on DATE NOT NULL
);

-- Proposals the press reported, one row per reported stage; from data/reference/public_proposals.csv.
CREATE TABLE core.public_proposal (
    proposal_id VARCHAR NOT NULL,
    budget_year INTEGER NOT NULL,
    region_code VARCHAR NOT NULL REFERENCES core.region (region_code),
    office VARCHAR,
    title VARCHAR NOT NULL,
    menu VARCHAR,
    fund VARCHAR,
    ministry VARCHAR,
    location VARCHAR,
    stage VARCHAR NOT NULL REFERENCES core.stage (stage_id),
    stage_date DATE,                  -- NULL: no day was reported
    amount_idr DOUBLE,
    qualifier VARCHAR,
    note VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    retrieved_on DATE NOT NULL,
    file VARCHAR NOT NULL,
    row_number INTEGER NOT NULL
);
