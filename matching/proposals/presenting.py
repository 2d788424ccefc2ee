"""What each side reads of a proposal: a card for the company, a page for the CTO. Words are found here, at
reading time, in the reader's language; figures and facts are those frozen when the card was made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fractional.accounts.models import User
from fractional.data import taxonomy
from fractional.ui import words as said
from matching.proposals import words
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need

State = Proposal.State

COMPANY_STATUS = {
    State.KEPT: gettext_lazy("À vous de décider."),
    State.WANTED: gettext_lazy("Votre demande partira lundi."),
    State.PASSED: gettext_lazy("Non retenu."),
    State.SENT: gettext_lazy("Votre demande est partie."),
    State.SEEN: gettext_lazy("Votre demande est lue."),
    State.COUNTERED: gettext_lazy("Une contre-proposition vous attend."),
    State.ACCEPTED: gettext_lazy("Rencontrez-vous, puis dites votre choix."),
    State.DECLINED: gettext_lazy("Cette personne ne donne pas suite."),
    State.EXPIRED: gettext_lazy("Sans réponse dans le délai."),
    State.LAPSED: gettext_lazy("Le délai est passé."),
    State.WITHDRAWN: gettext_lazy("N’est plus disponible."),
    State.CHOSEN: gettext_lazy("Vos conditions sont parties ; le dernier accord est attendu."),
    State.NOT_CHOSEN: gettext_lazy("Vous avez choisi une autre personne."),
    State.RETRACTED: gettext_lazy("Cette personne est revenue sur son accord."),
    State.CONFIRMED: gettext_lazy("La mission est confirmée."),
}
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
COUNTED = {
    2: gettext_lazy("Deux"),
    3: gettext_lazy("Trois"),
    4: gettext_lazy("Quatre"),
    5: gettext_lazy("Cinq"),
}
COMPANY_ACTIONS = {State.KEPT: ("want", "pass"), State.ACCEPTED: ("choose", "not_choose")}


@dataclass(frozen=True)
class Contact:
    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class CompanyCard:
    """One profile as the company reads it: no name before both said yes, and one price."""

    id: UUID
    title: str
    total: int
    rate: int | None
    cost: int | None
    half_days: list[int]
    headline: str
    meta: str
    told: words.Told
    note: str
    curator: str
    status: object
    due_on: date | None
    ended: bool
    actions: tuple[str, ...]
    contact: Contact | None
    mission_url: str


def contacts_of(proposals: Iterable[Proposal]) -> dict[int, Contact]:
    """By CTO, who they are, for the proposals whose names are open; of nobody else is a name even read."""
    named = {proposal.cto_id for proposal in proposals if proposal.names_open}
    if not named:
        return {}
    people = User.objects.filter(cto__in=named).values_list(
        "cto", "first_name", "last_name", "email", "phone"
    )
    return {
        cto: Contact(f"{first} {last}".strip(), email, phone) for cto, first, last, email, phone in people
    }


def company_card(
    proposal: Proposal, contacts: Mapping[int, Contact], *, one_is_chosen: bool = False
) -> CompanyCard:
    """`contacts` as ``contacts_of`` made it."""
    profile = words.profile(proposal.card)
    rate = proposal.proposal_rate_eur
    return CompanyCard(
        id=proposal.public_id,
        title=_("Profil %(letter)s") % {"letter": proposal.letter},
        total=proposal.company_side["shown_total"],
        rate=rate,
        cost=proposal.need.monthly_cost_eur(rate) if rate else None,
        half_days=proposal.half_days,
        headline=f"{profile.headline}. {profile.years}",
        meta=_("%(place)s. Profil relu par %(curator)s, %(confirmed)s.")
        % {
            "place": profile.place,
            "curator": proposal.selection.curator.first_name,
            "confirmed": profile.confirmed,
        },
        told=words.company(proposal.company_side),
        note=proposal.note,
        curator=proposal.selection.curator.first_name,
        status=COMPANY_STATUS[State(proposal.state)],
        due_on=proposal.due_on if proposal.turn == Proposal.Side.COMPANY else None,
        ended=proposal.state in Proposal.ENDED,
        actions=() if one_is_chosen else COMPANY_ACTIONS.get(State(proposal.state), ()),
        contact=contacts.get(proposal.cto_id) if proposal.names_open else None,
        mission_url=_mission_url(proposal),
    )


@dataclass(frozen=True)
class SelectionGroup:
    """One selection that has left, its cards in the order of the score they show."""

    cards: list[CompanyCard]
    sent_at: datetime
    scored_at: datetime
    version: int
    words: str
    few_reason: str
    curator: str
    sentence: str
    asked: bool


def selection_groups(selections: Iterable[Selection]) -> list[SelectionGroup]:
    """As ``access.sent_selections`` fetched them."""
    selections = list(selections)
    contacts = contacts_of(proposal for selection in selections for proposal in selection.proposals.all())
    return [_selection_group(selection, contacts) for selection in selections]


def _selection_group(selection: Selection, contacts: Mapping[int, Contact]) -> SelectionGroup:
    proposals = list(selection.proposals.all())
    chosen = any(proposal.state in (State.CHOSEN, State.CONFIRMED) for proposal in proposals)
    curator, read = selection.curator.first_name, selection.files_read
    return SelectionGroup(
        cards=[company_card(proposal, contacts, one_is_chosen=chosen) for proposal in proposals],
        sent_at=selection.sent_at,
        scored_at=max((proposal.kept_at for proposal in proposals), default=selection.sent_at),
        version=proposals[0].weights_version if proposals else 0,
        words=selection.words,
        few_reason=selection.few_reason,
        curator=curator,
        sentence=ngettext(
            "%(curator)s a relu %(read)s dossiers et retient ce profil.",
            "%(curator)s a relu %(read)s dossiers et retient ces %(count)s profils.",
            len(proposals),
        )
        % {"curator": curator, "read": read, "count": str(COUNTED.get(len(proposals), 1)).lower()},
        asked=any(proposal.wanted_at for proposal in proposals),
    )


def heading(need: Need, groups: list[SelectionGroup]) -> str:
    """« 3 profils pour vos mardis et jeudis »."""
    if not groups:
        return need.title
    count = len(groups[0].cards)
    profiles = ngettext("Un profil", "%(count)s profils", count) % {"count": COUNTED.get(count, count)}
    if not need.asked_half_days:
        return _("%(profiles)s pour votre besoin") % {"profiles": profiles}
    days = said.half_days(need.asked_half_days, plural=True)
    return _("%(profiles)s pour vos %(days)s") % {"profiles": profiles, "days": days}


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
    status: object
    due_on: date | None
    my_turn: bool
    told: words.Told
    curator: str
    contact: Contact | None
    final: dict[str, Any] | None
    below_floor: bool
    mission_url: str
    slots: list[datetime] = field(default_factory=list)
    may_answer: bool = False
    may_retract: bool = False


def cto_card(proposal: Proposal) -> CtoCard:
    need, company = proposal.need, proposal.need.company
    hidden = need.confidential and not proposal.names_open
    final = _final_terms(proposal)
    return CtoCard(
        id=proposal.public_id,
        need_title=need.title,
        company=_("Une entreprise, nom confidentiel") if hidden else company.name,
        company_facts=_company_facts(company),
        rate=proposal.proposal_rate_eur,
        half_days=proposal.half_days,
        months=need.months,
        status=CTO_STATUS[State(proposal.state)],
        due_on=proposal.due_on if proposal.turn == Proposal.Side.CTO else None,
        my_turn=proposal.turn == Proposal.Side.CTO,
        told=words.for_cto(proposal.cto_side),
        curator=proposal.selection.curator.first_name,
        contact=_contact(proposal.wanted_by) if proposal.names_open else None,
        final=final,
        below_floor=bool(final and final["rate"] and final["rate"] < proposal.cto.floor_rate_eur),
        mission_url=_mission_url(proposal),
        slots=proposal.slots,
        may_answer=proposal.state in (State.SENT, State.SEEN),
        may_retract=proposal.state in (State.ACCEPTED, State.CHOSEN),
    )


def _company_facts(company) -> str:
    people = ngettext("%(count)s personne", "%(count)s personnes", company.headcount) % {
        "count": company.headcount
    }
    return f"{taxonomy.sectors.label(company.sector)}, {people}"


def _final_terms(proposal: Proposal) -> dict[str, Any] | None:
    if proposal.state not in (State.CHOSEN, State.CONFIRMED):
        return None
    return {
        "rate": proposal.final_rate_eur,
        "half_days": proposal.final_half_days,
        "starts_on": proposal.final_starts_on,
        "ends_on": proposal.final_ends_on,
        "contract": proposal.final_contract,
    }


def _contact(user: User) -> Contact:
    return Contact(user.full_name, user.email, user.phone)


def _mission_url(proposal: Proposal) -> str:
    if proposal.mission is None:
        return ""
    return reverse("engagements:mission", args=[proposal.mission.public_id])
