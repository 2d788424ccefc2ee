"""The mail that a selection would send, before it is sent."""

from dataclasses import dataclass

from fractional.outbox.delivery import preview
from matching.proposals import emails, people
from matching.proposals.models import Selection


@dataclass(frozen=True)
class Preview:
    to: list[str]
    """Names, the first who came first."""
    subject: str
    text: str


def preview_of(selection: Selection, words: str) -> Preview | None:
    """In the language of the company's first reader, with `words` that are not saved yet; None without a reader."""
    readers = people.members(selection.need)
    if not readers:
        return None
    context = emails.what_is_ready(selection) | {"words": words}
    subject, text = preview("proposals/selection_ready", context, readers[0].language)
    return Preview([reader.full_name for reader in readers], subject, text)
