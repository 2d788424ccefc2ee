"""What a text may hold."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siren as siren_number

LINE = 120
LINES = 4_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\r\u2028\u2029]")
# They turn the reading direction round, so that a text reads otherwise than it is.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# They show nothing and hide an address from whoever looks for one.
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
# Letters by their category, blank on the screen.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# A spreadsheet takes such a cell for a formula. « +20 % » and « -3 jours » are no formulas.
_FORMULA = re.compile(r"[=@|]|[+\-](?![\s\d])")

_ENDINGS = "fr|com|org|net|eu|io|co|ai|app|dev|tech|info|me|be|ch"
_CONTACTS = re.compile(
    rf"""
      [\w.+-]+ \s? (?:@|\(at\)|\[at\]|\(arobase\)|\sarobase\s) \s? [\w-]+ (?:\.[\w-]+)+   # an address
    | (?:https?://|www\.) \S+
    | (?<![\w@.]) (?!(?:asp|ado|vb)\.net|socket\.io|draw\.io) (?:[\w-]+\.)+ (?:{_ENDINGS}) (?![\w-]) (?:/\S*)?
    | (?<!\w) @\w{{3,}}                                                          # a name on a network
    | (?<![\d+]) (?:(?:\+|00)[1-9]\d{{0,2}} [\s.()-]* (?:\d[\s.()-]?){{7,11}}\d | 0[1-9](?:[\s.-]?\d{{2}}){{4}}) (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
MASK = "[…]"


def clean_text(value: str, *, max_length: int = LINES, lines: bool = False) -> str:
    """The text as it may be stored: NFC, trimmed, line breaks as \\n, without zero-width characters.

    Raises ValidationError on control characters, NUL, lone surrogates, direction overrides, on nothing visible
    behind something typed, on more than `max_length` characters and, in a single line, on line breaks and on
    the beginning of a spreadsheet formula. "" stays "".
    """
    if len(value) > max_length * 2 + 100:
        _refuse_length(max_length)  # before any work on it
    value = value.replace("\r\n", "\n").replace("\r", "\n") if lines else value.strip()
    if _CONTROL.search(value) or (not lines and _BREAKS.search(value)):
        raise ValidationError(
            _("Ce texte contient des caractères invisibles qui ne sont pas acceptés."), code="control"
        )
    if _BIDI.search(value):
        raise ValidationError(
            _("Ce texte contient des caractères qui inversent le sens de lecture."), code="bidi"
        )
    typed, value = value.strip(), _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", value)).strip()
    if typed and not any(map(_is_visible, value)):
        raise ValidationError(_("Ce texte ne contient aucun caractère visible."), code="invisible")
    if len(value) > max_length:
        _refuse_length(max_length)
    if not lines and _FORMULA.match(value):
        raise ValidationError(_("Commencez ce texte par une lettre ou un chiffre."), code="formula")
    return value


def without_contacts(value: str, *names: str) -> str:
    """The text with every e-mail, telephone number, web address and name on a network masked, and these names too.

    What two people may not say before both said yes. It masks rather than refuses: nobody loses what they wrote.
    """
    masked = _CONTACTS.sub(MASK, value)
    for name in filter(None, names):
        masked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, masked, flags=re.IGNORECASE)
    return masked


def validate_line(value: str) -> None:
    """For models: one line that `clean_text` would store as it is."""
    if clean_text(value, max_length=max(len(value), 1)) != value:
        raise ValidationError(_("Ce texte contient des espaces ou des caractères superflus."), code="unclean")


def validate_lines(value: str) -> None:
    """For models: several lines that `clean_text` would store as they are."""
    if clean_text(value, max_length=max(len(value), 1), lines=True) != value:
        raise ValidationError(_("Ce texte contient des espaces ou des caractères superflus."), code="unclean")


def validate_siren(value: str) -> None:
    """Nine digits with the right check digit, not all zeros (which the checksum lets pass)."""
    try:
        right = siren_number.compact(siren_number.validate(value)) == value and int(value) > 0
    except (NumberError, ValueError):
        right = False
    if not right or not value.isascii():
        raise ValidationError(
            _("Ce numéro SIREN comporte une erreur : vérifiez les neuf chiffres sur votre Kbis."),
            code="siren",
        )


def csv_cell(value: object) -> str:
    """The value as a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "|"} else text


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPSM" and character not in _BLANK


def _refuse_length(max_length: int) -> None:
    raise ValidationError(
        _("Ce texte est trop long : %(max_length)s caractères au plus."),
        code="max_length",
        params={"max_length": max_length},
    )
