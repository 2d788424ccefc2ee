"""The page of a person's tokens, and the description of what they open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional import bounds
from fractional.accounts.access import PersonRequest
from fractional.api import access, actions, description
from fractional.api.forms import TokenForm
from fractional.ui.forms import refusal_in, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: PersonRequest) -> HttpResponse:
    """The secret of a new token stands in the answer to its form, once: it is stored nowhere."""
    form = TokenForm(request.POST if request.method == "POST" else None, user=request.user)
    made, secret = None, ""
    if form.is_valid():
        with refusal_in(form):
            made, secret = actions.create_token(by=request.user, **form.cleaned_data)
            form = TokenForm(user=request.user)
    context = {"form": form, "made": made, "secret": secret, "tokens": access.tokens_of(request.user)}
    return render(request, "api/token_list.html", context, status=status_of(form))


@require_POST
def revoke(request: PersonRequest) -> HttpResponse:
    token = access.token_of(request.user, bounds.uuid_or_404(request.POST.get("token", "")))
    actions.revoke_token(token=token, by=request.user)
    messages.success(request, _("Le jeton « %(name)s » est révoqué.") % {"name": token.name})
    return redirect("api:tokens")


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """What programs read to speak with us: the same for everybody."""
    return HttpResponse(description.whole(), content_type="application/vnd.oai.openapi+json")
