"""The screens of the Fractional team: nobody else, whatever they own."""

from tests.access.matrix import CONFLICT, DONE, FORBIDDEN, INVALID, OK, SENT_ON, Row, only


def _team(then):
    return only("curator", then=then, others=FORBIDDEN)


TABLE = {
    "curation:queue": Row(GET=_team(OK)),
    "curation:cto": Row(GET=_team(OK)),
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
    "curation:board": Row(GET=_team(OK | DONE)),
    # Somebody whom the company has not read yet: nobody is kept twice.
    "curation:keep": Row(
        GET=_team(OK), POST=_team(INVALID), kwargs={"cto": lambda world: world.other_cto.public_id}
    ),
    "curation:drop": Row(GET=_team(OK), POST=_team(INVALID)),
    # The world's selection has left: there is nothing to send nor to take back, and the page says so.
    "curation:selection": Row(GET=_team(OK), POST=_team(SENT_ON)),
    "curation:take_back": Row(POST=_team(SENT_ON)),
    "curation:sent": Row(GET=_team(OK)),
    "curation:debt": Row(GET=_team(OK), POST=_team(SENT_ON)),
    "curation:journal": Row(GET=_team(OK)),
}
