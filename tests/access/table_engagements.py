"""Who reaches the pages of missions: the two sides of one, names open."""

from tests.access.matrix import (
    CONFLICT,
    FORBIDDEN,
    HIDDEN,
    INVALID,
    OK,
    SENT_ON,
    Answer,
    ByRole,
    Row,
    everybody,
    only,
)

BOTH_SIDES = ("cto", "member", "owner")


def decides(then: Answer) -> ByRole:
    """Its CTO and an owner; a plain member may read the mission and decide nothing."""
    return only("cto", "owner", then=then, others=HIDDEN) | {"member": FORBIDDEN}


TABLE = {
    "engagements:list": Row(GET=everybody(OK)),
    "engagements:mission": Row(GET=only(*BOTH_SIDES, then=OK, others=HIDDEN)),
    "engagements:conditions": Row(GET=only(*BOTH_SIDES, then=OK, others=HIDDEN)),
    # The cast's mission has not begun: it may be broken off, and nothing else yet.
    "engagements:close": Row(POST=decides(CONFLICT)),
    "engagements:end": Row(GET=decides(SENT_ON), POST=decides(CONFLICT), data={"next_owner": "Léa"}),
    "engagements:break_off": Row(GET=decides(OK), POST=decides(INVALID)),
    "engagements:renew": Row(GET=decides(SENT_ON), POST=decides(INVALID)),
    "engagements:accept_renewal": Row(POST=decides(HIDDEN)),
    "engagements:decline_renewal": Row(POST=decides(HIDDEN)),
}
