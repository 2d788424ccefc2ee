"""Who reaches the pages on which CTOs answer."""

from tests.access.matrix import CONFLICT, DONE, HIDDEN, INVALID, OK, SENT_ON, Row, everybody, only

TABLE = {
    "proposals:inbox": Row(GET=everybody(OK)),
    "proposals:proposal": Row(GET=only("cto", then=OK, others=HIDDEN)),
    "proposals:seen": Row(POST=only("cto", then=DONE, others=HIDDEN)),
    "proposals:accept": Row(POST=only("cto", then=SENT_ON, others=HIDDEN)),
    "proposals:counter": Row(
        GET=only("cto", then=OK, others=HIDDEN), POST=only("cto", then=INVALID, others=HIDDEN)
    ),
    "proposals:decline": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
    # Nothing to confirm nor to take back yet: the page says so.
    "proposals:confirm": Row(POST=only("cto", then=CONFLICT, others=HIDDEN)),
    "proposals:retract": Row(POST=only("cto", then=INVALID, others=HIDDEN)),
}
