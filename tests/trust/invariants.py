"""What must hold whatever happened, asked in SQL: each query returns the rows that break it.

The numbers are those of the trust document: I1 half-days, I2 missions of a need, I3 matches, I4 states and history,
I6 the CTO's own limits, I7 mails. I5 speaks of timesheets, which do not exist yet.
"""

from django.db import connection

OPEN = "('kept', 'wanted', 'sent', 'seen', 'countered', 'accepted', 'chosen')"
FINAL = "('passed', 'declined', 'expired', 'lapsed', 'withdrawn', 'not_chosen', 'retracted', 'confirmed')"

QUERIES = {
    "I1 a half-day is held once": """
        SELECT one.cto_id, one.half_day, one.holder, other.holder
        FROM calendar_hold one JOIN calendar_hold other USING (cto_id, half_day)
        WHERE one.id < other.id AND one.period && other.period
    """,
    "I1 nobody has more half-days or missions in a week than they take": """
        WITH weeks AS (
            SELECT cto_id, monday::date AS monday, count(DISTINCT half_day) AS half_days,
                   count(DISTINCT holder) FILTER (WHERE kind = 'mission') AS missions
            FROM calendar_hold, generate_series(
                date_trunc('week', lower(period)), upper(period)::timestamp - interval '1 day', '1 week'
            ) AS monday
            WHERE kind = 'mission' GROUP BY 1, 2
        )
        SELECT weeks.* FROM weeks JOIN ctos_cto ON ctos_cto.id = weeks.cto_id
        WHERE half_days > max_half_days_in_all OR missions > max_missions
    """,
    "I1 a mission holds its half-days, all of them, and no others": """
        SELECT mission.id FROM engagements_mission mission
        LEFT JOIN calendar_hold hold ON hold.holder = 'mission:' || mission.id
        WHERE mission.state IN ('preparing', 'active', 'closing')
        GROUP BY mission.id
        HAVING array_agg(hold.half_day ORDER BY hold.half_day) IS DISTINCT FROM mission.half_days
    """,
    "I2 a need has one mission, and those that go on with it one after another": """
        SELECT need_id FROM engagements_mission WHERE state <> 'broken' GROUP BY need_id, renews_id HAVING count(*) > 1
    """,
    "I2 a confirmed proposal is a mission with its terms": """
        SELECT p.id FROM proposals_proposal p LEFT JOIN engagements_mission m ON m.id = p.mission_id
        WHERE p.state = 'confirmed' AND (m.need_id, m.cto_id, m.half_days, m.starts_on, m.ends_on)
              IS DISTINCT FROM (p.need_id, p.cto_id, p.final_half_days, p.final_starts_on, p.final_ends_on)
    """,
    "I3 a pair has one match per version": """
        SELECT need_id, cto_id FROM proposals_match GROUP BY need_id, cto_id, weights_version HAVING count(*) > 1
    """,
    "I4 the last row of a proposal's history is its state": """
        SELECT p.id, p.state, last.to_state FROM proposals_proposal p LEFT JOIN LATERAL (
            SELECT to_state FROM history_event e
            WHERE e.thing = 'proposal' AND e.thing_id = p.id AND to_state <> '' ORDER BY e.id DESC LIMIT 1
        ) last ON true WHERE last.to_state IS DISTINCT FROM p.state
    """,
    "I4 the last row of a selection's history is its state": """
        SELECT s.id, s.state, last.to_state FROM proposals_selection s LEFT JOIN LATERAL (
            SELECT to_state FROM history_event e
            WHERE e.thing = 'selection' AND e.thing_id = s.id AND to_state <> '' ORDER BY e.id DESC LIMIT 1
        ) last ON true WHERE last.to_state IS DISTINCT FROM s.state
    """,
    # Made in a state by the factories of the tests, these may have no history before their first move.
    "I4 the last row of any other history is the state of what it tells": """
        SELECT last.*, now.state FROM (
            SELECT DISTINCT ON (thing, thing_id) thing, thing_id, to_state FROM history_event
            WHERE to_state <> '' ORDER BY thing, thing_id, id DESC
        ) last JOIN (
            SELECT 'need' AS thing, id AS thing_id, state FROM needs_need
            UNION ALL SELECT 'mission', id, state FROM engagements_mission
            UNION ALL SELECT 'renewal', id, state FROM engagements_renewal
            UNION ALL SELECT 'cto', id, state FROM ctos_cto
            UNION ALL SELECT 'company', id, state FROM companies_company
        ) now USING (thing, thing_id) WHERE now.state <> last.to_state
    """,
    "I4 each row of history goes on where the one before ended": """
        SELECT * FROM (
            SELECT thing, thing_id, from_state, lag(to_state) OVER (PARTITION BY thing, thing_id ORDER BY id) AS was
            FROM history_event WHERE to_state <> ''
        ) moves WHERE was IS NOT NULL AND was <> from_state
    """,
    "I4 what has ended does not move": f"""
        SELECT thing, thing_id FROM history_event
        WHERE thing = 'proposal' AND from_state IN {FINAL}
           OR thing = 'need' AND from_state IN ('filled', 'expired', 'withdrawn')
           OR thing = 'mission' AND from_state IN ('ended', 'broken')
    """,
    "I4 a need that is over has nobody waiting": f"""
        SELECT p.id FROM proposals_proposal p JOIN needs_need n ON n.id = p.need_id
        WHERE n.state IN ('filled', 'expired', 'withdrawn') AND p.state IN {OPEN}
    """,
    "I6 no mission is below a floor unless its CTO said so": """
        SELECT m.id FROM engagements_mission m JOIN ctos_cto c ON c.id = m.cto_id
        WHERE m.daily_rate_eur < c.floor_rate_eur AND NOT m.below_floor_accepted
    """,
    "I6 no CTO got more proposals in a week than they take": """
        SELECT p.cto_id FROM proposals_proposal p JOIN ctos_cto c ON c.id = p.cto_id
        WHERE p.sent_on IS NOT NULL
        GROUP BY p.cto_id, c.weekly_cap, date_trunc('week', p.sent_on) HAVING count(*) > c.weekly_cap
    """,
    "I7 each event owes each of its mails once": f"""
        WITH owed AS (
            SELECT 'proposal:' || e.thing_id || suffix AS key FROM history_event e
            JOIN (VALUES ('sent', ':to_cto'), ('accepted', ':introduction:cto'),
                         ('chosen', ':chosen')) AS mail(state, suffix)
              ON mail.state = e.event
            WHERE e.thing = 'proposal'
          UNION ALL
            SELECT 'proposal:' || e.thing_id || ':introduction:company:' || m.user_id FROM history_event e
            JOIN proposals_proposal p ON p.id = e.thing_id
            JOIN needs_need n ON n.id = p.need_id
            JOIN companies_member m ON m.company_id = n.company_id AND m.left_on IS NULL
             AND (m.role = 'owner' OR m.user_id = p.wanted_by_id)
            WHERE e.thing = 'proposal' AND e.to_state = 'accepted'
          UNION ALL
            SELECT 'proposal:' || p.id || ':confirmed:' || who.user_id FROM proposals_proposal p
            JOIN needs_need n ON n.id = p.need_id
            JOIN LATERAL (
                SELECT user_id FROM companies_member m WHERE m.company_id = n.company_id AND left_on IS NULL
                UNION ALL SELECT user_id FROM ctos_cto c WHERE c.id = p.cto_id
            ) who ON true WHERE p.state = 'confirmed'
          UNION ALL
            SELECT 'proposal:' || id || ':ended:cto' FROM proposals_proposal
            WHERE state IN {FINAL} AND state <> 'confirmed' AND sent_at IS NOT NULL
              AND (ended_by <> 'cto' OR end_reason = 'silence')
          UNION ALL
            SELECT 'proposal:' || p.id || ':ended:company:' || who.user_id
            FROM proposals_proposal p JOIN proposals_selection s ON s.id = p.selection_id
            JOIN needs_need n ON n.id = p.need_id
            JOIN LATERAL (
                SELECT user_id FROM companies_member m
                WHERE m.company_id = n.company_id AND left_on IS NULL
                  AND (p.wanted_by_id IS NULL OR p.wanted_by_id = user_id OR role = 'owner')
            ) who ON true
            WHERE p.state IN {FINAL} AND p.state <> 'confirmed' AND s.state = 'sent'
              AND (p.ended_by <> 'company' OR p.end_reason = 'silence')
              AND NOT (p.end_reason = 'silence' AND p.wanted_at IS NULL)
        ), mails AS (
            SELECT key FROM outbox_row WHERE channel = 'mail'
            AND key ~ '^proposal:[0-9]+:(to_cto|introduction|chosen|confirmed|ended)'
        )
        SELECT coalesce(owed.key, mails.key), count(owed.key), count(mails.key)
        FROM (SELECT key FROM owed) owed FULL JOIN mails ON mails.key = owed.key
        GROUP BY 1 HAVING count(owed.key) <> 1 OR count(mails.key) <> 1
    """,
    "I7 a selection that has left was told to each member once": """
        SELECT s.id, m.user_id FROM proposals_selection s JOIN needs_need n ON n.id = s.need_id
        JOIN companies_member m ON m.company_id = n.company_id AND m.left_on IS NULL
        LEFT JOIN outbox_row r ON r.key = 'selection:' || s.id || ':' || m.user_id
        WHERE s.state = 'sent' GROUP BY 1, 2 HAVING count(r.id) <> 1
    """,
}


def broken(*, without: tuple[str, ...] = ()) -> dict[str, list[tuple]]:
    """By invariant, the first rows that break it; empty when all hold. `without` skips those of these numbers."""
    found = {}
    with connection.cursor() as cursor:
        for name, query in QUERIES.items():
            if name.startswith(without or ("-",)):
                continue
            cursor.execute(query)
            if rows := cursor.fetchmany(5):
                found[name] = rows
    return found
