"""What nobody may break: rates, places, kinds of mission, limits, companies turned down."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.ctos import band, rates
from fractional.ctos.forms.choices import (
    NOT_CHOSEN,
    capital,
    capital_choices,
    day_choices,
    help_of,
    month_choices,
)
from fractional.ctos.models import Cto, RefusedCompany
from fractional.data import taxonomy
from fractional.ui.widgets import CheckCards, RadioCards, UnitInput
from fractional.workdays import half_days_a_week

MAX_REFUSED = 50
MAX_DISCOUNT = 40
WHOLE_WEEK = 10
"""Half-days."""


class RatesForm(forms.Form):
    """A rate, a private floor, one step for long missions (article rows 82 and 83)."""

    target_rate_eur = bounds.Rate(
        label=_("Votre TJM souhaité"),
        help_text=_(
            "Tarif journalier, hors taxes. À titre d’exemple, beaucoup se situent autour de 1 000 €."
        ),
        widget=UnitInput(_("€ HT par jour"), attrs={"step": 10}),
    )
    floor_rate_eur = bounds.Rate(
        label=_("Votre plancher"),
        help_text=_("Privé : aucune entreprise ne le lit jamais. En dessous, rien ne vous est proposé."),
        widget=UnitInput(_("€ HT par jour"), attrs={"step": 10}),
    )
    discount_percent = bounds.WholeNumber(
        label=_("Sur une longue mission, moins"),
        at_least=1,
        at_most=MAX_DISCOUNT,
        required=False,
        widget=UnitInput("%"),
    )
    from_months = forms.TypedChoiceField(
        label=_("À partir de"),
        choices=[NOT_CHOSEN, *month_choices(*rates.LENGTHS[1:])],
        coerce=int,
        empty_value=None,
        required=False,
    )

    @staticmethod
    def initial_of(cto: Cto) -> dict[str, Any]:
        known = {"target_rate_eur": cto.target_rate_eur, "floor_rate_eur": cto.floor_rate_eur}
        return known | long_mission_step(cto.rates or [])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        discount, months = said.get("discount_percent"), said.get("from_months")
        if discount and not months:
            self.add_error("from_months", _("À partir de quelle durée ?"))
        if months and not discount:
            self.add_error("discount_percent", _("De combien ?"))
        if not discount:
            said |= {"discount_percent": 0, "from_months": rates.LENGTHS[-1]}
        return said


def _answers(entries: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(code, capital(label)) for code, label in entries]


class BandForm(forms.Form):
    """The three questions of « Je ne sais pas encore »."""

    years = bounds.Choice(
        label=_("CTO à plein temps, pendant"), choices=_answers(band.YEARS), widget=RadioCards()
    )
    team = bounds.Choice(
        label=_("La plus grande équipe que vous ayez dirigée"),
        choices=_answers(band.TEAMS),
        widget=RadioCards(),
    )
    place = bounds.Choice(
        label=_("Vous travaillerez surtout"), choices=_answers(band.PLACES), widget=RadioCards()
    )


def long_mission_step(grid: list[int]) -> dict[str, int]:
    """The one step that a grid was folded from: percent off, and from which length. Empty without one."""
    columns = len(rates.RHYTHMS)
    for row, months in enumerate(rates.LENGTHS):
        if grid and grid[row * columns] < grid[0]:
            percent = round(100 * (grid[0] - grid[row * columns]) / grid[0])
            return {"discount_percent": percent, "from_months": months}
    return {}


class RefusedField(forms.CharField):
    """Companies, one SIREN a line, a private name after it if one wants: [(SIREN, name), …]."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[tuple[str, str]]:  # type: ignore[override]  # several texts, where Django's has one
        text = bounds.clean_text(super().to_python(value) or "", lines=True)
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MAX_REFUSED:
            raise ValidationError(_("Cinquante entreprises suffisent."), code="too_many")
        read = dict(self._read(number, line) for number, line in enumerate(lines, start=1))
        return list(read.items())

    def _read(self, number: int, line: str) -> tuple[str, str]:
        digits, name = "", line.strip()
        while name and len(digits) < 9 and (name[0].isdigit() or name[0].isspace()):
            digits, name = digits + name[0].strip(), name[1:]
        try:
            bounds.validate_siren(digits)
        except ValidationError as error:
            raise ValidationError(
                _("Ligne %(number)s : ce numéro SIREN comporte une erreur, vérifiez ses neuf chiffres."),
                code="siren",
                params={"number": number},
            ) from error
        return digits, name.strip(" ,;:–-\t")[:120]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{siren} {name}".strip() for siren, name in value)


def _days_field(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=day_choices(), coerce=int, **kwargs)


class RulesForm(forms.Form):
    kinds_accepted = bounds.Choices(
        label=_("Missions que vous acceptez"),
        choices=capital_choices(taxonomy.situations),
        widget=CheckCards(notes={entry.code: help_of(entry) for entry in taxonomy.situations}),
    )
    kinds_wanted = bounds.Choices(
        label=_("Celles que vous préférez"), choices=capital_choices(taxonomy.situations), required=False
    )
    hands_on = forms.TypedChoiceField(
        label=_("La part de code que vous acceptez"),
        choices=[
            (Cto.HandsOn.NONE, _("Aucune")),
            (Cto.HandsOn.SOME, _("Une part")),
            (Cto.HandsOn.MUCH, _("Beaucoup")),
        ],
        coerce=int,
        widget=RadioCards(
            notes={
                "0": _("Vous dirigez, d’autres codent."),
                "1": _("Relire, dépanner, montrer."),
                "2": _("Vous produisez chaque semaine."),
            }
        ),
    )
    contracts = bounds.Choices(
        label=_("Contrats que vous acceptez"),
        choices=taxonomy.contracts.choices(),
        widget=CheckCards(notes={entry.code: help_of(entry) for entry in taxonomy.contracts}),
    )
    pro_bono = forms.BooleanField(
        label=_("J’accepte aussi une mission bénévole, pour une association"), required=False
    )

    max_missions = forms.TypedChoiceField(
        label=_("Missions en même temps, au plus"),
        help_text=_("Celles trouvées ici."),
        choices=[(n, n) for n in range(1, 7)],
        coerce=int,
    )
    max_half_days_in_all = _days_field(
        _("Jours par semaine, au plus"),
        help_text=_("Toutes missions comprises, clients trouvés ailleurs aussi."),
    )
    max_days_per_month = bounds.WholeNumber(
        label=_("Ou des jours par mois, au plus"),
        help_text=_(
            "Ils remplacent les jours par semaine : 3 jours par mois réservent 1 jour par semaine au plus."
        ),
        at_least=1,
        at_most=20,
        required=False,
        widget=UnitInput(_("jours par mois")),
    )
    min_half_days = _days_field(_("Par mission, au moins"))
    max_half_days = _days_field(_("Par mission, au plus"))
    min_months = forms.TypedChoiceField(
        label=_("Durée, au moins"), choices=month_choices(1, 2, 3, 4, 6, 9, 12), coerce=int
    )

    regions = bounds.Choices(
        label=_("Où vous pouvez aller"),
        help_text=_("Sans réponse, seules des missions à distance vous sont proposées."),
        choices=taxonomy.regions.choices(),
        required=False,
    )
    zones = bounds.Choices(label=_("Départements"), choices=taxonomy.departments_by_region(), required=False)
    languages = bounds.Choices(
        label=_("Langues de travail"), choices=taxonomy.languages.choices(), initial=["fr"]
    )

    stages_wanted = bounds.Choices(
        label=_("Stades que vous préférez"), choices=taxonomy.stages.choices(), required=False
    )
    refused_sectors = bounds.Choices(
        label=_("Secteurs que vous refusez"), choices=taxonomy.sectors.choices(), required=False
    )
    refused = RefusedField(
        label=_("Entreprises que vous refusez"),
        help_text=_("Un numéro SIREN par ligne, suivi d’un nom si vous voulez. Aucune ne l’apprend."),
        required=False,
    )
    competitors = RefusedField(
        label=_("Concurrentes de vos clients"),
        help_text=_("Même format. Cela évite une mission qui vous mettrait en porte-à-faux."),
        required=False,
    )

    weekly_cap = forms.TypedChoiceField(
        label=_("Propositions par semaine, au plus"),
        choices=[(n, n) for n in (1, 2, 3)],
        coerce=int,
    )
    priorities = bounds.Choices(
        label=_("Ce qui compte le plus pour vous"),
        help_text=_("Deux réponses au plus. Elles pèsent dans l’ordre des besoins, jamais sur vos règles."),
        choices=[
            (Cto.Priority.RATE, _("Le tarif")),
            (Cto.Priority.DAYS, _("Les jours")),
            (Cto.Priority.SITUATION, _("Le genre de mission")),
            (Cto.Priority.HANDS_ON, _("La part de code")),
            (Cto.Priority.DURATION, _("La durée")),
            (Cto.Priority.STAGE, _("Le stade de l’entreprise")),
            (Cto.Priority.PLACE, _("Le lieu")),
        ],
        required=False,
        at_most=2,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.CheckboxSelectMultiple) and not isinstance(
                field.widget, CheckCards
            ):
                field.widget.attrs["class"] = "choices-two"

    @classmethod
    def initial_of(cls, cto: Cto) -> dict[str, Any]:
        said = {name: getattr(cto, name) for name in cls.base_fields if hasattr(cto, name)}
        whole = [r.code for r in taxonomy.regions if set(taxonomy.departments_of(r.code)) <= set(cto.zones)]
        inside = {code for region in whole for code in taxonomy.departments_of(region)}
        rows: dict[str, list[tuple[str, str]]] = {why: [] for why in RefusedCompany.Why}
        for row in cto.refused_companies.all():
            rows[row.why].append((row.siren, row.label))
        return said | {
            "languages": cto.languages or ["fr"],
            "contracts": cto.contracts or ["freelance"],
            "hands_on": Cto.HandsOn.SOME if cto.hands_on is None else cto.hands_on,
            "regions": whole,
            "zones": [code for code in cto.zones if code not in inside],
            "refused": rows[RefusedCompany.Why.REFUSED],
            "competitors": rows[RefusedCompany.Why.COMPETITOR],
        }

    def places(self) -> list[dict[str, Any]]:
        """Each region: its box, the boxes of its departments, how many of these are ticked."""
        whole = {box.data["value"]: box for box in self["regions"]}
        parts = {box.data["value"]: box for box in self["zones"]}
        places = []
        for region in taxonomy.regions:
            inside = [parts[code] for code in taxonomy.departments_of(region.code)]
            picked = sum(box.data["selected"] for box in inside)
            places.append({"region": region, "box": whole[region.code], "inside": inside, "picked": picked})
        return places

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        least, most = said.get("min_half_days"), said.get("max_half_days")
        if least and most and least > most:
            self.add_error("max_half_days", _("Le plus est inférieur au moins."))
        if set(said.get("kinds_wanted", [])) - set(said.get("kinds_accepted", [])):
            self.add_error("kinds_wanted", _("Vous préférez une mission que vous n’acceptez pas."))
        if self.errors:
            return said
        if said["max_days_per_month"]:
            said["max_half_days_in_all"] = min(half_days_a_week(said["max_days_per_month"]), WHOLE_WEEK)
        regions, departments = said.pop("regions"), set(said["zones"])
        departments |= {code for region in regions for code in taxonomy.departments_of(region)}
        said["zones"] = [entry.code for entry in taxonomy.departments if entry.code in departments]
        said["refused"] = self._refused(said.pop("competitors"), said["refused"])
        return said

    @staticmethod
    def _refused(
        competitors: list[tuple[str, str]], refused: list[tuple[str, str]]
    ) -> list[tuple[str, str, str]]:
        """One row per company: a company named twice is refused."""
        rows = {siren: (siren, name, RefusedCompany.Why.COMPETITOR) for siren, name in competitors}
        rows |= {siren: (siren, name, RefusedCompany.Why.REFUSED) for siren, name in refused}
        return list(rows.values())
