"""A need of the demo, step by step: written, sent, published, its profiles shown and answered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos.models import Cto, Function
from matching.demo import world
from matching.proposals.actions import company as company_side
from matching.proposals.actions import cto as cto_side
from matching.proposals.actions import selections
from matching.proposals.models import Proposal, Selection
from matching.proposals.ranking import rank_need
from missions.needs import actions
from missions.needs.models import Goal, Need

FITTING = ("part_time", "transition")
"""Opinions after which nobody has to maintain their need."""
IN_TWO_WEEKS, SIX_WEEKS = timedelta(days=14), timedelta(days=42)
WHY = "Un lead dev, nous en avons un : il nous manque une direction."
"""Of a company that maintains its need against our opinion."""
NOTE = "Un problème que nous connaissons bien : nous regardons ensemble."
"""Of a curator, for a company outside those that a part-time CTO suits best."""


def written(company: Company, owner: User, *, goals: Sequence[Sequence[str]], **answers: Any) -> Need:
    """A need with every question answered, still a draft."""
    need = actions.start_need(company=company, by=owner)
    first = workdays.next_monday(clock.today() + IN_TWO_WEEKS)
    usual = {
        "function": Function.objects.get(code="cto"),
        "kind": "standing",
        "nature": "lead",
        "hands_on": 1,
        "team_devs": 6,
        "team_has_lead": True,
        "committee_seat": True,
        "decision_maker": f"{owner.full_name}, direction générale",
        "business_counterpart": owner.full_name,
        "half_days": 4,
        "start_first_on": first,
        "start_last_on": first + SIX_WEEKS,
        "months": 6,
        "ceiling_eur": 1050,
        "languages": ["fr"],
        "contracts": ["freelance"],
        "priorities": ["years", "goals", "days"],
    }
    for name, value in (usual | answers).items():
        setattr(need, name, value)
    need.save()
    for code, result, metric, baseline in goals:
        Goal.objects.create(need=need, code=code, result=result, metric=metric, baseline=baseline)
    return need


def submitted(need: Need, owner: User) -> None:
    actions.assess(need=need, by=owner)
    if need.verdict.kind not in FITTING:
        actions.maintain(need=need, by=owner, why=WHY)
    actions.submit(need=need, by=owner)


def published(need: Need, curator: User, *, days: int) -> None:
    with clock.standing_at(world.days_ago(days, hour=9)):
        actions.publish(need=need, by=curator, off_target_note=NOTE)
    rank_need(need.pk)
    need.refresh_from_db()


def selected(
    need: Need, curator: User, told: Sequence[tuple[Cto, str]], *, days: int, words: str, files_read: int = 11
) -> list[Proposal]:
    """These CTOs, a note each, shown to the company that many days ago; in the order told."""
    with clock.standing_at(world.days_ago(days)):
        for cto, note in told:
            selections.keep(need=need, cto=cto, by=curator, note=note)
        selection = selections.draft_of(need, curator)
        read = [str(proposal.public_id) for proposal in selection.proposals.all()]
        few = "" if len(told) >= selections.FEWEST else "Peu de profils ont ces jours."
        selections.schedule(
            selection=selection, by=curator, read=read, words=words, files_read=files_read, few_reason=few
        )
    _sent(selection, days)
    need.refresh_from_db()
    by_cto = {proposal.cto_id: proposal for proposal in Proposal.objects.filter(selection=selection)}
    return [by_cto[cto.pk] for cto, _note in told]


def _sent(selection: Selection, days: int) -> None:
    with clock.standing_at(world.days_ago(days, hour=12)):
        selections.send(selection=selection)


def wanted(proposal: Proposal, *, days: int, message: str) -> Proposal:
    with clock.standing_at(world.days_ago(days)):
        return company_side.want(
            proposal=proposal,
            by=proposal.need.created_by,
            message=message,
            slots=[clock.now() + timedelta(days=later) for later in (6, 7, 8)],
        )


def accepted(proposal: Proposal, *, days: int) -> Proposal:
    with clock.standing_at(world.days_ago(days, hour=16)):
        return cto_side.accept(proposal=proposal, by=proposal.cto.user)
