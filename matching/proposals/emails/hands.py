"""What is told of a raised hand, and after three silences."""

from django.urls import reverse

from fractional.ctos.models import Cto
from matching.proposals.emails.parts import post
from matching.proposals.models import Hand
from matching.proposals.titles import open_title


def hand_answered(hand: Hand) -> None:
    """By a person, by the end of the need, or by our own silence."""
    post(
        f"hand:{hand.pk}:answered",
        hand.cto.user,
        "hand_answered",
        kind="hand",
        subject_id=hand.pk,
        context={
            "title": open_title(hand.need),
            "answer": hand.answer,
            "words": hand.answer_words,
            "path": reverse("proposals:compatible"),
        },
    )


def hand_reminder(hand: Hand) -> None:
    """To the curator of the need: no name, the board says who."""
    if hand.need.owner_curator is None:
        return
    post(
        f"hand:{hand.pk}:reminder",
        hand.need.owner_curator,
        "hand_reminder",
        kind="hand_reminder",
        subject_id=hand.pk,
        context={
            "title": hand.need.title,
            "due_on": hand.due_on.isoformat(),
            "path": reverse("accounts:home"),
        },
    )


def shall_we_pause(cto: Cto, after: int) -> None:
    """Once for each series of three; `after` is the last proposal of it."""
    post(
        f"cto:{cto.pk}:shall_we_pause:{after}",
        cto.user,
        "shall_we_pause",
        kind="shall_we_pause",
        subject_id=cto.pk,
        context={"path": reverse("proposals:shall_we_pause")},
    )
