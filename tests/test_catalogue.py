"""English is complete: every marked text has its translation, with the same figures, names and tags in it.

`make messages` brings the catalogue up to the texts of today; what it leaves empty is to be written by hand.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pytest
from babel.messages.catalog import Message
from django.utils.translation import gettext, ngettext, override

from fractional.data import ClosedList, Taxonomy, taxonomy
from fractional.local import catalogue
from tests.sources import none_of

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
COUNTS = {"%(count)s", "%(counter)s", "%(count)d"}
TAG = re.compile(r"</?\w+[^>]*>")
# Words that say something else in English, or that the product does not say in either language.
BARRED = re.compile(
    r"(?i)\b(?:shortlist\w*|candidates?|candidacy|recruiters?|employers?|curators?|verdicts?|talent|sponsors?"
    r"|job offers?|time[- ]shar\w*|TJM|mandates?)\b"
)
SIGNS = {
    "a straight apostrophe": re.compile(r"'"),
    "a straight quotation mark": re.compile(r'"'),
    "French quotation marks": re.compile(r"[«»]"),
    "a space before a sign": re.compile(r"[ \u00a0][:;?!](?:\s|$)"),
    "three dots": re.compile(r"\.\.\."),
    "a narrow space, which our fonts do not have": re.compile(r"\u202f"),
}
Pair = tuple[Message, tuple[str, ...]]


@cache
def pairs() -> list[Pair]:
    """Each text with the English forms it has."""
    known = catalogue.english()
    found = []
    for message in catalogue.texts():
        english = known.get(message.id, message.context)
        found.append((message, catalogue.english_forms(english) if english else ()))
    return found


def _translated() -> Iterable[Pair]:
    return [(message, english) for message, english in pairs() if english and all(english)]


def _said(message: Message) -> str:
    return f"« {catalogue.forms(message)[0]} » ({message.locations[0][0]})"


def test_every_text_has_its_english() -> None:
    none_of(
        _said(message)
        for message, english in pairs()
        if len(english) != len(catalogue.forms(message)) or not all(text.strip() for text in english)
    )


def test_the_catalogue_holds_no_text_that_is_gone() -> None:
    known = {(message.id, message.context) for message, _ in pairs()}
    none_of(
        _said(message) if message.locations else str(message.id)
        for message in catalogue.english()
        if message.id and (message.id, message.context) not in known
    )


def test_values_in_a_text_are_plain_names() -> None:
    """`{{ name|lower }}` inside a translated block is drawn empty: the filter belongs in its `with`."""
    none_of(
        _said(message)
        for message, _ in pairs()
        for form in catalogue.forms(message)
        if re.search(r"%\((?!\w+\))", form)
    )


def test_english_holds_the_same_placeholders() -> None:
    none_of(
        f"{_said(message)}: {text}"
        for message, english in _translated()
        for text, wanted in zip(english, _placeholders(message), strict=True)
        if (set(PLACEHOLDER.findall(text)) ^ wanted) - COUNTS
    )


def _placeholders(message: Message) -> list[set[str]]:
    """Of each form. A count may be said in words in one language and in figures in the other."""
    return [set(PLACEHOLDER.findall(form)) for form in catalogue.forms(message)]


def test_english_can_be_filled_in() -> None:
    for message, english in _translated():
        for wanted, text in zip(catalogue.forms(message), english, strict=True):
            names = {name[2:-2] for name in PLACEHOLDER.findall(wanted)} | {"count", "counter"}
            if PLACEHOLDER.search(text):
                assert text % dict.fromkeys(names, "1")


def test_english_holds_the_same_tags() -> None:
    none_of(
        f"{_said(message)}: {text}"
        for message, english in _translated()
        for wanted, text in zip(catalogue.forms(message), english, strict=True)
        if Counter(TAG.findall(wanted)) != Counter(TAG.findall(text))
    )


def test_english_is_not_left_in_french() -> None:
    none_of(
        f"{_said(message)}: {text}"
        for message, english in _translated()
        for wanted, text in zip(catalogue.forms(message), english, strict=True)
        if wanted == text and re.search(r"[À-ÿœ’]", PLACEHOLDER.sub("", text))
    )


@pytest.mark.parametrize("sign", SIGNS)
def test_english_keeps_to_its_own_signs(sign: str) -> None:
    none_of(
        f"{_said(message)}: {text}"
        for message, english in _translated()
        for text in english
        if SIGNS[sign].search(TAG.sub("", text))
    )


def test_barred_words_are_not_said_in_english_either() -> None:
    none_of(
        f"{found[0]}: {text} ({_said(message)})"
        for message, english in _translated()
        for text in english
        if (found := BARRED.search(PLACEHOLDER.sub("", text)))
    )


def test_french_counts_nothing_in_the_singular() -> None:
    one, many = next(catalogue.forms(message) for message, _ in pairs() if message.pluralizable)
    with override("fr"):
        assert [ngettext(one, many, count) for count in (0, 1, 2)] == [one, one, many]


@pytest.mark.parametrize("name", Taxonomy.__dataclass_fields__)
def test_closed_lists_are_said_in_english(name: str) -> None:
    known: ClosedList = getattr(taxonomy, name)
    for entry in known:
        assert entry.en.strip()
        assert bool(entry.en_help) == bool(entry.fr_help)
        assert not [sign for sign, wrong in SIGNS.items() if wrong.search(entry.en + entry.en_help)]
        assert not BARRED.search(f"{entry.en} {entry.en_help}")


def test_readers_of_english_get_it() -> None:
    message, (one, many) = next(
        (m, e)
        for m, e in _translated()
        if len(e) == 2 and not COUNTS.isdisjoint(PLACEHOLDER.findall(catalogue.forms(m)[1]))
    )
    with override("en"):
        assert gettext("Adresse e-mail") == "E-mail address"
        assert ngettext(*catalogue.forms(message), 1) == one
        assert ngettext(*catalogue.forms(message), 2) == many
    with override("fr"):
        assert gettext("Adresse e-mail") == "Adresse e-mail"
