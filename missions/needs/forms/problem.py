"""Step 1: the problem in the founder's words, and goals that are measured."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.data import taxonomy
from fractional.ui.widgets import RadioCards
from missions.needs.forms.step import NOT_CHOSEN, StepForm
from missions.needs.models import Need

GOALS = 3
ENOUGH = 40
"""Characters under which an answer says too little to anybody."""


class ProblemForm(StepForm):
    step = "probleme"
    texts = ("problem_words", "if_nothing_changes", "title")

    problem_words = bounds.LongText(
        label=_("Ce qui bloque, dans vos mots"),
        help_text=_("Depuis quand, et à quoi cela se voit."),
        max_length=3000,
        widget=forms.Textarea(
            attrs={
                "rows": 6,
                "placeholder": _(
                    "Nos livraisons prenaient deux semaines, elles en prennent six. Sept développeurs, "
                    "aucun lead, et je tranche des choix que je ne comprends plus."
                ),
            }
        ),
    )
    if_nothing_changes = bounds.LongText(
        label=_("Ce qui se passe si rien ne change d’ici six mois"),
        help_text=_("Un client, une échéance, un départ : ce qui rend le sujet pressant."),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    problem = bounds.Choice(
        label=_("La ligne qui s’en approche le plus"),
        choices=taxonomy.problems.choices(),
        widget=RadioCards(),
    )
    title = bounds.ShortText(
        label=_("Un titre court"),
        help_text=_(
            "Par exemple : remettre la livraison sur les rails. Sans titre, nous reprenons la ligne choisie."
        ),
        required=False,
    )

    def __init__(self, data: Any = None, *, need: Need):
        super().__init__(data, need=need)
        for number in range(1, GOALS + 1):
            self.fields |= goal_fields(number)

    def initial_of(self, need: Need) -> dict[str, Any]:
        initial = super().initial_of(need)
        for number, goal in enumerate(need.goals.all()[:GOALS], start=1):
            initial |= {_name(number, part): getattr(goal, part) for part in PARTS}
        return initial

    def clean_problem_words(self) -> str:
        words = self.cleaned_data["problem_words"]
        if len(words) < ENOUGH:
            raise forms.ValidationError(
                _(
                    "Dites-en un peu plus : depuis quand, et à quoi cela se voit. Par exemple : "
                    "« Nos livraisons prenaient deux semaines, elles en prennent six. »"
                )
            )
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        codes: set[str] = set()
        for number in range(1, GOALS + 1):
            row = {part: data.get(_name(number, part), "") for part in PARTS}
            if not any(row.values()):
                continue
            for part, text in MISSING.items():
                if not row[part] and _name(number, part) not in self.errors:
                    self.add_error(_name(number, part), text)
            if row["code"] and row["code"] in codes:
                self.add_error(
                    _name(number, "code"), _("Cet objectif est déjà cité : choisissez-en un autre.")
                )
            codes.add(row["code"])
        if data.get("problem") and "title" not in self.errors:
            data["title"] = self._title(data)
        return data

    def _title(self, data: dict[str, Any]) -> str:
        """The title given, else the line chosen; a title that was the line chosen before follows the choice."""
        before = self.need.problem and taxonomy.problems.label(self.need.problem)
        given = data.get("title", "")
        return taxonomy.problems.label(data["problem"]) if given in ("", before) else given

    def goals(self) -> list[dict[str, str]]:
        self.is_valid()
        rows = [
            {part: self.cleaned_data.get(_name(number, part), "") for part in PARTS}
            for number in range(1, GOALS + 1)
            if not any(_name(number, part) in self.errors for part in PARTS)
        ]
        return [row for row in rows if row["code"] and row["result"] and row["metric"]]

    def goal_groups(self) -> list[dict[str, Any]]:
        """The fields of each goal, for the page; those after the first are folded while empty."""
        groups = []
        for number in range(1, GOALS + 1):
            fields = [self[_name(number, part)] for part in PARTS]
            is_open = number == 1 or any(field.value() or field.errors for field in fields)
            groups.append({"number": number, "fields": fields, "open": is_open})
        return groups


PARTS = ("result", "code", "metric", "baseline")
MISSING = {
    "code": _("Dites de quel ordre est cet objectif."),
    "result": _("Donnez un objectif : le résultat que vous relirez ensemble."),
    "metric": _("Un objectif se mesure : indiquez l’indicateur."),
}


def _name(number: int, part: str) -> str:
    return f"goal_{number}_{part}"


def goal_fields(number: int) -> dict[str, forms.Field]:
    """The first goal is asked for, the others are offered."""
    first = number == 1
    asked: dict[str, dict[str, Any]] = {
        part: {"required": first, "error_messages": {"required": text}} for part, text in MISSING.items()
    }
    fields = {
        "result": bounds.ShortText(
            label=_("Résultat attendu pour l’entreprise"),
            help_text=_("Par exemple : livrer chaque semaine ce que les clients ont demandé."),
            max_length=200,
            **asked["result"],
        ),
        "code": bounds.Choice(
            label=_("De quel ordre"), choices=[NOT_CHOSEN, *taxonomy.goals.choices()], **asked["code"]
        ),
        "metric": bounds.ShortText(
            label=_("Indicateur"),
            help_text=_("Par exemple : délai entre une demande et sa livraison."),
            **asked["metric"],
        ),
        "baseline": bounds.ShortText(
            label=_("Valeur d’aujourd’hui"), help_text=_("Par exemple : six semaines."), required=False
        ),
    }
    return {_name(number, part): field for part, field in fields.items()}
