"""The person's own pages: where they are led, which hat they wear, what they chose."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional.accounts import actions, hats
from fractional.accounts.access import PersonRequest
from fractional.accounts.forms import PreferencesForm


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    hat = hats.worn(request).hat
    if hat:
        return redirect(hat.home.url)
    return render(request, "accounts/home.html", {"doors": hats.doors(request)})


@require_POST
def choose_hat(request: PersonRequest) -> HttpResponse:
    hat = hats.choose(request, request.POST.get("hat", ""))
    if hat is None:
        raise Http404
    return redirect(hat.home.url)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    user = request.user
    given = request.POST if request.method == "POST" else None
    form = PreferencesForm(given, initial=model_to_dict(user, PreferencesForm.base_fields))
    if form.is_valid():
        actions.change_preferences(by=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Vos réglages sont enregistrés."))
        return redirect("accounts:settings")
    has_second_factor = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    context = {"form": form, "has_second_factor": has_second_factor, "doors": hats.doors(request)}
    return render(request, "accounts/settings.html", context, status=422 if form.is_bound else 200)
