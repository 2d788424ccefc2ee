"""Reads that a queryset alone cannot say."""

from dataclasses import fields

from missions.needs.answers import Answers
from missions.needs.models import Need, Verdict
from missions.needs.triage import opinion

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
