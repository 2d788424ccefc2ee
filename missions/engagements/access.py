"""The only place that fetches missions for a view. Both sides of a mission see it whole: names are open."""

from uuid import UUID

from django.db.models import Q

from fractional.accounts import hats
from fractional.accounts.access import Forbidden, PersonRequest, found
from fractional.accounts.models import User
from fractional.companies.access import HAT, company_worn
from fractional.companies.models import Company, Member
from missions.engagements.models import Mission, MissionQuerySet, Renewal


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


def side_of(user: User, mission: Mission) -> Mission.Side | None:
    """For which side this person decides: its CTO, or an owner of the company; None for a plain member."""
    if mission.cto.user_id == user.pk:
        return Mission.Side.CTO
    owners = Member.objects.active().filter(company=mission.company_id, role=Member.Role.OWNER)
    return Mission.Side.COMPANY if owners.filter(user=user).exists() else None


def mission_to_decide(user: User, public_id: UUID) -> tuple[Mission, Mission.Side]:
    """As ``mission_of``, with the side for which this person decides; 403 for a plain member."""
    mission = mission_of(user, public_id)
    side = side_of(user, mission)
    if side is None:
        raise Forbidden
    return mission, side


def renewal_to_answer(user: User, public_id: UUID) -> Renewal:
    """The question that this mission's other side was asked last; 403 for whoever does not answer it."""
    mission, side = mission_to_decide(user, public_id)
    last = mission.renewals.whole().order_by("-pk").first()
    renewal = found(Renewal.objects.whole(), pk=last.pk if last else None)
    if renewal.answered_by_side != side:
        raise Forbidden
    return renewal


def last_renewal(mission: Mission) -> Renewal | None:
    return mission.renewals.order_by("-pk").first()


def follower_of(mission: Mission) -> Mission | None:
    """The mission that goes on with this one."""
    return mission.followers.exclude(state=Mission.State.BROKEN).first()
