"""What a person may do with all that is held about them: take a copy, have it erased."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional.accounts import actions, codes, emails, hats, obstacles, retention
from fractional.accounts.access import PersonRequest, copy_of, farewell_of
from fractional.accounts.forms import FarewellCodeForm
from fractional.ui.forms import refusal_in, status_of

FAREWELL = "farewell"


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        actions.ask_copy(user=request.user)
        messages.success(request, _("Nous préparons votre copie. Un e-mail vous dit quand elle est prête."))
        return redirect("accounts:copy")
    copies = request.user.copies
    context = {"ready": copies.ready().first(), "waiting": copies.filter(made_at=None).exists()}
    return render(request, "accounts/copy.html", context)


@require_safe
def download(request: PersonRequest) -> HttpResponse:
    found = copy_of(request.user)
    if request.method == "GET":
        actions.note_download(user=request.user)
    headers = {"Content-Disposition": 'attachment; filename="fractional.zip"', "Cache-Control": "no-store"}
    return HttpResponse(bytes(found.content or b""), content_type="application/zip", headers=headers)


@require_safe
def farewell(request: PersonRequest) -> HttpResponse:
    return _farewell(request, FarewellCodeForm())


@require_POST
def farewell_code(request: PersonRequest) -> HttpResponse:
    """Send the code, unless the erasure cannot be: then the page says why."""
    if not obstacles.of(request.user):
        emails.farewell_code(request.user, codes.begin(request, FAREWELL))
        messages.info(request, _("Un code vient de partir à votre adresse."))
    return redirect("accounts:farewell")


@require_POST
def farewell_confirm(request: PersonRequest) -> HttpResponse:
    form = FarewellCodeForm(request.POST)
    if form.is_valid() and not codes.is_right(request, FAREWELL, form.cleaned_data["code"]):
        form.add_error("code", _("Ce code n’est pas le bon, ou il est trop ancien. Demandez-en un autre."))
    if form.is_valid():
        with refusal_in(form):
            actions.confirm_farewell(user=request.user)
    return _farewell(request, form) if form.errors else redirect("accounts:farewell")


@require_POST
def farewell_call_off(request: PersonRequest) -> HttpResponse:
    actions.call_off_farewell(user=request.user)
    messages.success(request, _("Votre compte reste ouvert."))
    return redirect("accounts:farewell")


def _farewell(request: PersonRequest, form: FarewellCodeForm) -> HttpResponse:
    context = {
        "form": form,
        "farewell": farewell_of(request.user),
        "ends_on": retention.ends_on(request.user),
        "obstacles": obstacles.of(request.user),
        "code_sent": codes.awaited(request, FAREWELL) or form.is_bound,
        "kinds": {hat.kind for hat in hats.worn(request).hats},
    }
    return render(request, "accounts/farewell.html", context, status=status_of(form))
