-- name:    registered
-- purpose: What each cooperative on the register reported in a book year, a row per field; KDKMP and dissolved ones are
--          apart. Before secrecy: nothing but the parts of growths reads this.
CREATE VIEW mart.registered AS
SELECT
    cooperative.cooperative_key,
    cooperative.same_body,
    cooperative.region_code,
    cooperative.book_year,
    unnest([
        {'field': 'turnover_idr', 'value': CAST(cooperative.turnover_idr AS DOUBLE)},
        {'field': 'assets_idr', 'value': CAST(cooperative.assets_idr AS DOUBLE)},
        {
            'field': 'members_persons',
            'value': CASE WHEN NOT cooperative.secondary THEN CAST(cooperative.members AS DOUBLE) END
        }
    ], recursive := TRUE),
    delivery.simulated
FROM core.cooperative AS cooperative
INNER JOIN raw.delivery AS delivery USING (delivery_id)
WHERE cooperative.on_register;
