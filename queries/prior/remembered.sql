-- name:    remembered
-- purpose: Fills the `earlier` tables with real deliveries that are published and are not delivered again. Enterprises are
--          many: they are remembered only where there are some to compare with.
-- params:  none
-- returns: none
-- grain:   the rows of each delivery
INSERT INTO earlier.delivery BY NAME
FROM prior.raw.delivery
SEMI JOIN prior.core.accepted USING (delivery_id)
ANTI JOIN raw.delivery USING (delivery_id)
WHERE NOT simulated;

INSERT INTO earlier.fact BY NAME
FROM prior.raw.fact
SEMI JOIN earlier.delivery USING (delivery_id);

INSERT INTO earlier.cooperative BY NAME
FROM prior.raw.cooperative
SEMI JOIN earlier.delivery USING (delivery_id);

INSERT INTO earlier.enterprise
SELECT delivery_id, id_hash, region_code, wave
FROM prior.raw.enterprise
SEMI JOIN earlier.delivery USING (delivery_id)
WHERE EXISTS (FROM raw.enterprise);
