"""What pages and mails say keeps to the words and the signs chosen for them.

Read are the texts marked for translation and the closed lists; two tests see to it that no other text reaches a reader.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
from django.template.base import Lexer, TokenType

from fractional.data import Taxonomy, taxonomy
from fractional.local import catalogue
from tests.sources import none_of

NBSP = "\u00a0"
# Words of employment and brokerage, and English ones that French has.
BARRED = re.compile(
    r"(?i)\b(?:offres?|candidat\w*|postes?|recrut\w*|employeurs?|mandat\w*|curat(?:eur|rice|ion)s?|viviers?|verdicts?"
    r"|shortlists?|match(?:s|es|ing|er|é|ée|és|ées)?|sponsor\w*|hands[- ]on|temps\s(?:partagé|partiel)\w*)\b"
)
# Senses in which a barred word is the right one.
RIGHT_SENSES = re.compile(r"(?i)\bpostes?\s(?:de\stravail|de\sdépenses?|informatiques?)\b")
# A legal text names things as the law does.
LEGAL = {"templates/public/legal.html", "templates/public/privacy.html"}
SUPERLATIVES = re.compile(
    r"(?i)\b(?:(?:le|la|les|nos|vos|des)\smeilleure?s?|parfaite?s?|parfaitement|exceptionnel\w*|incroyable\w*|formidable\w*|fantastique\w*"
    r"|extraordinaire\w*|inégal\w+|incontournable\w*|révolution\w*|leaders?|élites?|premium|idéale?s?|idéalement"
    r"|excellen\w*|talents?|pépites?|rockstars?|passionn\w*|numéro\sun|n°\s?1)\b"
)
SIGNS = {
    "a straight apostrophe or quotation mark": re.compile(r"['\"]"),
    "a plain space before a high sign": re.compile(r" [:;?!»]"),
    "no space before a high sign": re.compile(r"[\w)%…][;?!](?=\s|$)|[\w)%…]:(?=\s|$)|[^\s]»"),
    "a plain space, or none, after «": re.compile(r"«(?!\u00a0)"),
    "a plain space inside a number or before its unit": re.compile(r"\d \d{3}\b|\d [€%]|\)s €|\)s %(?!\()"),
    "a narrow space, which our fonts do not have": re.compile(r"\u202f"),
    "three dots": re.compile(r"\.\.\."),
    "a doubled gender or number": re.compile(
        r"\w\((?:e|s|es|ne|le|rice|trice|se|x)\)|\w·\w|\w/(?:e|trice|rice)\b"
    ),
    "a capital without its accent": re.compile(
        r"\bE(?:tat|quipe|tape|cri(?:re|vez)|ch[eé]|valu|conom|diteur)"
    ),
    "a gender that nobody told us": re.compile(
        r"(?i)\bvous (?:êtes|serez|étiez|soyez)(?: \w+){0,2} (?:prêt|sûr|seul|fier|revenu|inscrit|connecté|invité"
        r"|prévenu|averti|informé|certain|intéressé|sollicité|choisi|retenu)\b|\bpour vous seul\b|\bbienvenue?\b"
    ),
    "an emoji": re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"),
}
# What reads the same in both languages: the brand and the name of a number.
SAME_EVERYWHERE = {"Fractional", "fractional", "· Fractional", "SIREN"}
# French that is no text of a page: how figures and days are said in each language, patterns searched in what people
# wrote, names of languages in themselves, and the invented people of the demo.
NOT_TEXTS = (
    "fractional/ui/words.py",
    "fractional/bounds/fields.py",
    "fractional/settings.py",
    "fractional/accounts/models/people.py",
    "missions/needs/answers.py",
    "missions/needs/quotes.py",
    "missions/needs/wording.py",
    "matching/demo/",
)


class Text(NamedTuple):
    said: str
    """Without tags and placeholders."""
    places: frozenset[str]


@cache
def texts() -> list[Text]:
    """Every text of pages and mails in French, tags left out."""
    found = []
    for message in catalogue.texts():
        places = frozenset(path for path, _ in message.locations)
        found += [Text(_without_tags(form), places) for form in catalogue.forms(message)]
    for name in Taxonomy.__dataclass_fields__:
        for entry in getattr(taxonomy, name):
            where = frozenset({f"taxonomy {name}.{entry.code}"})
            found += [Text(said, where) for said in (entry.fr, entry.fr_help) if said]
    return found


def _without_tags(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text).replace("&nbsp;", NBSP)


def _without_names(said: str) -> str:
    return re.sub(r"%\(\w+\)s", "", said)


def barred(said: str) -> list[str]:
    found = BARRED.findall(RIGHT_SENSES.sub("", _without_names(said)))
    if "CDI" in said:
        found = [word for word in found if not re.fullmatch(r"(?i)temps\spartiel", word)]
    return found


def _none(found: Iterable[tuple[str, Text]]) -> None:
    none_of(f"{what} in « {text.said} » ({', '.join(sorted(text.places))})" for what, text in found)


def test_barred_words_are_never_said() -> None:
    said = ((", ".join(barred(text.said)), text) for text in texts() if not text.places <= LEGAL)
    _none((words, text) for words, text in said if words)


def test_nothing_is_praised_beyond_measure() -> None:
    found = (
        (match[0], text) for text in texts() if (match := SUPERLATIVES.search(_without_names(text.said)))
    )
    _none(found)


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_those_of_french_typography(sign: str) -> None:
    found = ((repr(match[0]), text) for text in texts() if (match := SIGNS[sign].search(text.said)))
    _none(found)


def test_legal_pages_exist() -> None:
    assert [path for path in LEGAL if not (catalogue.ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "said",
    [
        "Votre candidature est partie",
        "Les offres du mois",
        "Un poste de CTO",
        "À temps partiel",
        "Vous recrutez",
        "La shortlist",
        "Profil matché",
        "Le mandataire",
    ],
)
def test_a_barred_word_is_seen_in_its_forms(said: str) -> None:
    assert barred(said)


@pytest.mark.parametrize(
    "said", ["Un CDI à temps partiel", "Les postes de travail", "%(curator)s a relu", "La matière"]
)
def test_a_right_sense_is_left_alone(said: str) -> None:
    assert not barred(said)


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("a straight apostrophe or quotation mark", "l'entreprise"),
        ("a plain space before a high sign", "Pourquoi ?"),
        ("no space before a high sign", "Pourquoi?"),
        ("no space before a high sign", "Trois jours: mardi"),
        ("a plain space, or none, after «", "« oui\u00a0»"),
        ("a plain space inside a number or before its unit", "1 000\u00a0€"),
        ("a plain space inside a number or before its unit", "%(rate)s €"),
        ("a plain space inside a number or before its unit", "50 %"),
        ("three dots", "Patience..."),
        ("a doubled gender or number", "vérifié(e)"),
        ("a doubled gender or number", "vérifié·e"),
        ("a capital without its accent", "Etat du besoin"),
        ("a gender that nobody told us", "Vous êtes désormais inscrit"),
        ("an emoji", "Bravo 🎉"),
    ],
)
def test_a_wrong_sign_is_seen(sign: str, said: str) -> None:
    assert SIGNS[sign].search(said)


@pytest.mark.parametrize(
    "said",
    [
        "À 9\u00a0h\u00a012, «\u00a0oui\u00a0»\u00a0: 1\u00a0000\u00a0€",
        "https://fractional.example/a?b=1",
        "Nous sommes %(day)s %(hour)s",
        "Vérifié · 3 jours",
    ],
)
def test_right_signs_are_left_alone(said: str) -> None:
    assert [sign for sign, wrong in SIGNS.items() if wrong.search(said)] == []


def test_every_word_of_a_template_is_marked() -> None:
    found = {
        str(path.relative_to(catalogue.ROOT)): bare
        for path in catalogue.templates()
        if (bare := [text for text in _bare(path.read_text()) if text not in SAME_EVERYWHERE])
    }
    assert found == {}


def _bare(source: str) -> Iterator[str]:
    """Words and French signs that a reader sees and no translation block holds."""
    kept, inside = [], ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            if tag in {"blocktranslate", "comment"}:
                inside = tag
            elif tag == f"end{inside}":
                inside = ""
        shown = token.token_type == TokenType.TEXT and not inside
        kept.append(token.contents if shown else "\0")
    page = re.sub(r"<(script|style)\b.*?</\1>", "", "".join(kept), flags=re.DOTALL)
    spoken = re.findall(r'\s(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', page)
    for text in (*re.split(r"\0|<[^>]*>", page), *spoken):
        if re.search(r"[^\W\d_]{2}|[«»]|\s[:;?!]", re.sub(r"&\w+;", " ", text)):
            yield text.strip()


def test_every_french_text_of_the_code_is_marked() -> None:
    found = {}
    for path in catalogue.modules():
        name = str(path.relative_to(catalogue.ROOT))
        if not name.startswith(NOT_TEXTS):
            bare = [
                text
                for text in _unmarked(ast.parse(path.read_text()))
                if re.search(r"[À-ÿœŒ«»’\u00a0]", text)
            ]
            if bare:
                found[name] = bare
    assert found == {}


def _unmarked(tree: ast.Module) -> Iterator[str]:
    """Constants that are neither marked for translation nor documentation."""
    left_out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) in catalogue.MARKS
        ):
            left_out |= {id(part) for argument in node.args for part in ast.walk(argument)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value
