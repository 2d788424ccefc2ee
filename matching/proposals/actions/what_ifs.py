"""Ask « et si… ? » : ten questions a day for a company, whoever of it asks, and ten for a CTO."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.companies.models import Company
from fractional.ctos.models import Cto
from fractional.errors import Conflict
from matching.proposals.models import WhatIf
from matching.proposals.models.what_ifs import A_DAY
from matching.proposals.what_if import REMEMBERED, ForACto, ForANeed, Group, remembered, told
from missions.needs.models import Need


def asker_of(thing: Need | Cto) -> str:
    return f"company:{thing.company_id}" if isinstance(thing, Need) else f"cto:{thing.pk}"


@transaction.atomic
def ask_for_need(*, need: Need, question: ForANeed) -> WhatIf:
    """How many CTOs would fit. Raises Conflict after the ten of the day."""
    Company.objects.select_for_update(no_key=True).get(pk=need.company_id)
    return _ask(need, question, need.pk)


@transaction.atomic
def ask_for_cto(*, cto: Cto, question: ForACto) -> WhatIf:
    """How many open needs would fit. Raises Conflict after the ten of the day."""
    Cto.objects.select_for_update(no_key=True).get(pk=cto.pk)
    return _ask(cto, question, None)


def _ask(thing: Need | Cto, question: ForANeed | ForACto, need_id: int | None) -> WhatIf:
    asker, today = asker_of(thing), clock.today()
    WhatIf.objects.filter(asker=asker, asked_on__lt=today - REMEMBERED).delete()
    earlier = remembered(asker)
    of_today = [row for row in earlier if row.asked_on == today]
    same = [row for row in of_today if row.need_id == need_id and row.answers == asdict(question)]
    if same:
        return same[0]
    if len(of_today) >= A_DAY:
        raise Conflict(_("Vous avez posé vos dix questions du jour. Les suivantes vous attendent demain."))
    return WhatIf.objects.create(
        asker=asker,
        need_id=need_id,
        asked_on=today,
        number=len(of_today) + 1,
        answers=asdict(question),
        told=told(question.who(thing), _told_before(thing, question, earlier)),
    )


def _told_before(thing: Need | Cto, question: ForANeed | ForACto, earlier: list[WhatIf]) -> list[Group]:
    """The group as it is, then each that a number was told of, for whatever need of the company."""
    kind = type(question)
    things = {row.need_id: thing for row in earlier} if isinstance(thing, Cto) else _needs(thing, earlier)
    numbers = [row for row in earlier if row.told is not None and row.need_id in things]
    before = [kind(**row.answers).who(things[row.need_id]) for row in numbers]
    return [kind.as_is(thing).who(thing), *before]


def _needs(need: Need, earlier: list[WhatIf]) -> dict[int | None, Need]:
    others = Need.objects.filter(company=need.company_id, pk__in=[row.need_id for row in earlier])
    return {other.pk: other for other in others.select_related("company")} | {need.pk: need}
