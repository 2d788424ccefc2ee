"""Who reaches the pages on which CTOs answer."""

from datetime import timedelta

from matching.proposals import links
from tests.access.matrix import CONFLICT, DONE, HIDDEN, INVALID, OK, SENT_ON, Row, everybody, only, public

CTOS = ("cto", "other_cto", "introduced_cto")


def _mailed_to_the_cto(world):
    return links.to_answer(world.proposal)


def _mailed_about_an_answer(world):
    """An answer that a curator wrote down for the CTO."""
    said = {"act": "accept", "source": "call", "on_behalf_of": world.cto.user, "by": world.users["curator"]}
    noted = world.proposal.phone_answers.first()
    until = {"contest_until": world.proposal.sent_on + timedelta(days=2)}
    return links.to_contest(noted or world.proposal.phone_answers.create(**said, **until))


TABLE = {
    "proposals:inbox": Row(GET=everybody(OK)),
    "proposals:compatible": Row(GET=everybody(OK)),
    # The need of the world was sent to its CTOs; the other one fits it, and nobody else has a verified file.
    "proposals:raise_hand": Row(
        GET=only("other_cto", then=OK, others=HIDDEN), POST=only("other_cto", then=SENT_ON, others=HIDDEN)
    ),
    "proposals:lower_hand": Row(POST=only("cto", then=SENT_ON, others=HIDDEN)),
    "proposals:shall_we_pause": Row(
        GET=everybody(SENT_ON) | dict.fromkeys(CTOS, OK),
        POST=everybody(SENT_ON) | dict.fromkeys(CTOS, INVALID),
    ),
    "proposals:what_if_cto": Row(
        GET=everybody(SENT_ON) | dict.fromkeys(CTOS, OK),
        POST=everybody(SENT_ON) | dict.fromkeys(CTOS, INVALID),
    ),
    "proposals:proposal": Row(GET=only("cto", then=OK, others=HIDDEN)),
    "proposals:seen": Row(POST=only("cto", then=DONE, others=HIDDEN)),
    "proposals:accept": Row(POST=only("cto", then=SENT_ON, others=HIDDEN)),
    "proposals:counter": Row(
        GET=only("cto", then=OK, others=HIDDEN), POST=only("cto", then=INVALID, others=HIDDEN)
    ),
    "proposals:ask": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
    "proposals:snooze": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
    # Whoever holds the link; a stranger's log-in changes nothing.
    "proposals:by_link": Row(kwargs={"token": _mailed_to_the_cto}, GET=public(OK), POST=public(INVALID)),
    "proposals:not_mine": Row(
        kwargs={"token": _mailed_about_an_answer}, GET=public(OK), POST=public(OK | CONFLICT)
    ),
    "proposals:decline": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
    # Nothing to confirm nor to take back yet: the page says so.
    "proposals:confirm": Row(POST=only("cto", then=CONFLICT, others=HIDDEN)),
    "proposals:retract": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
}
