"""Who reaches the pages on which companies answer."""

from fractional import clock
from matching.proposals import meeting_links
from tests.access.matrix import FORBIDDEN, HIDDEN, INVALID, OK, SENT_ON, Row, only, public

COMPANY = ("member", "owner")


def _chosen_by(world):
    return world.introduced.public_id


def _mailed_to_the_two(world):
    met = world.introduced
    met.slot, met.slot_picked_at = met.slots[0], clock.now()
    met.save(update_fields=["slot", "slot_picked_at"])
    return meeting_links.to_meeting(met, met.cto.user)


TABLE = {
    "proposals:watch": Row(POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    "proposals:unwatch": Row(POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    "proposals:meeting": Row(kwargs={"token": _mailed_to_the_two}, GET=public(OK)),
    "proposals:pick_slot": Row(POST=only("cto", then=SENT_ON, others=HIDDEN)),
    "proposals:selection": Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
    "proposals:what_if_need": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "proposals:ask_for_more": Row(POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    # Nothing is ticked: the selection, and how many to tick.
    "proposals:compare": Row(GET=only(*COMPANY, then=INVALID, others=HIDDEN)),
    # The proposal of the world is sent: a page that could only refuse sends back to the selection, and says why.
    "proposals:want": Row(
        GET=only(*COMPANY, then=SENT_ON, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "proposals:pass": Row(
        GET=only(*COMPANY, then=SENT_ON, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "proposals:counter_answer": Row(
        GET=only(*COMPANY, then=SENT_ON, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "proposals:withdraw": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    # A curator reads along, and may answer for the company.
    "proposals:question": Row(
        GET=only(*COMPANY, "curator", then=OK, others=HIDDEN),
        POST=only(*COMPANY, "curator", then=INVALID, others=HIDDEN),
    ),
    "proposals:choose": Row(
        kwargs={"proposal": _chosen_by},
        GET=only("owner", then=OK, others=HIDDEN) | {"member": FORBIDDEN},
        POST=only("owner", then=INVALID, others=HIDDEN) | {"member": FORBIDDEN},
    ),
    "proposals:not_choose": Row(
        kwargs={"proposal": _chosen_by},
        GET=only("owner", then=OK, others=HIDDEN) | {"member": FORBIDDEN},
        POST=only("owner", then=INVALID, others=HIDDEN) | {"member": FORBIDDEN},
    ),
}
