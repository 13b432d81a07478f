-- name:    checked
-- purpose: Drops what `checking.sql` kept, once the rules have run; the columns of fields stay, for provenance.
DROP TABLE checking.proposal;
DROP TABLE checking.list_whole;
DROP TABLE checking.cooperative_change;
DROP TABLE checking.cooperative_before;
DROP TABLE checking.cooperative;
DROP TABLE checking.whole_before;
DROP TABLE checking.recap_before;
DROP TABLE checking.whole;
DROP TABLE checking.recap;
