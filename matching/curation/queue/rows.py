"""One row of the queue: what it is, whose it is, by when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fractional import workdays
from fractional.accounts.models import User
from fractional.clock import PARIS
from matching.curation.models import Thing


class Kind(TextChoices):
    """What is asked of a curator; the codes stand in addresses."""

    CTO = "dossier", _("Dossier de CTO")
    ROLES = "experience", _("Expérience à relire")
    COMPANY = "entreprise", _("Entreprise")
    SIREN = "siren", _("SIREN à demander")
    NEED = "besoin", _("Besoin à relire")
    CONSENT = "accord", _("Accord refusé par le CTO en place")
    JOIN = "rejoindre", _("Demande à rejoindre une entreprise")
    SELECTION = "selection", _("Sélection à envoyer")
    GIVEN_BACK = "reprise", _("Sélection à reprendre")
    STUCK = "echange", _("Échange sans réponse")
    HAND = "main", _("Main levée")
    QUESTION = "question", _("Question sans réponse")
    MEETING = "rencontre", _("Rencontre sans date")
    REQUEST = "demande", _("Demande à l’équipe")
    ABUSE = "signalement", _("Signalement")
    RETURNED = "decision", _("Décision à reprendre")
    MAIL = "message", _("Message non parti")
    JOB = "tache", _("Tâche arrêtée")


@dataclass(frozen=True)
class Waiting:
    kind: Kind
    thing: Thing
    thing_id: int
    title: str
    about: str
    due_on: date
    url: str
    owner: User | None = None
    """Whoever it was given to; the queue finds somebody for the others."""
    asleep_until: date | None = None
    """Not before that day; None for what is to be done now."""
    late: bool = False
    not_for: frozenset[int] = frozenset()
    """Who may not answer it: their own request, or an answer of theirs that is contested."""

    @property
    def code(self) -> str:
        """One word for one row."""
        return f"{self.thing}-{self.thing_id}"


def promised(moment: datetime, working_days: int) -> date:
    return workdays.add_working_days(moment.astimezone(PARIS).date(), working_days)
