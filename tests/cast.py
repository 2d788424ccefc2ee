"""The cast of the tests: one person per role, tied together the way the access matrix needs it.

Awa is the CTO, Benoît owns the company, Chloé owns a rival one, Driss curates.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from fractional import clock
from fractional.accounts.models import User
from fractional.companies.models import Company, Member
from fractional.ctos.models import Cto
from fractional.outbox.models import Channel, Row, State
from matching.proposals.models import Proposal
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests import factories


@dataclass
class World:
    users: dict[str, User]
    kwargs: dict[str, Any]
    cto: Cto
    other_cto: Cto
    introduced_cto: Cto
    company: Company
    other_company: Company
    need: Need
    proposal: Proposal
    introduced: Proposal
    mission: Mission
    extra: dict[str, Any] = field(default_factory=dict)


def world() -> World:
    """Build it once per test, on an empty migrated database."""
    users = _people()
    cto = factories.make_cto(user=users["cto"], headline="CTO d’éditeurs SaaS", weekly_cap=3)
    other_cto = factories.make_cto(user=users["other_cto"])
    introduced_cto = factories.make_cto(user=users["introduced_cto"])
    company = factories.make_company(owner=users["owner"], name="Maison Benoît", verified_by=users["curator"])
    Member.objects.create(company=company, user=users["member"], role=Member.Role.MEMBER)
    other_company = factories.make_company(
        owner=users["other_company"], name="Maison Chloé", verified_by=users["curator"]
    )
    need = factories.make_need(company=company, state=Need.State.IN_TALKS)
    other_need = factories.make_need(company=other_company, title="Un autre besoin")
    selection = factories.make_selection(need, curator=users["curator"])
    introduced = factories.make_proposal(need=need, cto=introduced_cto, selection=selection, state="accepted")
    proposal = factories.make_proposal(need=need, cto=cto, selection=selection, state="sent")
    mission = _mission(cto, company)
    debt = Row.objects.create(
        channel=Channel.MAIL,
        key="perdu",
        kind="proposal",
        queue="mail",
        to="perdu@exemple.example",
        state=State.FAILED,
        finished_at=clock.now(),
        template="proposals/proposal_to_cto",
        subject_id=str(proposal.pk),
    )
    kwargs = {
        "cto": cto.public_id,
        "company": company.public_id,
        "need": need.public_id,
        "proposal": proposal.public_id,
        "mission": mission.public_id,
        "debt": debt.pk,
        "hand": factories.make_hand(other_need, cto).public_id,
        "question": factories.make_question(proposal).public_id,
        "post": cto.posts.first().public_id,
        **_asked_of_others(cto, company, need, users),
    }
    return World(
        users=users,
        kwargs=kwargs,
        cto=cto,
        other_cto=other_cto,
        introduced_cto=introduced_cto,
        company=company,
        other_company=other_company,
        need=need,
        proposal=proposal,
        introduced=introduced,
        mission=mission,
    )


def _asked_of_others(cto: Cto, company: Company, need: Need, users: dict[str, User]) -> dict[str, Any]:
    """A reference, an invitation, a request to join and another wording, each waiting for somebody."""
    waits = {"due_on": clock.today() + timedelta(days=14)}
    reference = cto.references.create(
        post=cto.posts.first(), referee_name="Anne Roussel", referee_email="anne@exemple.example", **waits
    )
    invitation = company.invitations.create(
        email="invitee@exemple.example", role="member", invited_by=users["owner"], **waits
    )
    said = {"field": "title", "before": need.title, "after": "Livrer chaque semaine"}
    return {
        "reference": reference.public_id,
        "invitation": invitation.pk,
        "asked": company.join_requests.create(user=users["other_cto"], **waits).pk,
        "member": company.members.get(user=users["owner"]).pk,
        "rewording": need.rewordings.create(suggested_by=users["curator"], **said, **waits).pk,
    }


def _people() -> dict[str, User]:
    names = {
        "cto": ("Awa", "Diallo"),
        "other_cto": ("Octave", "Sérac"),
        "introduced_cto": ("Iris", "Nalbant"),
        "member": ("Mahaut", "Collin"),
        "owner": ("Benoît", "Tanguy"),
        "other_company": ("Chloé", "Verdier"),
        "curator": ("Driss", "Amrani"),
        "superuser": ("Suzanne", "Pilat"),
        "suspended": ("Samir", "Loiseau"),
    }
    people = {
        role: factories.make_user(f"{role}@exemple.example", first_name=first, last_name=last)
        for role, (first, last) in names.items()
    }
    User.objects.filter(pk=people["curator"].pk).update(is_curator=True)
    User.objects.filter(pk=people["superuser"].pk).update(is_superuser=True)
    factories.make_cto(user=people["suspended"])
    User.objects.filter(pk=people["suspended"].pk).update(
        state=User.State.SUSPENDED, suspended_at=clock.now()
    )
    for person in people.values():
        person.refresh_from_db()
    return people


def _mission(cto: Cto, company: Company) -> Mission:
    """Of the same CTO and company, on another need, already agreed."""
    from missions.engagements.actions import start_mission

    need = factories.make_need(
        company=company, state=Need.State.FILLED, filled_at=clock.now(), title="Une mission passée"
    )
    first = need.start_first_on
    return start_mission(
        need=need,
        cto=cto,
        daily_rate_eur=950,
        half_days=[8, 9],
        starts_on=first,
        ends_on=first + factories.timedelta(days=90),
        contract="freelance",
        will_not_do=["Encadrer les commerciaux"],
        by=cto.user,
    )
