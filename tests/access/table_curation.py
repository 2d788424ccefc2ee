"""The screens of the Fractional team: nobody else, whatever they own."""

from uuid import UUID

from fractional.accounts import actions as accounts
from fractional.accounts.models import Contest
from tests.access.matrix import CONFLICT, DONE, FORBIDDEN, INVALID, OK, SENT_ON, Row, only


def _team(then):
    return only("curator", then=then, others=FORBIDDEN)


def _contest(world) -> UUID:
    """What the world's CTO asked the team, once."""
    asked = Contest.objects.filter(user=world.cto.user).first()
    said = {"kind": "human", "about": "Une sélection", "words": "Pourquoi ces trois profils ?"}
    return (asked or accounts.contest(user=world.cto.user, **said)).public_id


DEBT = {"thing": lambda world: "debt", "pk": lambda world: world.kwargs["debt"]}

TABLE = {
    "curation:queue": Row(GET=_team(OK)),
    # Nothing is ticked.
    "curation:bulk": Row(POST=_team(SENT_ON)),
    "curation:care": Row(GET=_team(OK), POST=_team(INVALID), kwargs=DEBT),
    "curation:wake": Row(POST=_team(SENT_ON), kwargs=DEBT),
    # Nobody has decided anything in the last seconds: the page says that it is too late.
    "curation:undo": Row(POST=_team(SENT_ON), kwargs={"pending": lambda world: world.need.public_id}),
    "curation:contest": Row(GET=_team(OK), POST=_team(INVALID), kwargs={"contest": _contest}),
    "curation:conversation": Row(GET=_team(OK)),
    "curation:poke": Row(POST=_team(SENT_ON)),
    "curation:extend": Row(POST=_team(INVALID)),
    "curation:withdraw": Row(POST=_team(INVALID)),
    # The world's proposal is an answered one: nothing is awaited that could be written down.
    "curation:note_answer": Row(
        GET=_team(OK | SENT_ON), POST=_team(INVALID | SENT_ON), kwargs={"answer": lambda world: "decline"}
    ),
    "curation:hand": Row(GET=_team(OK), POST=_team(INVALID)),
    "curation:cto": Row(GET=_team(OK)),
    "curation:proof": Row(
        POST=_team(SENT_ON), kwargs={"post": lambda world: world.cto.posts.first().public_id}
    ),
    "curation:verify_cto": Row(POST=_team(INVALID)),
    "curation:ask_cto": Row(POST=_team(INVALID)),
    # Nothing of the world's CTO has changed since it was verified.
    "curation:read_changes": Row(POST=_team(CONFLICT)),
    "curation:ask_about_changes": Row(POST=_team(INVALID)),
    "curation:orient_cto": Row(POST=_team(INVALID)),
    "curation:company": Row(GET=_team(OK)),
    "curation:verify_company": Row(POST=_team(INVALID)),
    "curation:refuse_company": Row(POST=_team(INVALID)),
    "curation:need": Row(GET=_team(OK)),
    # The world's need is in talks: it was published long ago.
    "curation:publish_need": Row(POST=_team(CONFLICT | INVALID)),
    "curation:ask_need": Row(POST=_team(INVALID)),
    "curation:settle_consent": Row(POST=_team(INVALID)),
    "curation:suggest": Row(POST=_team(INVALID)),
    "curation:board": Row(GET=_team(OK | DONE)),
    # Somebody whom the company has not read yet: nobody is kept twice.
    "curation:keep": Row(
        GET=_team(OK), POST=_team(INVALID), kwargs={"cto": lambda world: world.other_cto.public_id}
    ),
    "curation:drop": Row(GET=_team(OK), POST=_team(INVALID)),
    "curation:adjust": Row(GET=_team(OK | SENT_ON), POST=_team(INVALID | SENT_ON)),
    "curation:note": Row(GET=_team(OK), POST=_team(INVALID)),
    "curation:pin": Row(POST=_team(SENT_ON)),
    # Nobody of the world was dropped.
    "curation:restore": Row(POST=_team(CONFLICT)),
    "curation:excluded": Row(GET=_team(OK), kwargs={"rule": lambda world: "gate"}),
    "curation:lift": Row(GET=_team(OK), POST=_team(INVALID)),
    # The world's selection has left: there is nothing to send nor to take back, and the page says so.
    "curation:selection": Row(GET=_team(OK), POST=_team(SENT_ON)),
    "curation:take_back": Row(POST=_team(SENT_ON)),
    "curation:sent": Row(GET=_team(OK)),
    "curation:debt": Row(GET=_team(OK), POST=_team(SENT_ON)),
    "curation:journal": Row(GET=_team(OK)),
}
