"""The only place that fetches needs for a view. A foreign need is a 404; any member may tell and submit one."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.companies.models import Company, Member
from missions.needs import links
from missions.needs.models import Consent, Need, Rewording


def need_of(user: User, public_id: UUID) -> Need:
    """A need of a company the user acts for."""
    mine = Need.objects.filter(company__in=Company.objects.of_member(user))
    return found(
        mine.select_related("company", "owner_curator", "verdict").prefetch_related("goals"),
        public_id=public_id,
    )


def needs_of_member(user: User) -> QuerySet[Need]:
    """The needs of every company that the user acts for."""
    return Need.objects.filter(company__in=Company.objects.of_member(user)).select_related("company")


def needs_of(company: Company) -> QuerySet[Need]:
    """The needs of a company, the last one told first."""
    return (
        company.needs.select_related("company", "owner_curator")
        .prefetch_related("goals")
        .order_by("-created_at", "-pk")
    )


def need_to_confirm(token: str) -> tuple[Need, User, bool]:
    """The need of a mailed link, who it was mailed to, and whether it still waits for that answer.

    Raises Http404 for a link that is not ours, or of somebody who has left the company.
    """
    try:
        link = links.read_to_confirm(token)
    except links.BadLink as reason:
        raise Http404 from reason
    need, person = _of_the_mail(link.need_id, link.user_id)
    return need, person, need.state in Need.LIVE and need.confirmed_on == link.asked_of


def need_to_unwatch(token: str) -> tuple[Need, User, bool]:
    """The same for the link of a watch, and whether that watch still stands."""
    try:
        link = links.read_to_unwatch(token)
    except links.BadLink as reason:
        raise Http404 from reason
    need, person = _of_the_mail(link.need_id, link.user_id)
    return need, person, links.watched_on(need) == link.watched_on


def _of_the_mail(need_id: int, user_id: int) -> tuple[Need, User]:
    people = Member.objects.active().filter(company__needs=need_id).select_related("user")
    member = found(people, user=user_id)
    return found(Need.objects.select_related("company"), pk=need_id), member.user


def consent_of(token: str) -> Consent:
    """What the CTO in place was asked by mail; Http404 for a link that is not ours."""
    try:
        pk = links.read_to_consent(token)
    except links.BadLink as reason:
        raise Http404 from reason
    return found(Consent.objects.select_related("need__company", "need__created_by"), pk=pk)


def rewordings_of(need: Need) -> QuerySet[Rewording]:
    """What a curator suggests of its wording and waits for, the first suggested first."""
    return need.rewordings.proposed().select_related("suggested_by")


def rewording_of(need: Need, pk: int | None) -> Rewording:
    """One of its suggestions, answered or not."""
    return found(need.rewordings.select_related("need"), pk=pk)
