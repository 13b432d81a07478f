-- name:    survey_wave
-- purpose: In which year the field work of a survey reached a region; an extract that says its own year wins.
INSERT INTO core.survey_wave
SELECT region_code, CAST(year AS INTEGER), note
FROM raw.survey_waves
WHERE survey = 'SIDT-KUMKM';
