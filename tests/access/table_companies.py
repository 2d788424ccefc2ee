"""Who reaches the pages of a company."""

from tests.access.matrix import HIDDEN, INVALID, OK, SENT_ON, Row, everybody, only

COMPANY = ("member", "owner")

TABLE = {
    "companies:home": Row(GET=everybody(SENT_ON)),
    "companies:create": Row(GET=everybody(OK), POST=everybody(INVALID)),
    "companies:company": Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
    "companies:edit": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
}
