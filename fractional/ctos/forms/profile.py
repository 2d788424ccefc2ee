"""Who this CTO is: what draws them, the roles held, the line a founder reads."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.accounts.models import User
from fractional.ctos.forms.choices import NOT_CHOSEN, YES_NO, capital, capital_choices, yes
from fractional.ctos.models import Cto, Post
from fractional.data import taxonomy
from fractional.ui.widgets import CheckCards, RadioCards


class WantsForm(forms.Form):
    """The first question (article row 41), why, and how to be called."""

    drawn_by = bounds.Choice(
        label=_("Que cherchez-vous d’abord : le part-time, ou le rôle de CTO ?"),
        choices=[
            (Cto.Attraction.PART_TIME, _("Le part-time")),
            (Cto.Attraction.ROLE, _("Le rôle de CTO")),
        ],
        widget=RadioCards(
            notes={
                "part_time": _("D’autres façons de travailler à temps choisi existent, nous vous le dirons."),
                "role": _("Diriger la technique d’une entreprise, avec quelques jours par semaine."),
            }
        ),
    )
    motives = bounds.Choices(
        label=_("Qu’en attendez-vous ?"),
        choices=taxonomy.motives.choices(),
        widget=CheckCards(),
    )
    go_on = forms.BooleanField(required=False, widget=forms.HiddenInput)
    """They have read what the first answer leads to, and go on all the same."""
    first_name = bounds.PersonName(label=_("Prénom"))
    last_name = bounds.PersonName(label=_("Nom"))
    source = bounds.ShortText(
        label=_("Comment avez-vous entendu parler de nous ?"), max_length=40, required=False
    )

    @staticmethod
    def initial_of(user: User, cto: Cto | None) -> dict[str, Any]:
        said = {"drawn_by": cto.drawn_by, "motives": cto.motives, "source": cto.source} if cto else {}
        return {"first_name": user.first_name, "last_name": user.last_name} | said

    def leads_elsewhere(self) -> bool:
        """Part-time draws more than the role: that has a shorter way, told before there is a file."""
        said = self.cleaned_data
        return said["drawn_by"] == Cto.Attraction.PART_TIME and not said["go_on"]

    def answers(self) -> dict[str, Any]:
        """The arguments of ``start_file`` and ``save_wants``."""
        return {name: value for name, value in self.cleaned_data.items() if name != "go_on"}


class ProfileForm(forms.Form):
    headline = bounds.ShortText(
        label=_("Votre profil en une phrase"),
        help_text=_("Ni nom ni entreprise. Par exemple : « CTO fondateur d’un éditeur de 40 personnes »."),
    )
    scopes = bounds.Choices(
        label=_("Que dirigez-vous ?"),
        choices=[
            (Cto.Scope.CTO, _("La technique")),
            (Cto.Scope.CPTO, _("La technique et le produit")),
        ],
        help_text=_(
            "Pour un besoin de technique et de produit, viennent d’abord les CTO dont une expérience dit qu’ils ont "
            "mené un produit."
        ),
        widget=CheckCards(),
    )
    nature = bounds.Choice(
        label=_("Comment travaillez-vous ?"),
        choices=[
            (Cto.Nature.LEAD, _("Je dirige")),
            (Cto.Nature.MIXED, _("Je dirige et je produis")),
            (Cto.Nature.HANDS_ON, _("Je produis surtout")),
        ],
        widget=RadioCards(),
        required=False,
    )
    first_days = bounds.LongText(
        label=_("Vos trente premiers jours dans une entreprise"),
        help_text=_("Ce que vous regardez d’abord, et ce que vous décidez en général."),
        max_length=2000,
        required=False,
    )
    business_budget_held = forms.BooleanField(
        label=_("J’ai tenu un budget ou un compte de résultat"), required=False
    )
    business_board = forms.BooleanField(
        label=_("J’ai rendu compte à un conseil ou à des investisseurs"), required=False
    )
    business_effect = bounds.ShortText(
        label=_("Un effet sur l’activité, avec un chiffre"),
        help_text=_("Par exemple : « deux marchés signés grâce à l’audit passé en 2023, 400 000 € »."),
        max_length=300,
        required=False,
    )
    legal_form = bounds.Choice(
        label=_("Votre structure"), choices=[NOT_CHOSEN, *Cto.LegalForm.choices], required=False
    )

    @classmethod
    def initial_of(cls, cto: Cto) -> dict[str, Any]:
        said = {name: getattr(cto, name) for name in cls.base_fields}
        return said | {"scopes": cto.scopes or [Cto.Scope.CTO]}


class PostForm(forms.Form):
    """A role held. Months are enough: a career is dated by months."""

    title = bounds.Choice(
        label=_("Rôle"), choices=[NOT_CHOSEN, *[(code, capital(label)) for code, label in Post.Title.choices]]
    )
    full_time = forms.TypedChoiceField(
        label=_("À plein temps ?"), choices=YES_NO, coerce=yes, widget=RadioCards()
    )
    started_on = bounds.Month(label=_("Début"), help_text=_("Mois et année, par exemple 03/2019."))
    ended_on = bounds.Month(
        label=_("Fin"), help_text=_("Laissez vide si ce rôle est toujours le vôtre."), required=False
    )
    company_name = bounds.ShortText(label=_("Entreprise"), help_text=_("Lue par l’équipe Fractional seule."))
    company_description = bounds.ShortText(
        label=_("Ce qu’un fondateur lira à la place du nom"),
        help_text=_("Par exemple : « éditeur SaaS, 30 personnes »."),
    )
    sector = bounds.Choice(label=_("Secteur"), choices=[NOT_CHOSEN, *taxonomy.sectors.choices()])
    stage = bounds.Choice(label=_("Stade"), choices=[NOT_CHOSEN, *taxonomy.stages.choices()])
    headcount = bounds.Count(label=_("Personnes dans l’entreprise"), at_least=1)
    team_led = bounds.Count(label=_("Personnes que vous dirigiez"), help_text=_("0 si aucune."))
    kinds = bounds.Choices(
        label=_("Situations vécues"),
        choices=capital_choices(taxonomy.situations),
        required=False,
    )
    problems = bounds.Choices(
        label=_("Problèmes résolus"),
        help_text=_("Cinq au plus, ceux dont vous parleriez en premier."),
        choices=taxonomy.problems.choices(),
        required=False,
        at_most=5,
    )
    goals = bounds.Choices(
        label=_("Objectifs atteints"), choices=taxonomy.goals.choices(), required=False, at_most=5
    )
    tags = bounds.Choices(
        label=_("Technologies et domaines"), choices=taxonomy.tags.choices(), required=False, at_most=12
    )
    product = forms.BooleanField(
        label=_("J’y ai aussi mené le produit"),
        help_text=_("Ce qui est construit, dans quel ordre, jusqu’à sa mise sur le marché."),
        required=False,
    )
    result = bounds.ShortText(
        label=_("Un résultat, avec un chiffre"),
        help_text=_("Par exemple : « mise en production passée de trois semaines à deux jours »."),
        max_length=300,
        required=False,
    )
    first_days = bounds.LongText(
        label=_("Les trente premiers jours"),
        help_text=_("Ce que vous avez trouvé en arrivant, ce que vous avez décidé."),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("kinds", "problems", "goals", "tags"):
            self.fields[name].widget.attrs["class"] = "choices-two"

    @classmethod
    def initial_of(cls, post: Post) -> dict[str, Any]:
        return {name: getattr(post, name) for name in cls.base_fields}

    def clean_ended_on(self) -> date | None:
        """A role ends with its last month."""
        month = self.cleaned_data["ended_on"]
        return month and month.replace(day=monthrange(month.year, month.month)[1])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        started, ended = said.get("started_on"), said.get("ended_on")
        if started and ended and ended < started:
            self.add_error("ended_on", _("Cette expérience se termine avant d’avoir commencé."))
        led, headcount = said.get("team_led"), said.get("headcount")
        if led is not None and headcount is not None and led > headcount:
            self.add_error(
                "team_led", _("Vous ne pouviez pas diriger plus de personnes que l’entreprise n’en comptait.")
            )
        return said
