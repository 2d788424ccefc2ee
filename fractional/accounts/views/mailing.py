"""Which mails a person reads, and at which pace; the page behind the link that ends every optional mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fractional.accounts import actions, hats, topics
from fractional.accounts.access import PersonRequest
from fractional.accounts.forms import PacesForm
from fractional.accounts.mailing import BadLink, read_token
from fractional.accounts.models import Choice
from fractional.accounts.topics import Pace
from fractional.ui.forms import status_of


@require_http_methods(["GET", "HEAD", "POST"])
def paces(request: PersonRequest) -> HttpResponse:
    shown = topics.shown_to(hat.kind for hat in hats.worn(request).hats)
    open_ones = [topic for topic in shown if topic.paces]
    chosen = {topic.key: topic.default for topic in open_ones} | Choice.objects.paces(request.user.pk)
    form = PacesForm(request.POST if request.method == "POST" else None, initial=chosen, topics=open_ones)
    if form.is_valid():
        actions.choose_paces(user=request.user, paces=form.paces)
        messages.success(
            request, _("Vos choix sont enregistrés. Ils valent aussi pour les messages en attente.")
        )
        return redirect("accounts:paces")
    fixed = [topic for topic in shown if not topic.paces]
    return render(request, "accounts/paces.html", {"form": form, "fixed": fixed}, status=status_of(form))


@csrf_exempt  # a mail program sends it, without cookies (RFC 8058); the signed address is the right to do so
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The address of List-Unsubscribe (RFC 8058): a POST stops the topic, a GET changes nothing."""
    try:
        user, topic = read_token(token)
    except BadLink as reason:
        raise Http404 from reason
    if request.method == "POST":
        actions.choose_pace(user=user, topic=topic, pace=Pace.NONE, how="link")
    return render(request, "accounts/unsubscribe.html", {"topic": topic, "done": request.method == "POST"})
