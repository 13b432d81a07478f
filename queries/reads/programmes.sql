-- name:    programmes
-- purpose: Programmes reported in public for one area.
-- params:  $region_code VARCHAR
-- returns: year INTEGER, programme VARCHAR, amount_idr DOUBLE, qualifier VARCHAR, status VARCHAR, speaker VARCHAR, title VARCHAR, said_on VARCHAR, reference VARCHAR
-- grain:   one row per reported programme, newest first; amount is NULL where none was reported
SELECT year, programme, amount_idr, qualifier, status, speaker, title, said_on, reference
FROM core.programme
WHERE region_code = $region_code
ORDER BY year DESC, programme;
