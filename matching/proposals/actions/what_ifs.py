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
from matching.proposals.what_if import REMEMBERED, Facing, ForACto, ForANeed, remembered, told
from missions.needs.models import Need


def asker_of(thing: Need | Cto) -> str:
    return f"company:{thing.company_id}" if isinstance(thing, Need) else f"cto:{thing.pk}"


@transaction.atomic
def ask_for_need(*, need: Need, question: ForANeed) -> WhatIf:
    """How many CTOs would fit. Raises Conflict after the ten of the day."""
    Company.objects.select_for_update(no_key=True).get(pk=need.company_id)
    earlier = _earlier(asker_of(need))
    if same := _same(earlier, question, need.pk):
        return same
    _demand_one_left(earlier)
    needs = _needs(need, earlier)
    before = [
        ForANeed(**row.answers).who(needs[row.need_id])
        for row in earlier
        if row.told is not None and row.need_id in needs
    ]
    here = needs[need.pk]
    number = told(question.who(here), [ForANeed.as_is(here).who(here), *before])
    return _tell(asker_of(need), question, earlier, number, need_id=need.pk)


@transaction.atomic
def ask_for_cto(*, cto: Cto, question: ForACto) -> WhatIf:
    """How many open needs would fit. Raises Conflict after the ten of the day."""
    Cto.objects.select_for_update(no_key=True).get(pk=cto.pk)
    earlier = _earlier(asker_of(cto))
    if same := _same(earlier, question, None):
        return same
    _demand_one_left(earlier)
    facing = Facing.of(cto)
    before = [ForACto(**row.answers).who(facing) for row in earlier if row.told is not None]
    number = told(question.who(facing), [ForACto.as_is(cto).who(facing), *before])
    return _tell(asker_of(cto), question, earlier, number, need_id=None)


def _earlier(asker: str) -> list[WhatIf]:
    """What was asked within a month; what is older is forgotten."""
    WhatIf.objects.filter(asker=asker, asked_on__lt=clock.today() - REMEMBERED).delete()
    return remembered(asker)


def _of_today(earlier: list[WhatIf]) -> list[WhatIf]:
    return [row for row in earlier if row.asked_on == clock.today()]


def _same(earlier: list[WhatIf], question: ForANeed | ForACto, need_id: int | None) -> WhatIf | None:
    answers = asdict(question)
    return next((row for row in _of_today(earlier) if (row.need_id, row.answers) == (need_id, answers)), None)


def _demand_one_left(earlier: list[WhatIf]) -> None:
    if len(_of_today(earlier)) >= A_DAY:
        raise Conflict(_("Vous avez posé vos dix questions du jour. Les suivantes vous attendent demain."))


def _tell(
    asker: str,
    question: ForANeed | ForACto,
    earlier: list[WhatIf],
    number: int | None,
    *,
    need_id: int | None,
) -> WhatIf:
    return WhatIf.objects.create(
        asker=asker,
        need_id=need_id,
        asked_on=clock.today(),
        number=len(_of_today(earlier)) + 1,
        answers=asdict(question),
        told=number,
    )


def _needs(need: Need, earlier: list[WhatIf]) -> dict[int | None, Need]:
    """Those of the company that questions were of, by number, with all that a search reads of them."""
    asked = [need.pk, *(row.need_id for row in earlier if row.need_id)]
    needs = Need.objects.filter(company=need.company_id, pk__in=asked)
    return {one.pk: one for one in needs.select_related("company").prefetch_related("goals")}
