"""The roles held, and the months of full-time CTO that they make."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fractional import clock
from fractional.accounts.access import PersonRequest
from fractional.ctos import access, actions, steps
from fractional.ctos.experience import MONTHS_TO_BE_MATCHED, full_time_months, said
from fractional.ctos.forms import PostForm
from fractional.ctos.models import Cto, Post
from fractional.ctos.progress import changes
from fractional.ctos.promises import read_by
from fractional.ctos.views.pages import posted
from fractional.errors import DomainError
from fractional.ui import words


@require_safe
def experience(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    return render(request, "ctos/post_list.html", _listed(cto))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PersonRequest) -> HttpResponse:
    cto = access.own_cto(request.user)
    form = PostForm(posted(request))
    if form.is_valid():
        try:
            actions.add_post(cto=cto, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("L’expérience est ajoutée.") + _then_read(cto))
            return redirect("ctos:experience")
    return _post_page(request, cto, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, post: UUID) -> HttpResponse:
    mine = access.own_post(request.user, post)
    form = PostForm(posted(request), initial=PostForm.initial_of(mine))
    if form.is_valid():
        mine = actions.change_post(post=mine, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("C’est enregistré.") + (_then_read(mine.cto) if mine.to_read_since else "")
        )
        return redirect("ctos:experience")
    return _post_page(request, mine.cto, form, mine)


@require_POST
def remove(request: PersonRequest, post: UUID) -> HttpResponse:
    mine = access.own_post(request.user, post)
    cto = mine.cto
    actions.delete_post(post=mine, by=request.user)
    messages.success(request, _("L’expérience est retirée."))
    if request.htmx:
        return render(request, "ctos/post_list.html#roles", _listed(cto) | {"swapped": True})
    return redirect("ctos:experience")


@require_safe
def months(request: PersonRequest) -> HttpResponse:
    """The months with the role being typed, before it is saved."""
    cto = access.own_cto(request.user)
    form = PostForm(request.GET)
    form.is_valid()
    answers = form.cleaned_data
    typed = request.GET.get("post", "")
    posts = [post for post in cto.posts.all() if str(post.public_id) != typed]
    if answers.get("started_on") and answers.get("title") and "full_time" in answers:
        posts.append(
            Post(
                title=answers["title"],
                full_time=answers["full_time"],
                started_on=answers["started_on"],
                ended_on=answers.get("ended_on"),
            )
        )
    return render(request, "ctos/post_edit.html#months", _counted(posts))


def _then_read(cto: Cto) -> str:
    """What becomes of a change to a file that was verified."""
    if cto.state not in Cto.READ:
        return ""
    day = {"day": words.date_long(read_by(clock.now()))}
    return " " + _("Une personne de l’équipe le relit au plus tard %(day)s.") % day


def _listed(cto: Cto) -> dict[str, Any]:
    posts = list(cto.posts.all())
    writing = cto.state in steps.BEING_WRITTEN
    frame = {"cto": cto, "posts": posts, "writing": writing, "changes": changes(cto, posts)}
    frame["steps"] = steps.stepper(cto, "experience") if writing else []
    return frame | _counted(posts)


def _counted(posts: list[Post]) -> dict[str, Any]:
    held = full_time_months(posts, clock.today())
    return {"held": said(held), "enough": held >= MONTHS_TO_BE_MATCHED}


def _post_page(request: PersonRequest, cto: Cto, form: PostForm, post: Post | None) -> HttpResponse:
    context = {"cto": cto, "form": form, "post": post} | _counted(list(cto.posts.all()))
    return render(request, "ctos/post_edit.html", context, status=422 if form.errors else 200)
