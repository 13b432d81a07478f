-- name:    checking
-- purpose: Keeps the views of `macros.sql` as tables while the rules run, so that each is worked out once.
--          Run after everything is loaded and before the first rule; without it the rules only take longer.
CREATE TABLE checking.kept AS FROM checking.field_column;
DROP VIEW checking.field_column;
ALTER TABLE checking.kept RENAME TO field_column;
CREATE TABLE checking.kept AS FROM checking.recap;
DROP VIEW checking.recap;
ALTER TABLE checking.kept RENAME TO recap;
CREATE TABLE checking.kept AS FROM checking.whole;
DROP VIEW checking.whole;
ALTER TABLE checking.kept RENAME TO whole;
CREATE TABLE checking.kept AS FROM checking.recap_before;
DROP VIEW checking.recap_before;
ALTER TABLE checking.kept RENAME TO recap_before;
CREATE TABLE checking.kept AS FROM checking.whole_before;
DROP VIEW checking.whole_before;
ALTER TABLE checking.kept RENAME TO whole_before;
CREATE TABLE checking.kept AS FROM checking.cooperative;
DROP VIEW checking.cooperative;
ALTER TABLE checking.kept RENAME TO cooperative;
CREATE TABLE checking.kept AS FROM checking.cooperative_before;
DROP VIEW checking.cooperative_before;
ALTER TABLE checking.kept RENAME TO cooperative_before;
CREATE TABLE checking.kept AS FROM checking.cooperative_change;
DROP VIEW checking.cooperative_change;
ALTER TABLE checking.kept RENAME TO cooperative_change;
CREATE TABLE checking.kept AS FROM checking.list_whole;
DROP VIEW checking.list_whole;
ALTER TABLE checking.kept RENAME TO list_whole;
CREATE TABLE checking.kept AS FROM checking.proposal;
DROP VIEW checking.proposal;
ALTER TABLE checking.kept RENAME TO proposal;
