"""The people of a company: invited, let in, given a role, gone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fractional.accounts import hats
from fractional.accounts.access import PersonRequest
from fractional.companies import access, actions
from fractional.companies.forms import InviteForm, JoinAnswerForm, JoinForm, MemberForm
from fractional.companies.models import Company
from fractional.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: PersonRequest, company: UUID) -> HttpResponse:
    """Read by every member; an owner invites."""
    if request.method != "POST":
        return _people_page(request, access.company_of(request.user, company), InviteForm())
    mine, form = access.company_owned_by(request.user, company), InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation = actions.invite(company=mine, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("email", refusal.message)
        else:
            messages.success(request, _("L’invitation est partie à %(email)s.") % {"email": invitation.email})
            return redirect("companies:people", mine.public_id)
    return _people_page(request, mine, form)


@require_POST
def member(request: PersonRequest, company: UUID, member: int) -> HttpResponse:
    """An owner gives a role or ends a membership; anybody ends their own."""
    found, form = access.member_to_change(request.user, company, member), MemberForm(request.POST)
    if not form.is_valid():
        return _people_page(request, found.company, InviteForm(), status=422)
    if form.is_over:
        actions.end_membership(member=found, by=request.user)
        messages.success(request, _("C’est noté : cette personne n’agit plus pour l’entreprise."))
        gone = found.user == request.user
        return redirect("accounts:home") if gone else redirect("companies:people", found.company.public_id)
    access.company_owned_by(request.user, company)
    actions.change_role(member=found, by=request.user, role=form.cleaned_data["becomes"])
    messages.success(request, _("C’est enregistré."))
    return redirect("companies:people", found.company.public_id)


@require_POST
def revoke(request: PersonRequest, company: UUID, invitation: int) -> HttpResponse:
    mine = access.company_owned_by(request.user, company)
    actions.revoke_invitation(invitation=access.invitation_of(mine, invitation), by=request.user)
    messages.success(request, _("L’invitation est retirée : son lien n’ouvre plus rien."))
    return redirect("companies:people", mine.public_id)


@require_POST
def answer_join(request: PersonRequest, company: UUID, asked: int) -> HttpResponse:
    mine, form = access.company_owned_by(request.user, company), JoinAnswerForm(request.POST)
    found = access.join_request_of(mine, asked)
    if not form.is_valid():
        return _people_page(request, mine, InviteForm(), status=422)
    act = actions.accept_join if form.is_yes else actions.refuse_join
    act(request=found, by=request.user)
    messages.success(request, _("Votre réponse est partie."))
    return redirect("companies:people", mine.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: PersonRequest, token: str) -> HttpResponse:
    """What the mail opens, once logged in under the address that was invited."""
    asked = access.invitation_by_link(token)
    if request.method == "POST":
        actions.accept_invitation(invitation=asked, user=request.user)
        hats.choose(request, f"{access.HAT}:{asked.company.public_id}")
        messages.success(request, _("Vous agissez maintenant pour %(name)s.") % {"name": asked.company.name})
        return redirect("companies:home")
    context = {"invitation": asked, "yours": asked.email == request.user.email}
    return render(request, "companies/invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: PersonRequest) -> HttpResponse:
    """Somebody whose company has an account already asks its owners to let them in."""
    named = {"first_name": request.user.first_name, "last_name": request.user.last_name}
    form = JoinForm(request.POST if request.method == "POST" else None, initial=named | _siren(request))
    if form.is_valid():
        try:
            actions.ask_to_join(user=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("siren", refusal.message)
        else:
            messages.success(
                request, _("Votre demande est partie. Réponse sous cinq jours ouvrés, par e-mail.")
            )
            return redirect("accounts:home")
    return render(request, "companies/join.html", {"form": form}, status=422 if form.errors else 200)


def _siren(request: PersonRequest) -> dict[str, Any]:
    return {"siren": request.GET.get("siren", "")[:9]}


def _people_page(
    request: PersonRequest, company: Company, form: InviteForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "company": company,
        "form": form,
        "is_owner": access.owns(request.user, company),
        "members": access.members_of(company),
        "last_owner": access.last_owner_of(company),
        "invitations": company.invitations.waiting(),
        "requests": access.join_requests_of(company),
    }
    return render(request, "companies/people.html", context, status=422 if form.errors else status)
