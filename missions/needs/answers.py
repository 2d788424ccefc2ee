"""What a founder answered, as the rules of our opinion read it and as they quote it back."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fractional.ui import words
from missions.needs import ceiling, quotes

LOWEST_USUAL_RATE_EUR = 600
"""Low end of the indicative band of CTO day rates: it turns a small budget into days."""

_CTO = r"(?:CTO|directeur technique|directrice technique)"
CTO_LEAVES = re.compile(
    # Never « CTO part-time », the thing we speak of all day.
    rf"\b{_CTO}\b.*\b(?:part(?![-\w])|partira|partie?\b|quitte|quittera|démissionn\w*|s[’']en va|sur le départ)"
    rf"|\bdépart d(?:e|u) (?:notre |la )?{_CTO}",
    re.IGNORECASE,
)
CODES_DAILY = re.compile(
    r"\bcod(?:e|er|era|ent|ant)\b.*\b(?:tous les jours|chaque jour|au quotidien|quotidiennement)"
    r"|\b(?:tous les jours|chaque jour|au quotidien)\b.*\bcod(?:e|er|era)\b"
    r"|\bmains dans le (?:code|cambouis)"
    r"|\b(?:écri(?:re|ve)|produi(?:re|se)|livr(?:er|e)) du code"
    r"|\bfull[ -]?stack\b"
    r"|\bdéveloppeu(?:r|se) (?:senior|expérimentée?|principale?)"
    r"|\bdévelopp(?:er|e|era) (?:seule?|(?:lui|elle)-même|(?:nos|les) fonctionnalités"
    r"|(?:notre|le) (?:produit|site)|(?:notre |l[’'])application)",
    re.IGNORECASE,
)
WANTS_AN_AUDIT = re.compile(
    r"\baudit|\bdue diligence|\bavis (?:extérieur|indépendant)|\bétat des lieux|\bdiagnostic", re.IGNORECASE
)


@dataclass(frozen=True)
class Answers:
    """Half-days per week, EUR per day excluding VAT. An unanswered question is None or empty."""

    problem: str = ""
    problem_words: str = ""
    if_nothing_changes: str = ""
    kind: str = ""
    nature: str = ""
    hands_on: int | None = None
    team_devs: int | None = None
    team_has_lead: bool | None = None
    team_outsourced: int = 0
    committee_seat: bool | None = None
    half_days: int | None = None
    days_per_month: int | None = None
    months: int | None = None
    ceiling_eur: int | None = None
    pro_bono: bool = False
    cto_leaves_on: date | None = None
    goals: int = 0

    # --- What the rules ask -------------------------------------------------------------------------
    @property
    def weekly(self) -> int:
        """Half-days a week, 0 while the rhythm is unknown."""
        return self.half_days or 0

    @property
    def devs(self) -> int | None:
        """Everyone who develops, outsourced included; None while the team is unknown."""
        return None if self.team_devs is None else self.team_devs + self.team_outsourced

    @property
    def at_least_devs(self) -> int:
        return self.devs or 0

    @property
    def cto_is_leaving(self) -> bool:
        return bool(self.cto_leaves_on) or self.problem == "cto_left" or bool(self.sentence_with(CTO_LEAVES))

    @property
    def monthly_budget_eur(self) -> int | None:
        if self.ceiling_eur is None or not self.half_days:
            return None
        return ceiling.monthly_cost_eur(
            self.ceiling_eur, half_days=self.half_days, days_per_month=self.days_per_month
        )

    @property
    def buys_less_than_a_day_a_week(self) -> bool:
        """Less than a day a week asked, or a budget that pays less at the lowest usual rate."""
        if not self.half_days:
            return False
        budget = None if self.pro_bono else self.monthly_budget_eur
        a_day_a_week = ceiling.monthly_cost_eur(LOWEST_USUAL_RATE_EUR, half_days=2)
        return self.half_days < 2 or (budget is not None and budget < a_day_a_week)

    # --- What the rules quote -----------------------------------------------------------------------
    def sentence_with(self, pattern: re.Pattern[str]) -> str:
        return quotes.sentence_with(pattern, f"{self.problem_words}\n{self.if_nothing_changes}")

    def problem_said(self) -> str:
        return quotes.first_sentence(self.problem_words)

    def rhythm_said(self) -> str:
        if self.days_per_month:
            return words.days_per_month(2 * self.days_per_month)
        return words.days_per_week(self.weekly)

    def length_said(self) -> str:
        return words.months(self.months or 0)

    def rhythm_and_length_said(self) -> str:
        said = {"rhythm": self.rhythm_said(), "length": self.length_said()}
        return _("%(rhythm)s pendant %(length)s") % said

    def budget_said(self) -> str:
        return words.monthly(self.monthly_budget_eur) if self.monthly_budget_eur else ""

    def team_said(self) -> str:
        if not self.devs:
            return _("Aucun dev dans l’équipe")
        lead = _("avec un lead") if self.team_has_lead else _("sans lead")
        return f"{words.counted(self.devs, _('dev'), _('devs'))}, {lead}"

    def seat_said(self) -> str:
        if self.committee_seat:
            return _("Une place au comité de direction")
        return _("Pas de place au comité de direction")

    def leaving_said(self) -> str:
        said = self.sentence_with(CTO_LEAVES)
        if said or not self.cto_leaves_on:
            return said or _("Le CTO en place s’en va")
        return _("Le CTO en place part le %(day)s") % {"day": words.date_plain(self.cto_leaves_on)}
