"""Who speaks for a company about one of its proposals: never somebody who has left it.

Any member asks to meet; only an owner chooses (model.md). So whoever asked follows their own question, and the owners
follow what they will decide on.
"""

from django.db.models import QuerySet

from fractional.accounts.models import User
from fractional.companies.models import Member
from matching.proposals.models import Proposal
from missions.needs.models import Need


def members(need: Need) -> list[User]:
    """Everybody of the company today, the first who came first."""
    return [member.user for member in _active(need)]


def followers(proposal: Proposal) -> list[User]:
    """Whoever asked to meet and the owners; everybody while nobody has asked."""
    asker = proposal.wanted_by_id
    return [
        member.user
        for member in _active(proposal.need)
        if not asker or member.user_id == asker or member.role == Member.Role.OWNER
    ]


def correspondent(proposal: Proposal) -> User:
    """Whom the CTO writes to: whoever asked, while they are there, else an owner."""
    people = {member.user_id: member for member in _active(proposal.need)}
    if proposal.wanted_by_id in people:
        return people[proposal.wanted_by_id].user
    return min(people.values(), key=lambda member: (member.role != Member.Role.OWNER, member.pk)).user


def _active(need: Need) -> QuerySet[Member]:
    return Member.objects.active().filter(company=need.company_id).select_related("user").order_by("pk")
