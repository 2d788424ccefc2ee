"""A need: the problem in the founder's words, its frame, its goals, and our opinion on it."""

from missions.needs.models.consents import Consent
from missions.needs.models.goals import Goal
from missions.needs.models.needs import Need, NeedQuerySet
from missions.needs.models.rewordings import Rewording
from missions.needs.models.verdicts import Verdict

__all__ = ["Consent", "Goal", "Need", "NeedQuerySet", "Rewording", "Verdict"]
