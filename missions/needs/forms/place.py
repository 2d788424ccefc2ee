"""Steps 2 and 3: the team that is there, and the place that is given."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock
from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.ui.widgets import CheckCards, DateInput, RadioCards
from missions.needs.forms.step import StepForm, YesNo, capital, notes
from missions.needs.models import Need
from missions.needs.steps import OF_KIND

MOST_TAGS = 8


class TeamForm(StepForm):
    step = "equipe"
    texts = ("decision_maker", "business_counterpart")

    team_devs = bounds.Count(
        label=_("Développeurs dans l’équipe"),
        help_text=_("Salariés et indépendants réguliers."),
        at_most=5_000,
    )
    team_outsourced = bounds.Count(label=_("Développeurs chez un prestataire"), required=False, at_most=5_000)
    team_has_lead = YesNo(label=_("Un lead dev encadre cette équipe"), widget=RadioCards())
    tags = bounds.Choices(
        label=_("Vos technologies"),
        help_text=_("Les principales, huit au plus. Elles comptent peu pour un rôle de direction."),
        choices=taxonomy.tags.choices(),
        at_most=MOST_TAGS,
        required=False,
    )
    decision_maker = bounds.ShortText(
        label=_("La personne qui décide"),
        help_text=_("Celle qui choisira le profil et qui tranchera pendant la mission. Sa fonction suffit."),
    )
    business_counterpart = bounds.ShortText(
        label=_("L’interlocuteur métier"),
        help_text=_("La personne avec qui relier la technique et le métier au quotidien."),
        required=False,
    )

    def clean_team_outsourced(self) -> int:
        return self.cleaned_data["team_outsourced"] or 0


class PlaceForm(StepForm):
    step = "place"
    texts = ("decision_rights", "next_owner")

    kind = bounds.Choice(
        label=_("La situation"),
        choices=capital(Need.Kind.choices),
        widget=RadioCards(notes=notes(taxonomy.situations)),
    )
    cto_leaves_on = bounds.Day(
        label=_("Date de départ du CTO en place"),
        widget=DateInput(),
        required=False,
        earliest=lambda: clock.today() - timedelta(days=365),
        latest=lambda: clock.today() + timedelta(days=365),
    )
    cto_in_place_email = bounds.Email(
        label=_("Adresse e-mail du CTO en place"),
        help_text=_("Son accord écrit lui sera demandé. Sans lui, ce besoin ne peut pas être publié."),
        required=False,
    )
    next_owner = bounds.ShortText(
        label=_("Qui reprendra le projet ensuite"),
        help_text=_("Une personne ou une fonction : un projet se termine par une passation."),
        required=False,
    )
    scope = bounds.Choice(
        label=_("Ce que cette personne dirige"), choices=capital(Need.Scope.choices), widget=RadioCards()
    )
    nature = bounds.Choice(
        label=_("Ce que vous attendez d’abord"), choices=capital(Cto.Nature.choices), widget=RadioCards()
    )
    hands_on = forms.TypedChoiceField(
        label=_("Part de code"), choices=capital(Cto.HandsOn.choices), coerce=int, widget=RadioCards()
    )
    committee_seat = YesNo(
        label=_("Une place au comité de direction"),
        help_text=_("Présent quelques jours, un CTO pèse là où les décisions se prennent."),
        widget=RadioCards(),
    )
    decision_rights = bounds.ShortText(
        label=_("Ce que cette personne décidera seule"),
        help_text=_("Par exemple : les outils, l’organisation de l’équipe, les achats jusqu’à 5 000 €."),
        max_length=300,
        required=False,
    )

    deliverables = bounds.Choices(
        label=_("Ce qui vous sera remis"),
        help_text=_("Seulement si vous attendez un document : une direction n’en produit pas toujours."),
        choices=taxonomy.deliverables.choices(),
        required=False,
        widget=CheckCards(),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for question in self.own_questions():
            question.field.required = True

    def own_questions(self) -> list[forms.BoundField]:
        """What the chosen kind asks on top."""
        kind = self["kind"].value()
        if kind not in Need.Kind.values:  # unreadable: what it was before
            kind = self.initial.get("kind")
        return [self[OF_KIND[Need.Kind(kind)]]] if kind in OF_KIND else []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = OF_KIND.get(data.get("kind", ""))
        email = data.get("cto_in_place_email")
        if asked == "cto_in_place_email" and email and self.need.company.members.acts_under(email):
            self.add_error(
                "cto_in_place_email",
                _("Cette adresse est celle d’un membre du compte : l’accord vient du CTO en place lui-même."),
            )
        # The answers of another kind say nothing of this one.
        empty = {"cto_leaves_on": None, "cto_in_place_email": "", "next_owner": ""}
        return data | {name: value for name, value in empty.items() if name != asked}
