"""A need as the team reads it: published, or sent back with a question."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fractional.accounts.access import PersonRequest, curator_required
from fractional.history.models import Event
from matching.curation import access
from matching.curation.forms import AskForm
from matching.curation.models import Pending, Thing
from matching.curation.views.acts import held, status_of_all, to_the_queue
from missions.needs.forms import PublishForm, SettleForm, SuggestForm
from missions.needs.models import Need, Rewording

Act = Pending.Act


@require_safe
@curator_required
def need(request: PersonRequest, need) -> HttpResponse:
    return _page(request, access.need(need))


@require_POST
@curator_required
def publish(request: PersonRequest, need) -> HttpResponse:
    found = access.need(need)
    form = PublishForm(request.POST, need=found)
    if held(request, form, Act.PUBLISH_NEED, found, _("Besoin publié : le classement est en cours.")):
        return redirect("curation:board", found.public_id)
    return _page(request, found, publish_form=form)


@require_POST
@curator_required
def ask(request: PersonRequest, need) -> HttpResponse:
    found, form = access.need(need), AskForm(request.POST)
    if held(request, form, Act.ASK_NEED, found, _("Votre question est partie.")):
        return to_the_queue(request)
    return _page(request, access.need(need), ask_form=form)


@require_POST
@curator_required
def suggest(request: PersonRequest, need) -> HttpResponse:
    """Another wording of one text: the company reads the difference and decides."""
    found = access.need(need)
    form = SuggestForm(request.POST, need=found)
    told = _("Votre suggestion part dans quelques secondes : l’entreprise la lira.")
    if held(request, form, Act.SUGGEST, found, told):
        return redirect("curation:need", found.public_id)
    return _page(request, access.need(need), suggest_form=form)


@require_POST
@curator_required
def settle_consent(request: PersonRequest, need) -> HttpResponse:
    """The CTO in place has refused: the need is closed, or goes back to its company with a word."""
    found, form = access.need(need), SettleForm(request.POST)
    if held(request, form, Act.SETTLE_CONSENT, found, _("C’est noté : l’entreprise le lira.")):
        return to_the_queue(request)
    return _page(request, access.need(need), settle_form=form)


def _page(request: PersonRequest, found, **forms: Form) -> HttpResponse:
    context = {
        "need": found,
        "history": Event.objects.of("need", found.pk),
        "held": access.pending_on(Thing.NEED, found.pk),
        "ask_form": AskForm(),
        "publish_form": PublishForm(need=found),
        "settle_form": SettleForm(),
        "refused": access.refused_consent(found),
        "suggest_form": _suggested(request, found),
        "rewordings": access.rewordings(found),
        "texts": Rewording.Field,
        "answered": bool(forms.keys() - {"publish_form", "settle_form"}),
    }
    return render(request, "curation/need.html", context | forms, status=status_of_all(forms))


def _suggested(request: PersonRequest, found: Need) -> SuggestForm:
    """Begun with the text that the address names, so that it is corrected and not copied."""
    field = request.GET.get("texte", "")
    if field not in Rewording.Field.values:
        field = Rewording.Field.PROBLEM_WORDS
    form = SuggestForm(need=found)
    form.initial = {"field": field, "after": getattr(found, field)}
    return form
