"""What a CTO answers with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models import Cto
from matching.proposals.forms.reasons import ReasonForm


class DeclineForm(ReasonForm):
    reasons = "cto_declines"


class RetractForm(ReasonForm):
    reasons = "cto_declines"
    prefix = "retract"


class AcceptForm(forms.Form):
    """The second yes; when availability is stale it is confirmed in the same breath."""

    def __init__(self, *args, cto: Cto, **kwargs):
        super().__init__(*args, **kwargs)
        if cto.is_stale(clock.today()):
            self.fields["still_free"] = forms.BooleanField(
                label=_("Mes jours sont toujours ceux que j’ai indiqués"),
                error_messages={"required": _("Confirmez vos jours, ou modifiez d’abord votre semaine.")},
            )
