from fractional import clock
from fractional.ctos import links
from fractional.ctos.models import Reference
from tests.access.matrix import CONFLICT, HIDDEN, INVALID, OK, SENT_ON, Row, everybody, only, public

CTOS = ("cto", "other_cto", "introduced_cto")


def own(answer):
    """Everybody has their own file at the same address; without one there is nothing."""
    return only(*CTOS, then=answer, others=HIDDEN)


def of_the_first(answer):
    """A thing of the first CTO: nobody else's, not even another CTO's."""
    return only("cto", then=answer, others=HIDDEN)


FIRST_ROLE = {"post": lambda world: world.users["cto"].cto.posts.first().public_id}


def _awaited(world) -> Reference:
    """A reference that the first CTO asked for."""
    cto = world.users["cto"].cto
    return cto.references.waiting().first() or Reference.objects.create(
        cto=cto,
        post=cto.posts.first(),
        referee_name="Anne Roussel",
        referee_email="anne@exemple.example",
        due_on=clock.today(),
    )


def _link(world) -> str:
    return links.of_reference(_awaited(world))


BY_LINK = {"token": _link}

TABLE = {
    "ctos:home": Row(GET=own(OK)),
    "ctos:start": Row(GET=only(*CTOS, then=SENT_ON, others=OK), POST=everybody(INVALID)),
    "ctos:wants": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:experience": Row(GET=own(OK)),
    "ctos:months": Row(GET=own(OK)),
    "ctos:post_add": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:post": Row(GET=of_the_first(OK), POST=of_the_first(INVALID), kwargs=FIRST_ROLE),
    "ctos:post_remove": Row(POST=of_the_first(SENT_ON | OK), kwargs=FIRST_ROLE),
    "ctos:references": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:reference_take_back": Row(
        POST=of_the_first(SENT_ON), kwargs={"reference": lambda world: _awaited(world).public_id}
    ),
    "ctos:reference_answer": Row(GET=public(OK), POST=public(INVALID), kwargs=BY_LINK),
    "ctos:reference_decline": Row(POST=public(OK), kwargs=BY_LINK),
    "ctos:reference_revoke": Row(POST=public(CONFLICT), kwargs=BY_LINK),
    "ctos:profile": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:summary": Row(GET=own(OK), POST=own(INVALID | CONFLICT)),
    "ctos:rates": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:rate_band": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:freelancing": Row(GET=everybody(OK)),
    "ctos:rates_preview": Row(GET=own(OK)),
    "ctos:rules": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:week": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:confirm": Row(POST=own(SENT_ON)),
    "ctos:confirm_by_link": Row(
        GET=public(OK),
        POST=public(OK),
        kwargs={"token": lambda world: links.to_confirm(world.users["cto"].cto)},
    ),
    "ctos:reopen": Row(POST=own(CONFLICT)),
    "ctos:clients": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:client_remove": Row(POST=own(SENT_ON)),
    "ctos:pause": Row(GET=own(OK), POST=own(INVALID)),
    "ctos:resume": Row(POST=own(CONFLICT)),
    "ctos:leave": Row(POST=own(INVALID)),
}
