"""Reads that a queryset alone cannot say."""

from dataclasses import fields

from django.db.models import Count, Q

from fractional.companies.models import Company
from missions.needs.answers import Answers
from missions.needs.models import Need, Verdict
from missions.needs.triage import opinion

TOLD_FROM = 3
"""Ended needs of a company below which what became of them says nothing."""
_READ = [field.name for field in fields(Answers) if field.name != "goals"]


def answers_of(need: Need) -> Answers:
    """What the rules of our opinion read of a need."""
    return Answers(**{name: getattr(need, name) for name in _READ}, goals=len(need.goals.all()))


def opinion_on(need: Need) -> Verdict:
    """Our opinion as it was given; as it would be given today, unsaved, for a need that has none."""
    verdict = Verdict.objects.filter(need=need).first()
    if verdict is None:
        given = opinion(answers_of(need))
        reasons = [{"rule": reason.rule, "quote": reason.quote} for reason in given.reasons]
        verdict = Verdict(kind=given.kind, rules_version=given.version, points=given.points, reasons=reasons)
    verdict.need = need
    return verdict


def record_of(company: Company) -> tuple[int, int] | None:
    """Of a company's published needs that have ended, how many in a mission, and how many in all; None below TOLD_FROM.

    A need that was taken up again in a copy has not ended: its copy goes on.
    """
    ended = Need.objects.ended().filter(company=company)
    filled, count = Count("pk", filter=Q(state=Need.State.FILLED)), Count("pk")
    told = ended.aggregate(filled=filled, count=count)
    return (told["filled"], told["count"]) if told["count"] >= TOLD_FROM else None
