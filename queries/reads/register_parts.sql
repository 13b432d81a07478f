-- name:    register_parts
-- purpose: What a growth of the register of cooperatives is made of between two book years: those that reported in
--          both, those new on the register, those gone from it, and those listed in both years that reported in one.
--          A cooperative that moved to another region is gone there and new here. KDKMP and dissolved ones are apart.
--          A region that sent a list for one of the years only is left out: what was not sent is not gone.
-- params:  $field VARCHAR, $from_year INTEGER, $to_year INTEGER
-- returns: region_code VARCHAR, part VARCHAR, value DOUBLE, bodies BIGINT, simulated BOOLEAN
-- grain:   one row per region and part that has any cooperative; 74 is the sum of these regions. $field is
--          turnover_idr, assets_idr or members_persons. Parts: matched_before, matched_after, entered, left,
--          coverage_gained, coverage_lost.
--          Of money the last four may come as two: came (entered and coverage_gained) and went (left and coverage_lost),
--          where they may not be told apart; where a region's money is protected every value is NULL
--          (mart.register_told).
SELECT
    register_part.region_code,
    coalesce(register_part.part, register_part.flow) AS part,
    CASE WHEN register_told.level IS DISTINCT FROM 'none' THEN register_part.value END AS value,
    register_part.bodies,
    register_part.simulated
FROM mart.register_part AS register_part
LEFT JOIN mart.register_told AS register_told USING (field, from_year, to_year, region_code)
WHERE register_part.field = $field
    AND register_part.from_year = $from_year
    AND register_part.to_year = $to_year
    AND CASE
        WHEN register_part.flow IN ('came', 'went')
            THEN (register_part.part IS NOT NULL) = (coalesce(register_told.level, 'fine') = 'fine')
        ELSE register_part.part IS NOT NULL
    END
ORDER BY register_part.region_code, part;
