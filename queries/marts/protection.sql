-- name:    protection
-- purpose: What the secrecy of a build decides, empty until then: the cells of mart.measure_complete whose value is told to
--          nobody, with why; how far the parts of a growth of the register are told (fine, coarse, none); and where even
--          the growth of the same cooperatives, whose levels are protected, is told to nobody. Everything that prints a
--          number asks these.
CREATE TABLE mart.protected_cell (
    measure_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    why VARCHAR NOT NULL,             -- few, unknown, dominant, close, companion; failed where the audit would not hold
    PRIMARY KEY (measure_id, region_code, year)
);

CREATE TABLE mart.register_told (
    field VARCHAR NOT NULL,
    from_year INTEGER NOT NULL,
    to_year INTEGER NOT NULL,
    region_code VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    why VARCHAR,
    PRIMARY KEY (field, from_year, to_year, region_code)
);

CREATE TABLE mart.untold_growth (
    region_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    PRIMARY KEY (region_code, year)
);
