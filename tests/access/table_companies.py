"""Who reaches the pages of a company."""

from datetime import timedelta

from fractional import clock
from fractional.companies import links
from tests.access.matrix import FORBIDDEN, HIDDEN, INVALID, OK, SENT_ON, Row, everybody, only

COMPANY = ("member", "owner")
OWNER_ALONE = only("owner", then=SENT_ON, others=HIDDEN) | {"member": FORBIDDEN}
OWNER_SAYS_NOTHING = only("owner", then=INVALID, others=HIDDEN) | {"member": FORBIDDEN}


def _waits(world):
    return {"due_on": clock.today() + timedelta(days=14)}


def _invitation(world):
    return world.company.invitations.get_or_create(
        email="invitee@exemple.example",
        role="member",
        invited_by=world.users["owner"],
        defaults=_waits(world),
    )[0]


def _asked(world):
    return world.company.join_requests.get_or_create(user=world.users["other_cto"], defaults=_waits(world))[0]


def _colleague(world):
    return world.company.members.get(user=world.users["owner"]).pk


TABLE = {
    "companies:home": Row(GET=everybody(SENT_ON)),
    "companies:create": Row(GET=everybody(OK), POST=everybody(INVALID)),
    "companies:company": Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
    "companies:join": Row(GET=everybody(OK), POST=everybody(INVALID)),
    # Logged in under another address than the one that was invited.
    "companies:invitation": Row(
        kwargs={"token": lambda world: links.to_invitation(_invitation(world))},
        GET=everybody(OK),
        POST=everybody(FORBIDDEN),
    ),
    "companies:people": Row(GET=only(*COMPANY, then=OK, others=HIDDEN), POST=OWNER_SAYS_NOTHING),
    "companies:member": Row(kwargs={"member": _colleague}, POST=OWNER_SAYS_NOTHING),
    "companies:revoke": Row(kwargs={"invitation": lambda world: _invitation(world).pk}, POST=OWNER_ALONE),
    "companies:answer_join": Row(kwargs={"asked": lambda world: _asked(world).pk}, POST=OWNER_SAYS_NOTHING),
    "companies:edit": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
}
