-- name:    checked
-- purpose: Drops what `checking.sql` kept, once the rules have run; the columns of fields are looked up anew, for the
--          marts and provenance, which also meet deliveries that were carried over.
DROP TABLE checking.proposal;
DROP TABLE checking.list_whole;
DROP TABLE checking.cooperative_change;
DROP TABLE checking.cooperative_before;
DROP TABLE checking.cooperative;
DROP TABLE checking.whole_before;
DROP TABLE checking.recap_before;
DROP TABLE checking.whole;
DROP TABLE checking.recap;
DROP TABLE checking.field_column;
CREATE VIEW checking.field_column AS FROM checking.delivered_column;
