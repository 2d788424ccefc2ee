"""What a CTO reads of a proposal: its frame, reasons and reserves, whose turn it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.history.moves import held
from matching.proposals import words
from matching.proposals.models import Proposal
from matching.proposals.presenting.contacts import mission_url
from matching.proposals.presenting.counter import Counter, counter_of
from missions.needs.queries import record_of

State = Proposal.State

CTO_STATUS = {
    State.SENT: gettext_lazy("À vous de répondre"),
    State.SEEN: gettext_lazy("À vous de répondre"),
    State.ACCEPTED: gettext_lazy("L’entreprise décide"),
    State.COUNTERED: gettext_lazy("L’entreprise répond"),
    State.DECLINED: gettext_lazy("Vous avez décliné"),
    State.EXPIRED: gettext_lazy("Refermée sans réponse"),
    State.LAPSED: gettext_lazy("Délai dépassé"),
    State.WITHDRAWN: gettext_lazy("Retirée"),
    State.CHOSEN: gettext_lazy("Votre dernier accord est attendu"),
    State.NOT_CHOSEN: gettext_lazy("Une autre personne choisie"),
    State.RETRACTED: gettext_lazy("Vous avez retiré votre accord"),
    State.CONFIRMED: gettext_lazy("Mission confirmée"),
}


@dataclass(frozen=True)
class Silence:
    """Why nothing has arrived, and the page where something can be done about it."""

    title: object
    text: object
    action: object = ""
    url_name: str = ""


_THEN = gettext_lazy(
    "Les propositions arrivent ici une fois votre dossier vérifié par une personne de l’équipe."
)
TO_SEND = Silence(
    gettext_lazy("Votre dossier n’est pas encore envoyé"),
    _THEN,
    gettext_lazy("Reprendre mon dossier"),
    "ctos:home",
)
SILENCES = {
    Cto.State.SUBMITTED: Silence(gettext_lazy("Votre dossier est en relecture"), _THEN),
    Cto.State.ASKED: Silence(
        gettext_lazy("Une précision vous est demandée"), _THEN, gettext_lazy("Répondre"), "ctos:home"
    ),
    Cto.State.ORIENTED: Silence(
        gettext_lazy("Pas de proposition pour l’instant"),
        gettext_lazy("Notre réponse, ses raisons et la suite sont dans votre dossier."),
        gettext_lazy("Lire notre réponse"),
        "ctos:home",
    ),
    Cto.State.VERIFIED: Silence(
        gettext_lazy("Aucune proposition cette semaine, et c’est voulu"),
        gettext_lazy(
            "Vous ne recevez que des propositions qui respectent votre tarif, vos jours et vos zones, et qu’une "
            "entreprise a demandées après lecture de votre profil."
        ),
    ),
    Cto.State.PAUSED: Silence(
        gettext_lazy("Vous êtes en pause"),
        gettext_lazy("Personne ne vous sollicite tant qu’elle dure."),
        gettext_lazy("Ouvrir mon dossier"),
        "ctos:home",
    ),
    Cto.State.LEFT: Silence(
        gettext_lazy("Votre dossier est clos"), gettext_lazy("Vous ne recevez plus de propositions.")
    ),
}


def silence(state: str | None) -> Silence:
    """What an empty list says to somebody whose file is in `state`; None for nobody's file."""
    return SILENCES[Cto.State(state)] if state in SILENCES else TO_SEND


@dataclass(frozen=True)
class CtoCard:
    """A proposal as its CTO reads it: reasons and reserves, no figure about themself (article row 96)."""

    id: UUID
    need_title: str
    company: str
    company_facts: str
    rate: int | None
    half_days: list[int]
    months: int
    state: str
    status: object
    due_on: date | None
    my_turn: bool
    told: words.Told
    curator: str
    final: dict[str, Any] | None
    below_floor: bool
    mission_url: str
    slots: list[datetime] = field(default_factory=list)
    may_answer: bool = False
    may_retract: bool = False
    may_snooze: bool = False
    snoozed_until: date | None = None
    clock_stands: bool = False
    """They asked something: it goes on from the mail that tells the answer."""
    question_waits: bool = False
    """A question of theirs is with the company."""
    may_decline: bool = False
    counter: Counter | None = None
    """Their own terms, while the company answers them."""
    terms_kept: bool = False
    """The company has kept its own."""


def told_company(proposal: Proposal) -> str:
    """As the mail of the proposal says it, whatever was answered since."""
    need = proposal.need
    return _("Une entreprise, nom confidentiel") if need.confidential else need.company.name


def cto_card(proposal: Proposal) -> CtoCard:
    need, company = proposal.need, proposal.need.company
    hidden = need.confidential and not proposal.names_open
    final = _final_terms(proposal)
    return CtoCard(
        id=proposal.public_id,
        need_title=need.title,
        company=_("Une entreprise, nom confidentiel") if hidden else company.name,
        company_facts=company_facts(company),
        rate=proposal.proposal_rate_eur,
        half_days=proposal.half_days,
        months=held(need.months),
        state=proposal.state,
        status=_status(proposal),
        due_on=proposal.due_on if proposal.turn == Proposal.Side.CTO else None,
        my_turn=proposal.turn == Proposal.Side.CTO,
        told=words.for_cto(proposal.cto_side),
        curator=proposal.selection.curator.first_name,
        final=final,
        below_floor=bool(final and final["rate"] and final["rate"] < proposal.cto.floor_rate_eur),
        mission_url=mission_url(proposal),
        slots=proposal.slots,
        may_answer=proposal.state in (State.SENT, State.SEEN),
        may_retract=proposal.state in (State.ACCEPTED, State.CHOSEN),
        may_decline=proposal.state in (State.SENT, State.SEEN, State.COUNTERED),
        may_snooze=proposal.state in (State.SENT, State.SEEN) and proposal.due_on is not None,
        snoozed_until=proposal.snoozed_until if proposal.turn == Proposal.Side.CTO else None,
        clock_stands=proposal.clock_left is not None,
        question_waits=proposal.clock_left is not None and any(one.waits for one in proposal.questions.all()),
        counter=counter_of(proposal),
        terms_kept=proposal.counter_kept_once,
    )


def _status(proposal: Proposal) -> object:
    if proposal.state == State.DECLINED and proposal.ended_by == Proposal.Side.COMPANY:
        return _("Contre-proposition non retenue")
    return CTO_STATUS[State(proposal.state)]


def company_facts(company) -> str:
    people = ngettext("%(count)s personne", "%(count)s personnes", company.headcount) % {
        "count": company.headcount
    }
    return f"{taxonomy.sectors.label(company.sector)}, {people}"


def company_record(proposal: Proposal) -> str:
    """What became of the needs that this company has published; nothing while its name is hidden, or of too few."""
    need = proposal.need
    record = None if need.confidential and not proposal.names_open else record_of(need.company)
    if record is None:
        return ""
    filled, count = record
    return ngettext(
        "%(filled)s mission pour %(count)s besoins publiés et clos",
        "%(filled)s missions pour %(count)s besoins publiés et clos",
        filled,
    ) % {"filled": filled, "count": count}


def _final_terms(proposal: Proposal) -> dict[str, Any] | None:
    if proposal.state not in (State.CHOSEN, State.CONFIRMED):
        return None
    return {
        "rate": proposal.final_rate_eur,
        "half_days": proposal.final_half_days,
        "starts_on": proposal.final_starts_on,
        "ends_on": proposal.final_ends_on,
        "contract": proposal.final_contract,
        "will_not_do": proposal.final_will_not_do,
    }
