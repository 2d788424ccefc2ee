"""The shop window, open to all."""

from tests.access.matrix import OK, Row, public

PAGES = ("home", "ctos", "companies", "ranking", "legal", "privacy", "accessibility")
TABLE = {f"public:{page}": Row(GET=public(OK)) for page in PAGES}
