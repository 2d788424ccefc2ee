"""The mail worker killed while it sends: no proposal twice, anything else at most once more per kill, nothing lost."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from fractional import clock
from fractional.accounts.models import User
from fractional.errors import DomainError
from fractional.outbox.models import Row, State
from matching.proposals.actions import company, selections
from matching.proposals.models import Match, Proposal
from missions.needs.models import Need
from tests.browser.product import eventually
from tests.faults import acts
from tests.faults.bench import MAIL, Bench
from tests.faults.figures import Figure, at_least, at_most, exactly, told
from tests.faults.moments import Moment, arrive, held

ANSWERS = 40
"""Mails that answer their reader, like a log-in code, for each proposal."""
RANDOM_KILLS = 6
SEED = 20261123
ROW = "outbox_row"
MOMENTS = (
    Moment("a proposal about to be taken", ROW, "NEW.kind = 'proposal' AND NEW.state = 'sending'"),
    Moment("a proposal handed over, not yet noted", ROW, "NEW.kind = 'proposal' AND NEW.state = 'sent'"),
    Moment("an answer handed over, not yet noted", ROW, "NEW.kind = 'message' AND NEW.state = 'sent'"),
)
SETTLED = (State.SENT, State.FAILED, State.SUPPRESSED, State.UNKNOWN)


def run(product: Bench) -> Iterator[Figure]:
    eventually(lambda: not acts.due(), "the seeded world has sent what it owed", seconds=60)
    shown = _shown_profiles()
    yield at_least("profiles that a company can ask to meet", len(shown), 8)
    kills = 0
    for moment in MOMENTS:
        with held(moment):
            _owe([shown.pop()], answers=1)
            arrive(moment)
            product.kill(MAIL)
        kills += 1
        eventually(_all_settled, f"everything settled after: {moment.name}", seconds=120)

    _owe(shown, answers=ANSWERS)
    turn = random.Random(SEED)
    for _ in range(RANDOM_KILLS):
        if not _sending_begins():
            break
        time.sleep(turn.uniform(0, 0.4))
        product.kill(MAIL, child_only=turn.random() < 0.5)
        kills += 1
    began = time.monotonic()
    eventually(_all_settled, "everything settled", seconds=300)
    yield at_most(
        f"{kills} kills: s from the last one until everything is settled", time.monotonic() - began, 150
    )
    yield from _counted(product, kills)


def _counted(product: Bench, kills: int) -> Iterator[Figure]:
    arrived = product.arrived()
    rows = list(Row.objects.mails().filter(kind__in=("proposal", "message")))
    # What was answered before its mail could leave, in the seeded past, needed none.
    asked = [row for row in rows if row.kind == "proposal" and row.state != State.SUPPRESSED]
    answers = [row for row in rows if row.kind == "message"]
    states = Counter(row.state for row in asked)
    yield told("proposals that left", len(asked))
    yield exactly("  of which twice", sum(arrived[row.message_id] > 1 for row in asked), 0)
    lost = [row for row in asked if not arrived[row.message_id] and row.state != State.UNKNOWN]
    yield exactly("  of which neither arrived nor in the curators' queue", len(lost), 0)
    yield at_most("  of which perhaps lost, and shown to the curators", states[State.UNKNOWN], kills)
    yield told("answers owed", len(answers))
    yield exactly("  of which lost", sum(not arrived[row.message_id] for row in answers), 0)
    again = sum(arrived[row.message_id] - 1 for row in answers if arrived[row.message_id])
    yield at_most(f"  sent once more, over {kills} kills", again, kills)
    yield at_most(
        "  times that one of them came", max((arrived[row.message_id] for row in answers), default=0), 2
    )
    clocks = Proposal.objects.filter(state__in=("sent", "seen"), due_on__isnull=True)
    unknown = [row.subject_id for row in asked if row.state == State.UNKNOWN]
    yield exactly("sent proposals without a last day", clocks.exclude(pk__in=unknown).count(), 0)


def _shown_profiles() -> list[Proposal]:
    """Selections for every published need, sent: the product's own actions, ten minutes earlier."""
    for need in Need.objects.filter(state=Need.State.PUBLISHED):
        curator = User.objects.filter(is_curator=True).earliest("id")
        for match in Match.objects.of_need(need)[:5]:
            try:
                with transaction.atomic():
                    selections.keep(
                        need=need, cto=match.cto, by=curator, note="A déjà remis une équipe à livrer."
                    )
            except DomainError:
                continue
        prepared = selections.draft_of(need, curator)
        with clock.shifted(-timedelta(minutes=15)):
            selections.schedule(
                selection=prepared,
                by=curator,
                read=[str(kept.public_id) for kept in prepared.proposals.all()],
                words="Des profils qui ont remis une équipe à livrer.",
                files_read=9,
                few_reason="Peu de profils respectent toutes les règles.",
            )
        selections.send(selection=prepared)
    eventually(lambda: not acts.due(), "the selections have left", seconds=60)
    return list(Proposal.objects.filter(state=Proposal.State.KEPT, selection__state="sent").order_by("id"))


@transaction.atomic
def _owe(profiles: list[Proposal], *, answers: int) -> None:
    """Ask to meet them all at once, with answers in between: nobody sends anything before the end of this."""
    slots = [clock.now() + timedelta(days=days) for days in (8, 9, 10)]
    for proposal in [*profiles, None]:
        if proposal:
            by = proposal.need.created_by
            company.want(proposal=proposal, by=by, message="Que regardez-vous en premier ?", slots=slots)
        for number in range(answers):
            EmailMessage("Une réponse", f"Numéro {number}", to=["lectrice@personnes.example"]).send()


def _sending_begins() -> bool:
    """Whether there is still something to send; returns once a mail is on its way."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if _all_settled():
            return False
        if Row.objects.mails().filter(state=State.SENDING).exists():
            return True
    raise AssertionError("nobody sends")


def _all_settled() -> bool:
    soon = clock.now() + timedelta(minutes=10)
    return not Row.objects.mails().exclude(state__in=SETTLED).filter(due_at__lte=soon).exists()
