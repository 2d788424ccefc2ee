"""What a curator writes: notes with a frame, questions, reasons."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock, workdays
from fractional.accounts.models import User
from fractional.ctos.experience import MONTHS_TO_BE_MATCHED
from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.ui.widgets import DateInput, RadioCards
from matching.curation.queue.rows import Kind
from matching.proposals.forms.reasons import ReasonForm
from matching.proposals.models import PhoneAnswer


@dataclass(frozen=True)
class Part:
    """One part of the company's side; shown on a scale of 100, kept on one of 1,000."""

    code: str
    label: str
    shown_points: int
    shown_weight: int
    weight: int


class VerifyCtoForm(forms.Form):
    """The note in six lines; a person who was CTO for less than a year needs one more reason."""

    role_held = bounds.ShortText(
        label=_("Rôle tenu"), help_text=_("Ce que cette personne décidait vraiment."), max_length=300
    )
    team = bounds.ShortText(label=_("Équipe"), help_text=_("Taille, arrivées, départs."), max_length=300)
    business = bounds.ShortText(
        label=_("Métier"),
        help_text=_("Budget tenu, comité, effet sur le chiffre d’affaires."),
        max_length=300,
    )
    first_days = bounds.ShortText(
        label=_("Trente premiers jours"),
        help_text=_("Ce qui a été trouvé, ce qui a été décidé."),
        max_length=300,
    )
    proof_seen = bounds.ShortText(
        label=_("Preuve"), help_text=_("Document vu et non conservé, référence, déclaration."), max_length=300
    )
    reserve = bounds.ShortText(label=_("Réserve"), help_text=_("Ce qui reste à confirmer."), max_length=300)
    lift_reason = bounds.ShortText(
        label=_("Moins de douze mois de CTO à plein temps : pourquoi l’accepter"),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, months: int, **kwargs: Any):
        """`months` of full-time CTO, as read: with enough of them there is nothing to lift."""
        super().__init__(*args, **kwargs)
        if months >= MONTHS_TO_BE_MATCHED:
            del self.fields["lift_reason"]


class AskForm(forms.Form):
    what = bounds.LongText(
        label=_("Ce qui manque"), help_text=_("Une question claire, une seule si possible."), max_length=2000
    )


class OrientForm(forms.Form):
    path = forms.ChoiceField(label=_("Chemin"), choices=Cto.Path.choices, widget=RadioCards())
    reasons = bounds.LongText(
        label=_("Raisons"), help_text=_("La personne les lira telles quelles."), max_length=2000
    )
    recheck_on = bounds.Day(
        label=_("Nouveau point le"),
        widget=DateInput(),
        required=False,
        earliest=lambda: clock.today() + timedelta(days=30),
    )

    def clean(self):
        data = super().clean() or {}
        if data.get("path") == Cto.Path.PLAN and not data.get("recheck_on"):
            self.add_error("recheck_on", _("Un chemin se termine par une date : indiquez-la."))
        return data


class VerifyCompanyForm(forms.Form):
    register_checked_on = bounds.Day(
        label=_("Registre consulté le"),
        widget=DateInput(),
        initial=clock.today,
        latest=clock.today,
        help_text=_("La forme du SIREN est déjà vérifiée ; le registre dit si l’entreprise existe."),
    )


class RefuseCompanyForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Motif"), choices=taxonomy.company_refusals.choices(), widget=RadioCards()
        )


class KeepForm(forms.Form):
    note = bounds.LongText(
        label=_("Votre note"),
        help_text=_(
            "Pourquoi cette personne, pour ce besoin. L’entreprise la lit ; la personne aussi, si elle est sollicitée."
        ),
        max_length=600,
    )


class DropForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Motif"), choices=taxonomy.curator_drops.choices(), widget=RadioCards()
        )


class AdjustForm(forms.Form):
    """`parts` are those of the company's side as they stand, on both scales; points are asked on the shown one."""

    points = bounds.Count(label=_("Points"), at_least=0, help_text=_("De 0 au maximum du critère."))
    words = bounds.ShortText(
        label=_("Votre note pour l’équipe"),
        required=False,
        max_length=300,
        help_text=_("Elle reste entre nous."),
    )

    def __init__(self, *args, parts: list[Part], **kwargs):
        super().__init__(*args, **kwargs)
        self._parts = {part.code: part for part in parts}
        told = [(part.code, f"{part.label} ({part.shown_points}/{part.shown_weight})") for part in parts]
        self.fields["part"] = forms.ChoiceField(label=_("Critère"), choices=told)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Motif"), choices=taxonomy.curator_adjustments.choices(), widget=RadioCards()
        )
        self.order_fields(["part", "points", "reason", "words"])

    def clean(self):
        data = super().clean() or {}
        part, points = self._parts.get(data.get("part", "")), data.get("points")
        if part is not None and points is not None:
            if points > part.shown_weight:
                limit = {"weight": part.shown_weight}
                self.add_error("points", _("Ce critère compte au plus %(weight)s points.") % limit)
            else:
                data["points"] = part.weight * points // part.shown_weight
        return data


class NoteForm(forms.Form):
    words = bounds.ShortText(
        label=_("Votre note pour l’équipe"), max_length=300, help_text=_("Elle reste entre nous.")
    )


class ExtendForm(forms.Form):
    reason = bounds.ShortText(
        label=_("Pourquoi"), help_text=_("Le journal le garde ; personne d’autre ne le lit."), max_length=300
    )


class NotNowForm(forms.Form):
    words = bounds.ShortText(
        label=_("Pourquoi pas cette fois"), help_text=_("Cette personne le lira tel quel."), max_length=300
    )


class WithdrawForm(ReasonForm):
    """A proposal that the team takes back."""

    reasons = "curator_withdrawals"
    prefix = "withdraw"
    note = bounds.ShortText(
        label=_("Votre note pour l’équipe"),
        required=False,
        max_length=300,
        help_text=_("Elle reste entre nous."),
    )
    field_order = ("reason", "note")


class WhoSaidForm(forms.Form):
    """Whose answer it is, and how it was given."""

    prefix = "said"
    source = forms.ChoiceField(
        label=_("Donnée"),
        choices=PhoneAnswer.Source.choices,
        initial=PhoneAnswer.Source.CALL,
        widget=RadioCards(),
    )

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.TypedChoiceField(
            label=_("Au nom de"), coerce=int, choices=[(user.pk, user.full_name) for user in people]
        )
        self.order_fields(["person", "source"])


class LiftForm(forms.Form):
    reason = bounds.ShortText(label=_("Pourquoi l’accepter"), max_length=300)


class SendForm(forms.Form):
    words = bounds.LongText(label=_("Votre mot à l’entreprise"), max_length=1000)
    files_read = bounds.Count(label=_("Dossiers relus"), at_least=1)
    few_reason = bounds.ShortText(
        label=_("Pourquoi moins de trois profils"),
        required=False,
        max_length=300,
        help_text=_("L’entreprise le lira."),
    )


class QueueFilter(forms.Form):
    """What of the queue is shown; stands in the address."""

    MINE, RESTING = "moi", "reportes"

    genre = forms.ChoiceField(
        label=_("Genre"),
        choices=[("", _("Tout")), *Kind.choices],
        required=False,
        widget=forms.Select(attrs={"data-key": "/"}),
    )
    a_qui = forms.ChoiceField(
        label=_("À qui"),
        choices=[
            ("", _("Toute l’équipe")),
            (MINE, _("À moi")),
            (RESTING, _("Reportés")),
        ],
        required=False,
    )


class CuratorField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.full_name


class AssignForm(forms.Form):
    owner = CuratorField(label=_("Qui s’en occupe"), queryset=User.objects.curators(), empty_label=None)


class SnoozeForm(forms.Form):
    until = bounds.Day(
        label=_("La revoir le"),
        widget=DateInput(),
        earliest=lambda: clock.today() + timedelta(days=1),
        initial=lambda: workdays.add_working_days(clock.today(), 1),
    )
    reason = bounds.ShortText(
        label=_("Pourquoi"), help_text=_("Ce que vous attendez, et de qui."), max_length=300
    )


class BulkForm(SnoozeForm):
    """Several rows at once: taken over, or put off with a day and a reason."""

    TAKE, SNOOZE = "take", "snooze"
    prefix = "bulk"

    def __init__(self, data=None, *, act: str = SNOOZE):
        super().__init__(data)
        self.act = act
        if act == self.TAKE:
            self.fields.clear()
