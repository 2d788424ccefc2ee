"""The only place that fetches missions for a view. Both sides of a mission see it whole: names are open."""

from uuid import UUID

from django.db.models import Q

from fractional.accounts import hats
from fractional.accounts.access import PersonRequest, found
from fractional.accounts.models import User
from fractional.companies.access import HAT, company_worn
from fractional.companies.models import Company
from missions.engagements.models import Mission, MissionQuerySet


def mission_of(user: User, public_id: UUID) -> Mission:
    """A mission in which the user takes part, as its CTO or for its company."""
    return found(missions_of(user).whole().prefetch_related("need__goals"), public_id=public_id)


def missions_of(user: User) -> MissionQuerySet:
    """All missions in which the user takes part."""
    return Mission.objects.filter(Q(cto__user=user) | Q(company__in=Company.objects.of_member(user)))


def missions_worn(request: PersonRequest) -> MissionQuerySet:
    """The missions of the hat on this page: those of the company, else one's own as a CTO."""
    hat = hats.worn(request).hat
    if hat and hat.kind == HAT:
        return Mission.objects.filter(company=company_worn(request)).whole()
    return Mission.objects.filter(cto__user=request.user).whole()
