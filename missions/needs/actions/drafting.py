"""A need while the company tells it: its answers, our opinion, its submission."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.accounts.models import User
from fractional.companies import notice
from fractional.companies.models import Company
from fractional.ctos.models import Function
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import move
from missions.needs import ceiling, emails, steps, triage
from missions.needs.actions import consent
from missions.needs.actions.locks import locked
from missions.needs.models import Goal, Need, Verdict
from missions.needs.queries import answers_of
from missions.needs.signals import need_edited

State = Need.State
LATER = timedelta(days=182)
UNRANKED = frozenset(
    {
        "title",
        "problem_words",
        "if_nothing_changes",
        "decision_maker",
        "business_counterpart",
        "decision_rights",
        "deliverables",
        "monthly_budget_eur",
        "town",
        "confidential",
        "cto_leaves_on",
        "cto_in_place_email",
        "next_owner",
    }
)
"""Answers that no ranking reads."""


class Unfinished(DomainError):
    """The need still lacks answers; ``steps`` are those that ask for them."""

    def __init__(self, lacking: list[steps.Step]):
        self.steps = lacking
        super().__init__(_("Il manque quelques réponses avant d’aller plus loin."))


class OpinionToRead(DomainError):
    """Our opinion advises something else, and the company has not maintained its need."""


@transaction.atomic
def start_need(*, company: Company, by: User) -> Need:
    """An empty draft, of somebody who has read what a part-time CTO is not and how profiles are compared."""
    need = Need.objects.create(
        company=company,
        created_by=by,
        source=company.source,
        warning_read_at=clock.now(),
        function=Function.objects.get(code="cto"),
        languages=["fr"],
        contracts=["freelance"],
    )
    facts = {"notice": notice.VERSION}
    record(thing="need", thing_id=need.pk, event="created", to_state=need.state, by=by, facts=facts)
    return need


@transaction.atomic
def save_step(
    *, need: Need, by: User, fields: Mapping[str, Any], goals: Iterable[Mapping[str, str]] | None = None
) -> Need:
    """Write answers, and what follows from them: figures, and our opinion once nothing is missing.

    `goals` replaces the goals. Raises Conflict once the need may no longer be edited, and Unfinished when a
    published need would lose an answer it must have.
    """
    need = locked(need)
    if not need.is_editable:
        raise Conflict(_("Ce besoin ne se modifie plus : retirez-le et reprenez-le dans une copie."))
    before = {name: getattr(need, name) for name in steps.FIELDS}
    for name in steps.FIELDS & fields.keys():
        setattr(need, name, fields[name])
    _settle(need)
    changed = {name for name in steps.FIELDS if getattr(need, name) != before[name]}
    if "cto_in_place_email" in changed:
        consent.start_again(need)
    need.told_at = clock.now()
    need.save(update_fields=[*changed, "told_at", "cto_in_place_agreed_at"])
    if goals is not None and _replace_goals(need, goals):
        changed.add("goals")
    if changed and need.state not in Need.TOLD:
        _tell_of_edit(need, changed, by)
    if changed and not steps.unfinished(need):
        _give_opinion(need, by)
    if need.state == State.SUBMITTED:
        consent.ask_for_it(need=need, by=by)
    return need


@transaction.atomic
def assess(*, need: Need, by: User) -> Verdict:
    """Give our opinion on the answers as they stand. Raises Unfinished."""
    need = locked(need)
    demand_finished(need)
    return _give_opinion(need, by)


@transaction.atomic
def maintain(*, need: Need, by: User, why: str) -> Verdict:
    """The company keeps its need against our opinion: recorded, and its reason shown to those who are asked."""
    need = locked(need)
    if need.state not in Need.TOLD:
        raise Conflict(_("Ce besoin est déjà envoyé : il n’y a plus rien à maintenir."))
    demand_finished(need)
    verdict = _give_opinion(need, by)
    if verdict.maintained_at is None:
        verdict.maintained_at = clock.now()
        verdict.maintained_why = why
        verdict.save(update_fields=["maintained_at", "maintained_why"])
        record(thing="need", thing_id=need.pk, event="maintained", by=by, facts={"opinion": verdict.kind})
    return verdict


@transaction.atomic
def remind_later(*, need: Need, by: User) -> date:
    """A mail to this person in six months, when our opinion was « pas encore »; returns its day."""
    day = clock.today() + LATER
    emails.later(need, by, day)
    record(thing="need", thing_id=need.pk, event="reminder_asked", by=by, facts={"on": day.isoformat()})
    return day


@transaction.atomic
def submit(*, need: Need, by: User) -> Need:
    """Hand the need over to a curator. Raises Unfinished, OpinionToRead."""
    need = locked(need)
    demand_finished(need)
    verdict = _give_opinion(need, by)
    if not verdict.agrees and verdict.maintained_at is None:
        raise OpinionToRead(_("Lisez notre avis, puis maintenez votre besoin si vous n’en changez pas."))
    move(need, State.SUBMITTED, by=by, submitted_at=clock.now())
    consent.ask_for_it(need=need, by=by)
    return need


@transaction.atomic
def copy(*, need: Need, by: User) -> Need:
    """A draft with the same answers, tied to the need it comes from."""
    twin = Need(
        company=need.company,
        created_by=by,
        copied_from=need,
        function=need.function,
        source=need.source,
        warning_read_at=need.warning_read_at,
    )
    for name in steps.FIELDS:
        setattr(twin, name, getattr(need, name))
    twin.save()
    Goal.objects.bulk_create(
        Goal(need=twin, code=goal.code, result=goal.result, metric=goal.metric, baseline=goal.baseline)
        for goal in need.goals.all()
    )
    record(
        thing="need",
        thing_id=twin.pk,
        event="copied",
        to_state=twin.state,
        by=by,
        facts={"copied_from": need.pk},
    )
    return twin


def _settle(need: Need) -> None:
    """The figures that follow from what was said: half-days from days per month, ceiling from a budget."""
    if need.days_per_month:
        need.half_days = ceiling.half_days_a_week(need.days_per_month)
    if need.pro_bono:
        need.ceiling_eur = need.monthly_budget_eur = None
    elif need.monthly_budget_eur and need.half_days:
        try:
            need.ceiling_eur = ceiling.ceiling_eur(
                need.monthly_budget_eur, half_days=need.half_days, days_per_month=need.days_per_month
            )
        except ceiling.OffTheGrid:
            need.ceiling_eur = None
    if not need.on_site_half_days:
        need.town = need.department = ""


def _replace_goals(need: Need, goals: Iterable[Mapping[str, str]]) -> bool:
    """Whether anything changed."""
    wanted = [dict(goal) for goal in goals]
    standing = list(need.goals.values("code", "result", "metric", "baseline"))
    if wanted == standing:
        return False
    need.goals.all().delete()
    Goal.objects.bulk_create(Goal(need=need, **goal) for goal in wanted)
    return True


def _tell_of_edit(need: Need, changed: set[str], by: User) -> None:
    record(thing="need", thing_id=need.pk, event="edited", by=by, facts={"fields": sorted(changed)})
    if need.state == State.PUBLISHED:
        demand_finished(need)
        if changed - UNRANKED:
            need_edited.send(sender=Need, need=need)


def demand_finished(need: Need) -> None:
    lacking = steps.unfinished(need)
    if lacking:
        raise Unfinished(lacking)


def _give_opinion(need: Need, by: User) -> Verdict:
    """Our opinion follows the answers; it is told in the history when it is new, or another."""
    given = triage.opinion(answers_of(need))
    before = Verdict.objects.filter(need=need).first()
    same = before is not None and before.kind == given.kind
    verdict, _created = Verdict.objects.update_or_create(
        need=need,
        defaults={
            "kind": given.kind,
            "rules_version": given.version,
            "points": given.points,
            "reasons": [{"rule": reason.rule, "quote": reason.quote} for reason in given.reasons],
            "given_at": clock.now(),
            # What was maintained against one opinion is not maintained against another.
            "maintained_at": before.maintained_at if same and before else None,
            "maintained_why": before.maintained_why if same and before else "",
        },
    )
    facts = {"opinion": verdict.kind, "rules": verdict.rules_version}
    if need.state == State.DRAFT:
        move(need, State.ASSESSED, by=by, facts=facts, assessed_at=verdict.given_at)
    elif not same:
        record(thing="need", thing_id=need.pk, event="assessed", by=by, facts=facts)
    verdict.need = need
    return verdict
