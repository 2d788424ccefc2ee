"""A founder's own sentences, found again and quoted."""

import re

LONGEST = 180
_NEGATION = re.compile(r"\b(?:ne|pas|sans|aucune?|jamais|ni|plus besoin)\b|\bn[’']", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…;])\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, trimmed; none that is empty."""
    return [part.strip(" \t\u00a0-•") for part in _END.split(text) if part.strip(" \t\u00a0-•")]


def sentence_with(pattern: re.Pattern[str], text: str) -> str:
    """The first sentence that says `pattern`, cut to a quote; "" when none does, or only to deny it."""
    for sentence in sentences(text):
        found = pattern.search(sentence)
        if found and not _NEGATION.search(sentence[: found.end()]):
            return cut(sentence)
    return ""


def first_sentence(text: str) -> str:
    return cut(next(iter(sentences(text)), ""))


def cut(sentence: str) -> str:
    """At most LONGEST characters, ended between two words and without its full stop."""
    sentence = sentence.rstrip(" .;")
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
