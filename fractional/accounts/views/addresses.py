"""A new mail address: a code to the old one, a link to the new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional.accounts import actions, codes, emails
from fractional.accounts.access import PersonRequest, address_awaited, address_change
from fractional.accounts.forms import AddressForm
from fractional.accounts.links import BadLink, read_to_new_address
from fractional.ui.forms import refusal_in, status_of

PURPOSE = "address"


@require_safe
def address(request: PersonRequest) -> HttpResponse:
    return _page(request, AddressForm())


@require_POST
def address_code(request: PersonRequest) -> HttpResponse:
    emails.address_code(request.user, codes.begin(request, PURPOSE))
    messages.info(request, _("Un code vient de partir à votre adresse actuelle."))
    return redirect("accounts:address")


@require_POST
def address_ask(request: PersonRequest) -> HttpResponse:
    form = AddressForm(request.POST)
    if form.is_valid() and not codes.is_right(request, PURPOSE, form.cleaned_data["code"]):
        form.add_error("code", _("Ce code n’est pas le bon, ou il est trop ancien. Demandez-en un autre."))
    if form.is_valid():
        with refusal_in(form):
            actions.ask_new_address(user=request.user, address=form.cleaned_data["address"])
    if form.errors:
        return _page(request, form)
    messages.success(request, _("Un lien vient de partir à la nouvelle adresse. Il vaut un jour."))
    return redirect("accounts:address")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link itself: a GET changes nothing."""
    try:
        change = address_change(read_to_new_address(token))
    except BadLink as reason:
        raise Http404 from reason
    if request.method == "POST" and change:
        actions.confirm_new_address(change=change)
    context = {"change": change, "done": request.method == "POST" and change}
    return render(request, "accounts/address_confirm.html", context)


def _page(request: PersonRequest, form: AddressForm) -> HttpResponse:
    context = {
        "form": form,
        "code_sent": codes.awaited(request, PURPOSE) or form.is_bound,
        "waiting": address_awaited(request.user),
    }
    return render(request, "accounts/address.html", context, status=status_of(form))
