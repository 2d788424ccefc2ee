"""The curator's side: keep, drop, send the selection."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fractional import clock
from fractional.accounts.models import User
from fractional.companies.actions import NotOneself
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import held, move
from fractional.outbox.actions import post_job
from matching.pool.actions import note_exposure
from matching.proposals import emails
from matching.proposals.actions.hands import answer_kept
from matching.proposals.actions.locks import lock_pair, lock_selection
from matching.proposals.fit import broken_by, broken_rules
from matching.proposals.frozen import freeze
from matching.proposals.models import Decision, Proposal, Selection
from matching.proposals.signals import selection_given_back
from missions.needs.actions import mark_selected
from missions.needs.models import Need

FEWEST, MOST = 3, 5
"""Profiles in a selection; one or two may be shown with the reason (decision 25)."""
OPEN = (Need.State.PUBLISHED, Need.State.SELECTED, Need.State.IN_TALKS)
State = Selection.State
USUALLY = timedelta(minutes=10)
CANCEL_WITHIN = timedelta(seconds=10) if settings.DEMO else USUALLY
"""How long a selection may be taken back before it leaves."""


class NoLongerFits(DomainError):
    """A kept profile breaks one of its own rules by now."""


class AboutToLeave(Conflict):
    """The selection leaves in a few minutes: nobody is added or taken out any more."""

    def __init__(self) -> None:
        super().__init__(_("Cette sélection part dans quelques minutes : reprenez-la pour la changer."))


def draft_of(need: Need, by: User) -> Selection:
    """The selection being prepared for a need, opened by this curator when there is none.

    Raises ``Conflict`` when it is about to leave: it has to be taken back first.
    """
    prepared = _prepared(need)
    if prepared is None:
        prepared = Selection.objects.create(need=need, curator=by)
        record(thing="selection", thing_id=prepared.pk, event="opened", to_state=prepared.state, by=by)
    return prepared


def _prepared(need: Need) -> Selection | None:
    """The draft of a need. Raises ``Conflict`` when it is about to leave."""
    prepared = need.selections.filter(state__in=(State.DRAFT, State.LEAVING)).first()
    if prepared and prepared.state == State.LEAVING:
        raise AboutToLeave
    return prepared


def decide(
    *, need: Need, cto: Cto, by: User, act: Decision.Act, reason: str, frozen: dict, **fields
) -> Decision:
    """Write a curator's act on a pair, with the score and the inputs it was made on (R11, R12)."""
    if cto.user_id == by.pk:
        raise DomainError(_("Vous ne pouvez pas décider de votre propre profil."))
    _demand_somebody_else(need, by)
    return Decision.objects.create(
        need=need,
        cto=cto,
        by=by,
        act=act,
        reason=reason,
        weights_version=frozen["weights_version"],
        company_total=frozen["company_total"],
        cto_total=frozen["cto_total"],
        inputs=frozen["inputs"],
        **fields,
    )


@transaction.atomic
def keep(*, need: Need, cto: Cto, by: User, note: str, reason: str = "selection") -> Proposal:
    """Put a CTO in the selection being prepared for ``need``; the card and its score are frozen now.

    Raises ``NoLongerFits`` when a hard rule is broken, ``Conflict`` when the selection is full or
    the pair already has an open proposal.
    """
    need, cto = lock_pair(need, cto)
    demand_keepable(need, cto)
    selection = draft_of(need, by)
    taken = selection.proposals.count()
    frozen = freeze(need, cto)
    decide(need=need, cto=cto, by=by, act=Decision.Act.KEEP, reason=reason, frozen=frozen)
    proposal = Proposal.objects.create(
        selection=selection, need=need, cto=cto, letter=_letter(taken), note=note, kept_by=by, **frozen
    )
    record(thing="proposal", thing_id=proposal.pk, event="kept", to_state=proposal.state, by=by)
    _letter_by_score(selection)
    return proposal


def demand_keepable(need: Need, cto: Cto) -> None:
    """What stands in the way of keeping this CTO for this need, raised as ``keep`` raises it."""
    if need.state not in OPEN:
        raise Conflict(_("Ce besoin n’est plus ouvert : aucune sélection ne peut y être ajoutée."))
    if Proposal.objects.filter(need=need, cto=cto).open().exists():
        raise Conflict(_("Ce profil est déjà dans une sélection de ce besoin."))
    prepared = _prepared(need)
    if prepared and prepared.proposals.count() >= MOST:
        raise Conflict(_("Une sélection compte au plus cinq profils."))
    if broken_rules(cto, need):
        raise NoLongerFits(_("Ce profil ne respecte plus toutes les règles. Rien n’a été enregistré."))


@transaction.atomic
def drop(*, need: Need, cto: Cto, by: User, reason: str) -> Decision:
    """Not this one, for a reason. Takes the profile out of the selection being prepared.

    Raises ``Conflict`` when that selection is about to leave.
    """
    need, cto = lock_pair(need, cto)
    demand_droppable(need, cto)
    decision = decide(
        need=need, cto=cto, by=by, act=Decision.Act.DROP, reason=reason, frozen=freeze(need, cto)
    )
    kept = Proposal.objects.filter(need=need, cto=cto, selection__state=State.DRAFT)
    for proposal in kept.select_related("selection"):
        selection = proposal.selection
        record(
            thing="proposal",
            thing_id=proposal.pk,
            event="dropped",
            from_state=proposal.state,
            by=by,
            reason=reason,
        )
        proposal.delete()
        _letter_by_score(selection)
    return decision


def demand_droppable(need: Need, cto: Cto) -> None:
    """What stands in the way of dropping this CTO, raised as ``drop`` raises it."""
    if need.selections.filter(state=State.LEAVING, proposals__cto=cto).exists():
        raise AboutToLeave


@transaction.atomic
def schedule(
    *,
    selection: Selection,
    by: User,
    read: Collection[str],
    words: str,
    files_read: int,
    few_reason: str = "",
) -> Selection:
    """Have the selection leave in ten minutes; until then it can be taken back.

    `read` holds the public ids of the profiles that the curator had before their eyes. Raises ``Conflict`` when
    the selection holds others by now, ``DomainError`` when there are too few or too many profiles,
    ``NoLongerFits`` when one of them breaks a rule by now.
    """
    selection = lock_selection(selection)
    _demand_somebody_else(selection.need, by)
    kept = list(selection.proposals.select_related("cto", "need"))
    if {str(proposal.public_id) for proposal in kept} != set(read):
        raise Conflict(
            _("La sélection a changé depuis que vous l’avez lue. Relisez-la, puis envoyez-la à nouveau.")
        )
    if not 1 <= len(kept) <= MOST:
        raise DomainError(_("Une sélection compte de un à cinq profils."))
    if len(kept) < FEWEST and not few_reason:
        raise DomainError(_("Moins de trois profils : dites à l’entreprise pourquoi."))
    broken = [proposal.letter for proposal in kept if broken_by(proposal)]
    if broken:
        raise NoLongerFits(
            ngettext(
                "Le profil %(letters)s ne respecte plus toutes les règles : retirez-le.",
                "Les profils %(letters)s ne respectent plus toutes les règles : retirez-les.",
                len(broken),
            )
            % {"letters": ", ".join(broken)}
        )
    leaves_at = clock.now() + CANCEL_WITHIN
    move(
        selection,
        State.LEAVING,
        by=by,
        words=words,
        files_read=files_read,
        few_reason=few_reason,
        leaves_at=leaves_at,
    )
    post_job(
        key=f"selection:{selection.pk}:send:{leaves_at.isoformat()}",
        task="matching.send_selection",
        args={"selection_id": selection.pk},
        run_after=leaves_at,
    )
    return selection


@transaction.atomic
def take_back(*, selection: Selection, by: User) -> Selection:
    """Cancel a selection that has not left yet: it is a draft again, and its job will find it so."""
    return move(lock_selection(selection), State.DRAFT, by=by, leaves_at=None)


@transaction.atomic
def send(*, selection: Selection) -> Selection:
    """Show the selection to the company. Safe to run twice: only a leaving selection leaves.

    When one of its profiles breaks a rule by now, or its need is paused, it goes back to its curator instead, who
    is told: what they wrote was of all of them.
    """
    selection = lock_selection(selection)
    if selection.state != State.LEAVING or held(selection.leaves_at) > clock.now():
        return selection
    need = selection.need
    if need.state not in OPEN:
        return _give_back(selection, reason="need_paused", unfit=[])
    kept = list(selection.proposals.select_related("cto__user", "need__company"))
    if unfit := [proposal for proposal in kept if broken_by(proposal)]:
        return _give_back(selection, reason="no_longer_fits", unfit=unfit)
    move(selection, State.SENT, by=selection.curator, sent_at=clock.now())
    if need.state == Need.State.PUBLISHED:
        mark_selected(need=need, by=selection.curator)
    note_exposure(proposal.cto_id for proposal in kept)
    for proposal in kept:
        answer_kept(need=need, cto=proposal.cto, by=selection.curator)
    emails.selection_ready(selection)
    return selection


def _give_back(selection: Selection, *, reason: str, unfit: list[Proposal]) -> Selection:
    """A draft again, by nobody's decision: a row of the queue and a mail say so to its curator."""
    facts = {"unfit": [proposal.pk for proposal in unfit]}
    move(
        selection,
        State.DRAFT,
        by=None,
        event=Selection.GIVEN_BACK,
        reason=reason,
        facts=facts,
        leaves_at=None,
    )
    selection_given_back.send(sender=Selection, selection=selection, unfit=unfit)
    return selection


def _demand_somebody_else(need: Need, by: User) -> None:
    """A curator decides nothing about a company of their own (decision 3)."""
    if need.company.members.active().filter(user=by).exists():
        raise NotOneself


def _letter(place: int) -> str:
    return "ABCDE"[place]


def _letter_by_score(selection: Selection) -> None:
    """« Profil A » is the first of the cards: they are ordered by the score they show."""
    cards = list(selection.proposals.order_by("-company_total", "pk"))
    for place, proposal in enumerate(cards):
        proposal.letter = _letter(place)
    Proposal.objects.bulk_update(cards, ["letter"])
