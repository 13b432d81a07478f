-- name:    taken
-- purpose: Takes over from the build before (`prior`) that the files `asked` for were read, where under the same key; and
--          says which deliveries are theirs. Rows of a delivery that was withdrawn meanwhile are not there any more: such a
--          file is read again.
-- params:  none
-- returns: none
-- grain:   one row per file, and per delivery
CREATE OR REPLACE TEMP TABLE taken AS
FROM prior.raw.reading
SEMI JOIN asked USING (file_hash, reading)
WHERE list_has_all((SELECT list(delivery_id) FROM prior.raw.delivery), deliveries);

INSERT INTO raw.reading FROM taken;

CREATE OR REPLACE TEMP TABLE taken_delivery AS
SELECT delivery_id
FROM prior.raw.delivery
SEMI JOIN taken USING (file_hash);
