"""The English catalogue, kept without system tools: `make messages`.

French is the source text. Messages are read from our templates, which Django turns into calls of gettext, and from our
Python by Babel; `assets` compiles the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from .folders import ROOT

ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
PACKAGES = ("fractional", "missions", "matching")
TEMPLATES = ROOT / "templates"

# French says « 0 profil »: Django would only know it from a catalogue, so the plurals stand in one, as they are.
FRENCH = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"

# Written by hand: Babel's header carries the time of each run, and a diff would never be empty.
_HEADER = """\
# {about} Kept by `make messages`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural={plural};\\n"

"""
_CONTEXT = ((1, "c"), 2)
MARKS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def templates() -> list[Path]:
    return [path for path in sorted(TEMPLATES.rglob("*")) if path.suffix in {".html", ".txt"}]


def modules() -> list[Path]:
    """Our Python, without migrations."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def messages() -> Catalog:
    """Every text marked for translation, with the places it comes from (path from the root, line)."""
    catalogue = Catalog()
    for path in (*modules(), *templates()):
        name = str(path.relative_to(ROOT))
        for line, text, context in _messages_of(path, name):
            catalogue.add(text, locations=[(name, line)], context=context)
    return catalogue


def texts() -> list[Message]:
    """The messages without the catalogue's header, in the order of the files they come from."""
    return sorted((message for message in messages() if message.id), key=_place)


def english() -> Catalog:
    """What is translated so far."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as text:
        return read_po(text, locale="en")


def update() -> tuple[int, int]:
    """Rewrites the catalogues for the texts of today; returns how many there are, and how many lack their English.

    A text that changed by one sign is a new text: nothing is guessed from its neighbours.
    """
    known, kept, plurals = english(), Catalog(locale="en"), Catalog(locale="fr")
    missing = 0
    for message in texts():
        before = known.get(message.id, message.context)
        place: dict[str, Any] = {"locations": message.locations, "context": message.context}
        added = kept.add(message.id, before.string if before else None, **place)
        missing += not translated(added)
        if message.pluralizable:
            plurals.add(message.id, message.id, **place)
    _write(ENGLISH, kept, about="English, for the French of the pages.", language="en", plural="(n != 1)")
    _write(FRENCH, plurals, about="The plurals, as the pages have them.", language="fr", plural="(n > 1)")
    return len(kept), missing


def _write(path: Path, catalogue: Catalog, **header: str) -> None:
    body = BytesIO()
    write_po(body, catalogue, width=110, omit_header=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_HEADER.format(**header).encode() + body.getvalue())


def forms(message: Message) -> tuple[str, ...]:
    """The one French text of a message, or its singular and plural."""
    return _forms(message.id)


def english_forms(message: Message) -> tuple[str, ...]:
    """The English beside `forms`; empty where it is missing."""
    return _forms(message.string)


def translated(message: Message) -> bool:
    return all(text.strip() for text in english_forms(message))


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(form or "" for form in text)


def _place(message: Message) -> tuple[str, str, str]:
    return min(path for path, _ in message.locations), forms(message)[0], message.context or ""


def _messages_of(path: Path, name: str) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Parentheses make one expression of what stands on lines indented like a page.
        source = f"({templatize(source, origin=name)}\n)"
    for line, text, _, context in extract("python", BytesIO(source.encode()), keywords=MARKS):
        yield line, text, context
