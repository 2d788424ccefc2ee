-- One need against the cards: who fits, both totals, and the order. Agrees with matching.scoring on all three.
-- Every number is whole and every division rounds down; NULL stands for what one side has not said (neutral: 500).
WITH start AS (
    -- The first Monday of the window from which enough half-days are free, and may be sold, for the whole length.
    SELECT card.cto_id, opening.monday, opening.half_days, opening.spare
    FROM pool_card AS card
    CROSS JOIN LATERAL (
        SELECT
            monday,
            half_days,
            bit_count(half_days::bit(10)) > %(half_days)s
                AND coalesce(card.room[%(half_days)s + 1] >> week & %(length)s = %(length)s, false) AS spare
        FROM generate_series(%(first_monday)s, %(start_last)s, 7) AS monday
        CROSS JOIN LATERAL (SELECT least((monday - card.week_zero) / 7, 63) AS week) AS weeks
        CROSS JOIN LATERAL (
            SELECT
                (card.free[1] >> week & %(length)s = %(length)s)::integer
                + (card.free[2] >> week & %(length)s = %(length)s)::integer * 2
                + (card.free[3] >> week & %(length)s = %(length)s)::integer * 4
                + (card.free[4] >> week & %(length)s = %(length)s)::integer * 8
                + (card.free[5] >> week & %(length)s = %(length)s)::integer * 16
                + (card.free[6] >> week & %(length)s = %(length)s)::integer * 32
                + (card.free[7] >> week & %(length)s = %(length)s)::integer * 64
                + (card.free[8] >> week & %(length)s = %(length)s)::integer * 128
                + (card.free[9] >> week & %(length)s = %(length)s)::integer * 256
                + (card.free[10] >> week & %(length)s = %(length)s)::integer * 512 AS half_days
        ) AS free
        WHERE week >= 0
            AND card.room[%(half_days)s] >> week & %(length)s = %(length)s
            AND bit_count(half_days::bit(10)) >= %(half_days)s
        ORDER BY monday
        LIMIT 1
    ) AS opening
    WHERE card.function = %(function)s
        AND card.scopes & %(scope)s <> 0
        AND NOT card.refused_sirens @> ARRAY[%(siren)s]::integer[]
        AND (card.full_time_months >= 12 OR card.gate_lifted)
        AND card.full_time_months >= %(min_months_cto)s
        AND card.kinds_accepted & %(kind)s <> 0
        AND (%(contracts)s = 0 OR card.contracts & %(contracts)s <> 0)
        AND (card.pro_bono OR NOT %(pro_bono)s)
        AND (%(pro_bono)s OR card.floor <= %(ceiling)s)
        AND %(half_days)s BETWEEN card.min_half_days AND card.max_half_days
        AND card.sectors_refused & %(sector)s = 0
        AND (
            %(on_site_half_days)s = 0
            OR %(department)s < 0
            OR CASE WHEN %(department)s < 64 THEN card.zones_a ELSE card.zones_b END
                >> (greatest(%(department)s, 0) %% 64) & 1 = 1
        )
        AND card.languages & %(languages)s = %(languages)s
        AND card.min_months <= %(months)s
        AND (card.hands_on > 0 OR %(hands_on)s < 2)
),
fact AS (
    SELECT
        card.*,
        start.monday,
        start.half_days,
        start.spare,
        2 * (start.monday - %(start_first)s) > %(start_last)s - %(start_first)s AS late,
        1000 * %(ceiling)s / greatest(card.rates[%(rate_step)s], 1) AS ceiling_over_rate,
        CASE
            WHEN %(headcount)s < card.headcount_min THEN 1000 * %(headcount)s / greatest(card.headcount_min, 1)
            ELSE 1000 * card.headcount_max / greatest(%(headcount)s, 1)
        END AS nearness,
        1000 - 500 * abs(card.hands_on - %(hands_on)s) AS hands_on_thousandths,
        600 * least(bit_count((start.half_days & %(asked_or_any)s)::bit(10)), %(wanted_days)s) / %(wanted_days)s
            + CASE WHEN start.spare THEN 150 ELSE 0 END AS days_met,
        CASE
            WHEN %(sector)s = 0 OR card.sectors = 0 THEN NULL
            WHEN card.sectors & %(sector)s <> 0 THEN 1000
            ELSE 0
        END AS sector_known,
        CASE
            WHEN %(tags)s = 0 OR card.tags = 0 THEN NULL
            ELSE 1000 * bit_count((card.tags & %(tags)s)::bit(64)) / bit_count(%(tags)s::bigint::bit(64))
        END AS tags_known
    FROM start
    JOIN pool_card AS card USING (cto_id)
),
side AS (
    SELECT
        cto_id,
        monday,
        half_days,
        spare,
        exposures_30d,
        priorities,
        ARRAY[
            -- references
            CASE
                WHEN references_positive <= 2 THEN (ARRAY[350, 600, 800])[references_positive + 1]
                ELSE least(920 + 80 * (references_positive - 3) / 2, 1000)
            END * least((2000 + 1250 * references_positive) / (2 + "references"), 1000) / 1000,
            -- years
            CASE
                WHEN full_time_months < 24 THEN 400 * full_time_months / 24
                WHEN full_time_months < 60 THEN 400 + 350 * (full_time_months - 24) / 36
                ELSE least(750 + 250 * (full_time_months - 60) / 60, 1000)
            END,
            -- situation
            CASE WHEN kinds_lived & %(kind)s <> 0 THEN 1000 ELSE 450 END,
            -- goals
            CASE
                WHEN %(topics)s = 0 OR topics = 0 THEN NULL
                ELSE 1000 * bit_count((topics & %(topics)s)::bit(64)) / bit_count(%(topics)s::bigint::bit(64))
            END,
            -- rate
            CASE
                WHEN %(pro_bono)s THEN 500
                ELSE least(800 + 200 * (greatest(ceiling_over_rate, 1000) - 1000) / 100, 1000)
            END,
            -- days
            days_met + CASE WHEN late THEN 125 ELSE 250 END,
            -- stage
            CASE
                WHEN %(headcount)s = 0 OR headcount_max = 0 THEN NULL
                WHEN %(headcount)s BETWEEN headcount_min AND headcount_max THEN 1000
                WHEN nearness < 200 THEN 0
                WHEN nearness < 300 THEN 252 * (nearness - 200) / 100
                WHEN nearness < 400 THEN 252 + 179 * (nearness - 300) / 100
                WHEN nearness < 600 THEN 431 + 252 * (nearness - 400) / 200
                WHEN nearness < 800 THEN 683 + 178 * (nearness - 600) / 200
                ELSE 861 + 139 * (nearness - 800) / 200
            END,
            -- hands_on
            hands_on_thousandths,
            -- sector_stack
            coalesce((sector_known + tags_known) / 2, sector_known, tags_known)
        ]::bigint[] AS company_parts,
        ARRAY[
            -- rate
            CASE
                WHEN %(pro_bono)s THEN 500
                WHEN ceiling_over_rate < 850 THEN 0
                WHEN ceiling_over_rate < 900 THEN 200 * (ceiling_over_rate - 850) / 50
                WHEN ceiling_over_rate < 1000 THEN 200 + 550 * (ceiling_over_rate - 900) / 100
                ELSE least(750 + 250 * (ceiling_over_rate - 1000) / 150, 1000)
            END,
            -- days
            days_met
            + CASE
                WHEN bit_count((half_days & (half_days >> 1) & 341)::bit(10)) >= %(half_days)s / 2 THEN 250
                ELSE 125
            END,
            -- situation
            CASE WHEN kinds_wanted = 0 THEN NULL WHEN kinds_wanted & %(kind)s <> 0 THEN 1000 ELSE 350 END,
            -- hands_on
            hands_on_thousandths,
            -- duration
            CASE
                WHEN %(months)s < 3 THEN 500 * (%(months)s - 1) / 2
                WHEN %(months)s < 6 THEN 500 + 400 * (%(months)s - 3) / 3
                ELSE least(900 + 100 * (%(months)s - 6) / 3, 1000)
            END,
            -- stage
            CASE
                WHEN %(stage)s = 0 OR stages_wanted = 0 THEN NULL
                WHEN stages_wanted & %(stage)s <> 0 THEN 1000
                ELSE 400
            END,
            -- place
            CASE
                WHEN %(on_site_half_days)s > 0 AND %(department)s < 0 THEN NULL
                ELSE 1000 - 400 * least(%(on_site_half_days)s, %(half_days)s) / %(half_days)s
            END
        ]::bigint[] AS cto_parts
    FROM fact
),
score AS (
    SELECT side.*, company.total AS company, cto.total AS cto
    FROM side
    CROSS JOIN LATERAL (
        SELECT sum(weight * coalesce(part, 500) / 1000)::integer AS total
        FROM unnest(%(company_weights)s::integer[], company_parts) AS weighed (weight, part)
    ) AS company
    CROSS JOIN LATERAL (
        -- One row of seven weights per set of ticked priorities.
        SELECT sum(weight * coalesce(part, 500) / 1000)::integer AS total
        FROM unnest((%(cto_weights)s::integer[])[7 * priorities + 1 : 7 * priorities + 7], cto_parts)
            AS weighed (weight, part)
    ) AS cto
),
valued AS (
    SELECT
        score.*,
        (%(chances)s::bigint[])[company + 1] * (%(chances)s::bigint[])[cto + 1] AS value,
        md5(%(need_id)s::text || ':' || cto_id || ':' || %(week)s) COLLATE "C" AS draw
    FROM score
)
SELECT cto_id, company, cto, value, monday, half_days, spare
FROM valued
ORDER BY value DESC, least(company, cto) DESC, exposures_30d, draw
LIMIT %(limit)s
