"""Who reaches the pages of needs. The need of the world is in talks; a draft of the same company is told."""

from fractional import clock
from missions.needs import links
from missions.needs.models import Need
from tests.access.matrix import CONFLICT, HIDDEN, INVALID, OK, SENT_ON, Row, only, public

COMPANY = ("member", "owner")
COMPANIES = (*COMPANY, "other_company")


def _draft(world):
    return Need.objects.get_or_create(
        company=world.company, created_by=world.users["owner"], state=Need.State.DRAFT
    )[0].public_id


def _mailed_to_the_owner(world):
    return links.to_confirm(world.need, world.users["owner"])


def _mailed_to_stop(world):
    Need.objects.filter(pk=world.need.pk).update(watched_at=clock.now())
    world.need.refresh_from_db()
    return links.to_unwatch(world.need, world.users["owner"])


def _mailed_to_the_cto_in_place(world):
    need = Need.objects.get(public_id=_draft(world))
    asked = need.consents.get_or_create(email="en.place@exemple.example", defaults={"due_on": clock.today()})
    return links.to_consent(asked[0])


def _step(_world):
    return "rythme"


TABLE = {
    "needs:list": Row(GET=only(*COMPANIES, then=OK, others=SENT_ON)),
    "needs:new": Row(
        GET=only(*COMPANIES, then=OK, others=SENT_ON), POST=only(*COMPANIES, then=INVALID, others=SENT_ON)
    ),
    "needs:confirm_by_link": Row(kwargs={"token": _mailed_to_the_owner}, GET=public(OK), POST=public(OK)),
    "needs:unwatch_by_link": Row(kwargs={"token": _mailed_to_stop}, GET=public(OK), POST=public(OK)),
    "needs:consent": Row(kwargs={"token": _mailed_to_the_cto_in_place}, GET=public(OK), POST=public(INVALID)),
    "needs:need": [
        Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
        Row(kwargs={"need": _draft}, GET=only(*COMPANY, then=OK, others=HIDDEN)),
    ],
    "needs:brief": Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
    "needs:step": [
        # Profiles were shown: the answers are frozen, and the page says so.
        Row(
            kwargs={"step": _step},
            GET=only(*COMPANY, then=SENT_ON, others=HIDDEN),
            POST=only(*COMPANY, then=SENT_ON, others=HIDDEN),
        ),
        # Sent whole it is incomplete; as it is typed, half an answer is kept.
        Row(
            kwargs={"step": _step, "need": _draft},
            GET=only(*COMPANY, then=OK, others=HIDDEN),
            POST=only(*COMPANY, then=INVALID | OK, others=HIDDEN),
        ),
    ],
    "needs:opinion": [
        Row(GET=only(*COMPANY, then=OK, others=HIDDEN)),
        Row(kwargs={"need": _draft}, GET=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    ],
    "needs:maintain": Row(POST=only(*COMPANY, then=INVALID, others=HIDDEN)),
    "needs:rewordings": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "needs:later": Row(POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    "needs:submit": [
        Row(POST=only(*COMPANY, then=CONFLICT, others=HIDDEN)),
        Row(kwargs={"need": _draft}, POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    ],
    "needs:confirm": Row(POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
    "needs:pause": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "needs:resume": Row(POST=only(*COMPANY, then=CONFLICT, others=HIDDEN)),
    "needs:withdraw": Row(
        GET=only(*COMPANY, then=OK, others=HIDDEN), POST=only(*COMPANY, then=INVALID, others=HIDDEN)
    ),
    "needs:copy": Row(POST=only(*COMPANY, then=SENT_ON, others=HIDDEN)),
}
