"""Topics: what the site's mails are about, each at the pace that its reader chooses.

A topic gathers kinds of mails (`outbox.Row.kind`). The apps that write them register theirs when Django starts;
this module knows none of them. A topic without paces answers something its reader did, or holds a date that binds
them: it is always sent at once, and the page of choices says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Pace(TextChoices):
    NOW = "now", _("dès que possible")
    DIGEST = "digest", _("résumé du mardi")
    NONE = "none", _("jamais")


@dataclass(frozen=True)
class Topic:
    """`hats` are the kinds of hats whose wearers are shown it, everybody if empty; the first pace is the default.

    What has paces counts in its reader's week, `MOST_A_WEEK` at most, unless the topic has a cap of its own. Beyond
    that it waits for Monday, or for the next morning where it cannot be read in a digest: it names a day.
    """

    key: str
    label: Any
    text: Any
    kinds: tuple[str, ...]
    hats: tuple[str, ...] = ()
    paces: tuple[Pace, ...] = ()
    own_cap: bool = False

    @property
    def counts(self) -> bool:
        return bool(self.paces) and not self.own_cap

    @property
    def is_pressing(self) -> bool:
        return self.counts and Pace.DIGEST not in self.paces

    @property
    def default(self) -> Pace:
        return self.paces[0] if self.paces else Pace.NOW


MOST_A_WEEK = 3
"""Mails of these topics that one reader gets from a Monday to the next."""
_topics: dict[str, Topic] = {}


def register(*topics: Topic) -> None:
    """Raises ValueError for a key, or a kind of mail, that stands in a topic already."""
    for topic in topics:
        taken = {kind for known in _topics.values() if known.key != topic.key for kind in known.kinds}
        if _topics.get(topic.key, topic) != topic or taken.intersection(topic.kinds):
            raise ValueError(f"Topic {topic.key}: its key or one of its mails stands elsewhere already.")
        _topics[topic.key] = topic


def named(key: str) -> Topic | None:
    return _topics.get(key)


def of_mail(kind: str) -> Topic | None:
    """The topic of a kind of mail; None for one that is always sent at once."""
    return next((topic for topic in _topics.values() if kind in topic.kinds), None)


def kinds_that_count() -> list[str]:
    """Kinds of mails that fill a reader's week."""
    return [kind for topic in _topics.values() if topic.counts for kind in topic.kinds]


def pressing() -> list[Topic]:
    """What a full week holds back until the next morning, and no longer."""
    return [topic for topic in _topics.values() if topic.is_pressing]


def shown_to(hats: Iterable[str]) -> list[Topic]:
    """What a wearer of these kinds of hats may be written about, in the order of registration."""
    worn = set(hats)
    return [topic for topic in _topics.values() if not topic.hats or worn.intersection(topic.hats)]


register(
    Topic(
        "account",
        _("Votre compte"),
        _(
            "Codes de connexion, changement d’adresse, copie de vos données, effacement, réponses à vos demandes."
        ),
        kinds=(
            "message",
            "digest",
            "account_copy",
            "account_retention",
            "account_farewell",
            "account_contest",
            "account_address",
        ),
    )
)
