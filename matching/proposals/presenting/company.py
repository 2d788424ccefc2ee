"""What a company reads: one card per profile, one group per selection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fractional.data import figures, taxonomy
from fractional.history.moves import held
from fractional.ui import words as said
from matching.proposals import words
from matching.proposals.actions.meeting import open_slots
from matching.proposals.actions.withdrawals import TAKEN_BACK
from matching.proposals.models import Proposal, Selection
from matching.proposals.presenting.contacts import Contact, contacts_of, mission_url
from matching.proposals.presenting.counter import Counter, counter_of, monthly_cost
from matching.proposals.sliders import Sliders
from missions.needs.models import Need

State = Proposal.State

COMPANY_STATUS = {
    State.KEPT: gettext_lazy("À vous de décider."),
    State.WANTED: gettext_lazy("Votre demande partira lundi."),
    State.PASSED: gettext_lazy("Non retenu."),
    State.SENT: gettext_lazy("Votre demande est partie : sa réponse est attendue."),
    State.SEEN: gettext_lazy("Votre demande est lue : sa réponse est attendue."),
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
COUNTED = {
    2: gettext_lazy("Deux"),
    3: gettext_lazy("Trois"),
    4: gettext_lazy("Quatre"),
    5: gettext_lazy("Cinq"),
}
COMPANY_ACTIONS = {
    State.KEPT: ("want", "pass"),
    State.COUNTERED: ("counter",),
    State.ACCEPTED: ("choose", "not_choose"),
}
WHILE_PAUSED = {State.KEPT: ("pass",), State.ACCEPTED: ("not_choose",)}
HELD_UP = (State.KEPT, State.WANTED, State.COUNTERED, State.ACCEPTED)
"""What waits while the need is paused or somebody else's last yes is awaited."""


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
    state: str
    status: object
    due_on: date | None
    ended: bool
    actions: tuple[str, ...]
    contact: Contact | None
    mission_url: str
    meeting: datetime | None
    """The slot that was picked."""
    confirmed_by_direction: bool
    """Somebody who directed a company that this person worked for has confirmed it (article row 32)."""
    unmet: bool
    """Both said yes, and all three slots have passed without one being picked."""
    counter: Counter | None = None
    """The CTO's own terms, while the company answers them."""

    @property
    def fee(self) -> str:
        """What Fractional adds to the cost, today."""
        percent = figures()["service_fee_percent"].value
        if not percent:
            return _("Frais de Fractional : gratuit pendant le lancement.")
        return _("Frais de Fractional : %(percent)s %% en sus.") % {"percent": percent}

    @property
    def vat(self) -> str:
        percent = figures()["vat_rate_percent"].value
        return _(
            "Montants hors taxes ; la TVA de %(percent)s %% s’ajoute si le prestataire y est soumis."
        ) % {"percent": percent}

    @property
    def called(self) -> str:
        """What the company calls this person by now: their name once both have said yes."""
        return self.contact.name if self.contact else self.title


def company_card(
    proposal: Proposal, contacts: Mapping[int, Contact], *, one_is_chosen: bool = False
) -> CompanyCard:
    """`contacts` as ``contacts_of`` made it."""
    profile = words.profile(proposal.card)
    rate = proposal.proposal_rate_eur
    waits_for = _what_it_waits_for(proposal, one_is_chosen)
    return CompanyCard(
        id=proposal.public_id,
        title=_("Profil %(letter)s") % {"letter": proposal.letter},
        total=proposal.company_side["shown_total"],
        rate=rate,
        cost=monthly_cost(proposal.need, rate, proposal.half_days) if rate else None,
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
        state=proposal.state,
        status=waits_for or _status(proposal),
        due_on=None if waits_for else proposal.due_on,
        ended=proposal.state in Proposal.ENDED,
        actions=_company_actions(proposal, one_is_chosen),
        contact=contacts.get(proposal.cto_id) if proposal.names_open else None,
        mission_url=mission_url(proposal),
        counter=counter_of(proposal),
        meeting=proposal.slot if proposal.names_open else None,
        confirmed_by_direction=proposal.card.get("confirmed_by_direction", False),
        unmet=proposal.state == State.ACCEPTED and not proposal.slot and not open_slots(proposal),
    )


def _status(proposal: Proposal) -> object:
    by_the_company = proposal.ended_by == Proposal.Side.COMPANY
    if proposal.state == State.DECLINED and by_the_company:
        return _("Vous n’avez pas retenu sa contre-proposition.")
    if (
        proposal.state == State.WITHDRAWN
        and by_the_company
        and proposal.end_reason in taxonomy.company_withdrawals
    ):
        return _("Vous avez retiré votre demande.")
    return COMPANY_STATUS[State(proposal.state)]


def _company_actions(proposal: Proposal, one_is_chosen: bool) -> tuple[str, ...]:
    if proposal.state in TAKEN_BACK:  # whatever else waits, what was asked may be taken back
        return ("withdraw",)
    if one_is_chosen:
        return ()
    paused = proposal.need.state == Need.State.PAUSED
    return (WHILE_PAUSED if paused else COMPANY_ACTIONS).get(State(proposal.state), ())


def _what_it_waits_for(proposal: Proposal, one_is_chosen: bool) -> str:
    if proposal.state not in HELD_UP:
        return ""
    if one_is_chosen:
        return _("En attente : vous avez choisi une autre personne, son dernier accord est attendu.")
    if proposal.need.state == Need.State.PAUSED:
        return _("En attente : votre besoin est en pause.")
    return ""


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


def selection_groups(selections: Iterable[Selection], sliders: Sliders | None = None) -> list[SelectionGroup]:
    """As ``access.sent_selections`` fetched them; their cards in the order that these sliders give."""
    selections = list(selections)
    proposals = [proposal for selection in selections for proposal in selection.proposals.all()]
    chosen = any(proposal.state in (State.CHOSEN, State.CONFIRMED) for proposal in proposals)
    contacts = contacts_of(proposals)
    return [_selection_group(selection, sliders, contacts, chosen) for selection in selections]


def _selection_group(
    selection: Selection, sliders: Sliders | None, contacts: Mapping[int, Contact], one_is_chosen: bool
) -> SelectionGroup:
    proposals = list(selection.proposals.all())
    if sliders:
        proposals = sliders.cards(proposals)
    curator, read = selection.curator.first_name, selection.files_read
    sent_at = held(selection.sent_at)
    return SelectionGroup(
        cards=[company_card(proposal, contacts, one_is_chosen=one_is_chosen) for proposal in proposals],
        sent_at=sent_at,
        scored_at=max((proposal.kept_at for proposal in proposals), default=sent_at),
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
