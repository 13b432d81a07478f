-- name:    delivery_source
-- purpose: An accepted delivery is a source like any other: who gave it, what it is, which file, when.
INSERT INTO core.source
SELECT
    delivery.delivery_id,
    CASE WHEN delivery.simulated THEN 'DATA SIMULASI' ELSE delivery.provider END,
    delivered_kind.label,
    delivery.file,
    'kemendagri',
    CASE WHEN delivery.simulated THEN 'Simulasi, bukan data nyata' ELSE 'Kiriman dinas' END,
    CAST(delivery.received_at AS DATE),
    100,
    'Kiriman; dipakai bila tidak ada angka terbitan.'
FROM raw.delivery
SEMI JOIN core.accepted USING (delivery_id)
INNER JOIN core.delivered_kind ON delivered_kind.kind = delivery.kind;
