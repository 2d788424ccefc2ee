"""Whose turn it is on needs whose profiles were shown, in the company's words: the first of these that holds.

Somebody chosen has the last word. Else the company has, while a question or a profile waits for it; else the CTOs it
asked; else the team, for a request that waits for Monday or because nobody is left in the running.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fractional.ui import words
from matching.proposals.models import Proposal, Question
from missions.needs import turns
from missions.needs.models import Need
from missions.needs.turns import Owner, Turn

State = Proposal.State
Side = Proposal.Side
SHOWN = (Need.State.SELECTED, Need.State.IN_TALKS)


def of(needs: Sequence[Need]) -> dict[int, Turn]:
    """One query, however many needs there are."""
    asked = {need.pk: need for need in needs if need.state in (*SHOWN, Need.State.PAUSED)}
    running: dict[int, list[Proposal]] = {pk: [] for pk in asked}
    first = Question.objects.waiting().filter(proposal=OuterRef("pk")).order_by("due_on").values("due_on")[:1]
    shown = Proposal.objects.filter(need__in=asked).open().shown().annotate(question_due=Subquery(first))
    if asked:
        for proposal in shown.only("need_id", "letter", "state", "turn", "due_on", "leaves_on"):
            running[proposal.need_id].append(proposal)
    found = {pk: _turn(need, running[pk]) for pk, need in asked.items()}
    return {pk: turn for pk, turn in found.items() if turn}


def _turn(need: Need, running: list[Proposal]) -> Turn | None:
    theirs = _of_the_ctos(running)
    if need.state == Need.State.PAUSED:
        # What has been asked goes on; the rest waits, and the need's own state says so.
        return _of_the_questions(running) or theirs
    if any(proposal.state == State.CHOSEN for proposal in running):
        return theirs
    return _of_the_questions(running) or _of_the_company(running) or theirs or _of_the_team(need, running)


def _of_the_questions(running: list[Proposal]) -> Turn | None:
    """The company's, before anything else it could do: the clock of whoever asks stands meanwhile."""
    asking = [proposal for proposal in running if proposal.question_due]  # type: ignore[attr-defined]  # annotated
    if not asking:
        return None
    text = ngettext(
        "Le profil %(letters)s vous pose une question.",
        "Les profils %(letters)s vous posent une question.",
        len(asking),
    )
    first = min(proposal.question_due for proposal in asking)  # type: ignore[attr-defined]  # annotated
    return Turn(Owner.COMPANY, text % {"letters": _letters(asking)}, first)


def _of_the_ctos(running: list[Proposal]) -> Turn | None:
    for proposal in running:
        if proposal.state == State.CHOSEN:
            text = _("Le profil %(letter)s a vos conditions : son dernier accord confirme la mission.")
            return Turn(Owner.CTO, text % {"letter": proposal.letter}, proposal.due_on)
    asked = [proposal for proposal in running if proposal.turn == Side.CTO]
    if not asked:
        return None
    text = ngettext(
        "Le profil %(letters)s a votre demande.", "Les profils %(letters)s ont votre demande.", len(asked)
    )
    return Turn(Owner.CTO, text % {"letters": _letters(asked)}, _first_day(asked))


def _of_the_company(running: list[Proposal]) -> Turn | None:
    mine = [proposal for proposal in running if proposal.turn == Side.COMPANY]
    return Turn(Owner.COMPANY, _asked_of_the_company(mine, running), _first_day(mine)) if mine else None


def _asked_of_the_company(mine: list[Proposal], running: list[Proposal]) -> str:
    letters = {"letters": _letters(mine)}
    states = {proposal.state for proposal in mine}
    if states == {State.COUNTERED}:
        return _("Le profil %(letters)s vous fait une contre-proposition.") % letters
    if states == {State.ACCEPTED}:
        met = ngettext(
            "Rencontrez le profil %(letters)s, puis dites votre choix.",
            "Rencontrez les profils %(letters)s, puis dites votre choix.",
            len(mine),
        )
        return met % letters
    if states == {State.KEPT} and len(mine) == len(running):
        return _("Votre sélection est prête : demandez une rencontre.")
    waiting = ngettext(
        "Un profil attend votre décision.", "%(counter)s profils attendent votre décision.", len(mine)
    )
    return waiting % {"counter": len(mine)}


def _of_the_team(need: Need, running: list[Proposal]) -> Turn:
    if running:
        return Turn(Owner.TEAM, _("Votre demande attend la semaine suivante de ce CTO."), _leaves_on(running))
    who = {"who": turns.curator(need)}
    return Turn(Owner.TEAM, _("%(who)s cherche de nouveaux profils.") % who, need.promised_on)


def _letters(proposals: Iterable[Proposal]) -> str:
    return words.listed(sorted({proposal.letter for proposal in proposals}))


def _first_day(proposals: Iterable[Proposal]) -> date | None:
    """None while a clock stands: its mail has not left, or cannot."""
    return min((proposal.due_on for proposal in proposals if proposal.due_on), default=None)


def _leaves_on(waiting: Iterable[Proposal]) -> date | None:
    return min((proposal.leaves_on for proposal in waiting if proposal.leaves_on), default=None)
