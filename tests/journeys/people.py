"""Invented people and companies that only one test knows; and those of the demo whom everybody does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

SOLENE = "solene.marquais@kelvio.example"
MAEL = "mael.trevidic@personnes.example"
SOLENES_NEED = "Remettre la livraison sur les rails"

NBSP = "\N{NO-BREAK SPACE}"
_SYLLABLES = ["ba", "de", "fi", "lo", "nu", "ra", "se", "ti", "vo", "zu"]
_numbers = count(1)
"""So that no two tests meet the same person, company or need."""


def siren(number: int) -> str:
    """Nine digits with a valid checksum, in a range of prefixes that no demo person uses."""
    prefix = f"{95_000_000 + number:08d}"
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(prefix)]
    return f"{prefix}{-sum(value - 9 if value > 9 else value for value in doubled) % 10}"


def eur(amount: int) -> str:
    """As pages print it."""
    return f"{amount:,} €".replace(",", NBSP).replace(" ", NBSP)


@dataclass
class Person:
    first_name: str
    last_name: str
    email: str = ""

    def __post_init__(self) -> None:
        number = next(_numbers)
        self.last_name += "-" + "".join(_SYLLABLES[int(digit)] for digit in str(number)).capitalize()
        self.email = self.email or f"{self.first_name}.{number}@personnes.example".lower()

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass
class Role:
    """A role held, as its form asks for it."""

    title: str
    company: str
    said_of_it: str
    started: str
    ended: str = ""


@dataclass
class Cto(Person):
    headline: str = "CTO d’un éditeur de planning, deux équipes remises à livrer"
    target: int = 1000
    floor: int = 870
    open: tuple[str, ...] = ("mardi matin", "mardi après-midi", "jeudi matin", "jeudi après-midi")
    roles: tuple[Role, ...] = (
        Role("CTO fondateur", "Brindille Quincaillerie", "éditeur SaaS, 40 personnes", "2016-03", "2021-11"),
        Role("CTO", "Palombe Transports", "logistique, 60 personnes", "2022-01", "2024-06"),
    )

    @property
    def secrets(self) -> list[str]:
        """What no company may read before both said yes, and some of it never."""
        names = [self.first_name, self.last_name, self.email, *(role.company for role in self.roles)]
        return [*names, eur(self.floor), eur(self.target)]


@dataclass
class Founder(Person):
    company: str = "Verrerie Calme"
    siren: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        number = next(_numbers)
        self.company += f" {number}"
        self.siren = siren(number)


@dataclass
class Need:
    """A need as its five steps ask for it."""

    title: str
    words: str = (
        "Nos livraisons prenaient deux semaines, elles en prennent six. Sept personnes travaillent, "
        "et plus personne ne sait dire ce qui sortira."
    )
    half_days: int = 4
    fixed: tuple[str, ...] = ("mardi matin", "mardi après-midi", "jeudi matin", "jeudi après-midi")
    months: int = 6
    ceiling: int = 1050
    devs: int = 7
    lead: str = "Oui"
    seat: str = "Oui"
    code: str = "Une part"

    def __post_init__(self) -> None:
        self.title += f" {next(_numbers)}"
