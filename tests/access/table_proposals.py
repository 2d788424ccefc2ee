"""Who reaches the pages on which companies and CTOs answer."""

from tests.access.matrix import CONFLICT, DONE, FORBIDDEN, HIDDEN, INVALID, OK, SENT_ON, Row, everybody, only

COMPANY = ("member", "owner")


def _chosen_by(world):
    return world.introduced.public_id


TABLE = {
    "proposals:selection": Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
    # The proposal of the world is sent: a page that could only refuse sends back to the selection, and says why.
    "proposals:want": Row(
        GET=only(*COMPANY, then=SENT_ON, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "proposals:pass": Row(
        GET=only(*COMPANY, then=SENT_ON, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
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
    "proposals:inbox": Row(GET=everybody(OK)),
    "proposals:proposal": Row(GET=only("cto", then=OK, others=HIDDEN)),
    "proposals:seen": Row(POST=only("cto", then=DONE, others=HIDDEN)),
    "proposals:accept": Row(POST=only("cto", then=SENT_ON, others=HIDDEN)),
    "proposals:decline": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
    # Nothing to confirm nor to take back yet: the page says so.
    "proposals:confirm": Row(POST=only("cto", then=CONFLICT, others=HIDDEN)),
    "proposals:retract": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
}
