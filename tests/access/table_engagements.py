"""Who reaches the pages of missions: the two sides of one, names open."""

from tests.access.matrix import HIDDEN, OK, Row, everybody, only

BOTH_SIDES = ("cto", "member", "owner")

TABLE = {
    "engagements:list": Row(GET=everybody(OK)),
    "engagements:mission": Row(GET=only(*BOTH_SIDES, then=OK, others=HIDDEN)),
    "engagements:conditions": Row(GET=only(*BOTH_SIDES, then=OK, others=HIDDEN)),
}
