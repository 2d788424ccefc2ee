"""A page with every component in every state, for eyes and for axe: never routed in the product."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.utils import translation

from fractional.ui.widgets import DateInput, HalfDaysField, RadioCards, UnitInput

TEMPLATE = Path(__file__).with_name("kit.html")
DAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)


class Brief(forms.Form):
    problem = forms.CharField(
        label="Que voulez-vous résoudre\u00a0?",
        widget=forms.Textarea,
        help_text="Décrivez ce qui bloque aujourd’hui, pas le profil que vous imaginez.",
    )
    kind = forms.ChoiceField(
        label="Ce que vous cherchez",
        choices=[("standing", "CTO dans la durée"), ("transition", "CTO de transition")],
        widget=RadioCards(notes={"standing": "Un ou deux jours par semaine, six mois ou plus"}),
    )
    sector = forms.ChoiceField(
        label="Secteur", choices=[("", "Choisir"), ("soft", "Logiciel")], required=False
    )
    rate = forms.IntegerField(label="TJM souhaité", widget=UnitInput("€ HT par jour"))
    start = forms.DateField(label="Début souhaité", widget=DateInput())
    days = HalfDaysField(label="Vos demi-journées libres")
    languages = forms.MultipleChoiceField(
        label="Langues", choices=[("fr", "Français"), ("en", "Anglais")], widget=forms.CheckboxSelectMultiple
    )
    seat = forms.ChoiceField(
        label="Place au comité de direction", choices=[("y", "Oui"), ("n", "Non")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="J’accepte que mon profil anonyme soit montré")


def _card(rank: int, total: int, rate: int, points: tuple[int, ...]) -> dict[str, Any]:
    labels = ("Expérience", "Problème", "TJM", "Jours")
    parts = [
        {"label": label, "points": earned, "weight": weight}
        for label, earned, weight in zip(labels, points, (35, 25, 20, 20), strict=True)
    ]
    return {"rank": rank, "name": f"Profil {'ABC'[rank - 1]}", "total": total, "rate": rate, "parts": parts}


def page(*, refused: bool = False, theme: str = "") -> str:
    """The HTML of the kit, in French; `refused` shows its form after a 422."""
    form = Brief({"rate": "beaucoup", "days": ["2", "3"]} if refused else None, initial={"days": [2, 3, 6]})
    form.fields["days"].widget.taken = {8, 9}  # type: ignore[attr-defined]  # HalfDays has it
    menu = [
        {"label": "Besoins", "url": "#besoins", "current": True, "count": 2},
        {"label": "Missions", "url": "#m"},
    ]
    hats = [{"key": "a", "label": "Kelvio Atelier", "current": True}, {"key": "b", "label": "Profil de CTO"}]
    context = {
        "form": form,
        "theme": theme,
        "demo": True,
        "user": SimpleNamespace(is_authenticated=True),
        "csrf_token": "token",
        "menu": menu,
        "hat": {"label": "Kelvio Atelier"},
        "hats": hats,
        "messages": [Message(SUCCESS, "Enregistré")],
        "day": DAY,
        "moment": MOMENT,
        "half": [2, 6, 7],
        "full": [2, 3, 6, 7],
        "busy": [0, 1],
        "four": range(4),
        "cards": [
            _card(1, 94, 1000, (34, 23, 17, 20)),
            _card(2, 89, 1050, (35, 18, 16, 20)),
            _card(3, 78, 900, (26, 20, 20, 12)),
        ],
        "steps": [
            {"label": "Reçu", "state": "done", "on": DAY},
            {"label": "Profils comparés", "state": "current", "note": "au plus tard mercredi 25 novembre"},
            {"label": "Retiré", "state": "stopped", "on": DAY},
            {"label": "Sélection", "state": "todo"},
        ],
        "ledger": [
            {"count": 11, "label": "sous votre plancher"},
            {"count": 2, "label": "sur des jours déjà pris"},
        ],
        "history": [{"at": MOMENT, "text": "Besoin publié", "who": "Claire, équipe Fractional"}],
    }
    with translation.override("fr"):
        return engines["django"].from_string(TEMPLATE.read_text()).render(context)
