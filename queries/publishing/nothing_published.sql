-- name:    nothing_published
-- purpose: Stands in for the published build where there is none: no number, to compare a candidate with.
-- params:  none
-- returns: none
-- grain:   none
CREATE SCHEMA published.mart;

CREATE TABLE published.mart.indicator_value AS
FROM candidate.mart.indicator_value
LIMIT 0;
