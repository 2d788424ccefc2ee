"""History rows as the team reads them: what happened to a thing, in words instead of codes."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fractional.companies.models import Company
from fractional.ctos.models import Cto
from fractional.history.models import Event
from matching.proposals.models import Proposal, Selection
from missions.engagements.models import Mission
from missions.needs.models import Need

THINGS: dict[str, Promise | str] = {
    "cto": _("Dossier de CTO"),
    "company": _("Entreprise"),
    "need": _("Besoin"),
    "selection": _("Sélection"),
    "proposal": _("Proposition"),
    "mission": _("Mission"),
    "user": _("Compte"),
    "debt": _("Message"),
}
STATES: dict[str, type[TextChoices]] = {
    "cto": Cto.State,
    "company": Company.State,
    "need": Need.State,
    "selection": Selection.State,
    "proposal": Proposal.State,
    "mission": Mission.State,
}
EVENTS: dict[str, Promise | str] = {
    "started": _("dossier ouvert"),
    "created": _("compte ouvert"),
    "wants_saved": _("envies enregistrées"),
    "profile_saved": _("profil enregistré"),
    "post_added": _("expérience ajoutée"),
    "post_changed": _("expérience modifiée"),
    "post_deleted": _("expérience retirée"),
    "rates_saved": _("tarifs enregistrés"),
    "rules_saved": _("règles enregistrées"),
    "week_set": _("semaine enregistrée"),
    "half_days_held": _("demi-journées prises par un autre client"),
    "half_days_booked": _("demi-journées engagées"),
    "half_days_released": _("demi-journées rendues"),
    "availability_confirmed": _("disponibilité confirmée"),
    "gate_lifted": _("exception aux douze mois, motivée"),
    "updated": _("modifiée"),
    "edited": _("modifié"),
    "agreed": _("conditions acceptées"),
    "confirmed": _("toujours d’actualité"),
    "maintained": _("besoin maintenu contre notre avis"),
    "kept_alive": _("prolongé par une mise en relation"),
    "tried_again": _("nouvel essai demandé"),
    "settled": _("réglé autrement"),
}


def thing(event: Event) -> str:
    return str(THINGS.get(event.thing, event.thing))


def what(event: Event) -> str:
    """« en relecture » for a change of state, « tarifs enregistrés » for anything else."""
    states = STATES.get(event.thing)
    if event.to_state and states:
        return str(states(event.to_state).label)
    return str(EVENTS.get(event.event, event.event))
