"""A world in which every private thing is a word that is found again wherever it is written.

Company A has asked to meet two CTOs: Secret has not answered yet, Open has said yes. Secret already works for
company B, and for a client found elsewhere. Company C looks for somebody too, and nobody of these has to do with it.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from fractional import clock
from fractional.accounts.models import User
from fractional.companies.models import Company, Member
from fractional.ctos import actions as cto_actions
from fractional.ctos import rates
from fractional.ctos.calendar.actions import hold_external
from fractional.ctos.models import Cto, CuratorNote, RefusedCompany
from matching.curation.models import PairNote
from matching.pool.actions import write_card
from matching.proposals.models import Proposal
from missions.engagements.actions import start_mission
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests import factories
from tests.matching.proposals.stage import Stage, act, reach, show, want

RATES = {"target": 1930, "floor": 1870, "discounted": 1910}
"""The proposal rate of a mission of six months is the discounted one; the two others are the CTO's alone."""


@dataclass(frozen=True)
class Canary:
    """Something private and who may read it, by role."""

    what: str
    tokens: tuple[str, ...]
    readers: frozenset[str]

    def is_in(self, text: str) -> bool:
        return any(token in text for token in self.tokens)


@dataclass
class CanaryWorld:
    users: dict[str, User]
    secret: Cto
    open: Cto
    a: Company
    b: Company
    c: Company
    need: Need
    rival_need: Need
    waiting: Proposal
    met: Proposal
    mission: Mission
    canaries: list[Canary] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return Stage(
            self.users["curator"],
            self.users["owner_a"],
            self.users["member_a"],
            self.need,
            [self.secret, self.open],
        )


def build() -> CanaryWorld:
    users = _people()
    secret = _cto(users["secret_cto"], "secret")
    open_ = _cto(users["open_cto"], "open")
    factories.make_cto(user=users["stranger_cto"])
    curator = users["curator"]
    a, b, c = (_company(users[f"owner_{letter}"], letter, curator) for letter in "abc")
    Member.objects.create(company=a, user=users["member_a"], role=Member.Role.MEMBER)
    mission = _mission_with(b, secret)
    need = factories.make_need(
        company=a,
        confidential=True,
        title="zqtitle-need-a",
        problem_words="zqwords-need-a : nos livraisons prennent du retard.",
        decision_maker="zqdecides-need-a",
        ceiling_eur=1950,
        asked_half_days=[2, 3, 6, 7],
    )
    factories.make_need(company=a, title="zqtitle-other-a", ceiling_eur=2350)
    a.invitations.create(
        email="zqinvited-a@exemple.example", role="member", invited_by=users["owner_a"], due_on=clock.today()
    )
    need.consents.create(
        email="zqinplace-a@exemple.example",
        name="zqsigned-a",
        due_on=clock.today(),
        state="agreed",
        answered_at=clock.now(),
    )
    users["secret_cto"].address_changes.create(
        before="zqmail-secret-cto@exemple.example", after="zqnewmail-secret@exemple.example"
    )
    users["open_cto"].address_changes.create(
        before="zqoldmail-open@exemple.example",
        after="zqmail-open-cto@exemple.example",
        confirmed_at=clock.now(),
    )
    need.rewordings.create(
        field="title", before="zqbefore-a", after="zqafter-a", suggested_by=curator, due_on=clock.today()
    )
    Need.objects.filter(pk=need.pk).update(off_target_note="zqofftarget-a")
    rival_need = factories.make_need(company=c, title="zqtitle-need-c", ceiling_eur=2750)
    here = Stage(curator, users["owner_a"], users["member_a"], need, [secret, open_])
    waiting, met = show(here)
    want(here, waiting)
    reach(here, met, "accepted")
    act(here, waiting, "see")
    PairNote.objects.create(need=need, cto=secret, by=curator, words="zqpairnote-secret")
    factories.make_question(waiting)
    factories.make_hand(rival_need, secret, words="zqhand-secret")
    world = CanaryWorld(users, secret, open_, a, b, c, need, rival_need, waiting, met, mission)
    world.canaries = _canaries()
    return world


ROLES = ("secret_cto", "open_cto", "stranger_cto", "owner_a", "member_a", "owner_b", "owner_c", "curator")
COMPANY_A = {"owner_a", "member_a"}
CTOS = {"secret_cto", "open_cto", "stranger_cto"}


def _people() -> dict[str, User]:
    people = {
        role: factories.make_user(
            f"zqmail-{role.replace('_', '-')}@exemple.example",
            first_name=f"zqfirst-{role.replace('_', '-')}",
            last_name=f"zqlast-{role.replace('_', '-')}",
            phone=f"zqphone-{role.replace('_', '-')}",
        )
        for role in ROLES
    }
    User.objects.filter(pk=people["curator"].pk).update(
        is_curator=True, first_name="Driss", last_name="Amrani"
    )
    people["curator"].refresh_from_db()
    return people


def _cto(user: User, name: str) -> Cto:
    grid = rates.grid(RATES["target"], RATES["floor"], discount_percent=1, from_months=6)
    assert rates.step_rate(grid, months=6, half_days=4) == RATES["discounted"]
    cto = factories.make_cto(
        user=user,
        target=RATES["target"],
        floor=RATES["floor"],
        rates=grid,
        headline="Directrice technique d’éditeurs",
        source=f"zqsource-{name}",
        max_missions=3,
    )
    cto.posts.update(company_name=f"zqemployer-{name}")
    cto_actions.change_post(post=cto.posts.get(), by=user, result=f"zqunread-{name}")
    for reference in cto.references.all():
        reference.referee_name = f"zqreferee-{name}"
        reference.referee_email = f"zqrefmail-{name}@exemple.example"
        reference.answers = {"free": f"zqrefanswer-{name}"}
        reference.save()
    RefusedCompany.objects.create(
        cto=cto, siren=factories.siren(777_000 + len(name)), label=f"zqrefused-{name}"
    )
    lines = ("role_held", "team", "business", "first_days", "proof_seen", "reserve")
    curator = User.objects.get(is_curator=True)
    CuratorNote.objects.create(cto=cto, author=curator, **dict.fromkeys(lines, f"zqnote-{name}"))
    first = clock.today() + timedelta(days=20)
    hold_external(cto=cto, half_days=[9], first=first, until=None, label=f"zqclient-{name}", by=user)
    cto_actions.confirm_availability(cto=cto, by=user)
    write_card(cto)
    return Cto.objects.get(pk=cto.pk)


def _company(owner: User, letter: str, curator: User) -> Company:
    return factories.make_company(
        owner=owner, name=f"zqcompany-{letter}", verified_by=curator, about=f"zqabout-{letter}"
    )


def _mission_with(company: Company, cto: Cto) -> Mission:
    need = factories.make_need(
        company=company,
        state=Need.State.FILLED,
        filled_at=clock.now(),
        title="zqtitle-need-b",
        ceiling_eur=2150,
    )
    first = need.start_first_on
    return start_mission(
        need=need,
        cto=cto,
        daily_rate_eur=2130,
        half_days=[0, 1],
        starts_on=first,
        ends_on=first + timedelta(days=120),
        contract="freelance",
        will_not_do=["Encadrer les commerciaux"],
        by=cto.user,
    )


def _euros(amount: int) -> tuple[str, ...]:
    """As a figure is written: by machines, in French, in English."""
    thousands, rest = divmod(amount, 1000)
    spaces = ("\u00a0", "\u202f", "&nbsp;", " ", ",")
    return (f'"{amount}"', f">{amount}<", *(f"{thousands}{space}{rest:03d}" for space in spaces))


def _canaries() -> list[Canary]:
    """Promise 4 and the table of section 6 of the trust document, a line each."""

    def canary(what: str, *tokens: str, readers: set[str]) -> Canary:
        return Canary(what, tokens, frozenset(readers))

    team = {"curator"}
    person = ("zqfirst", "zqlast", "zqmail", "zqphone")
    of_secret, of_open = {"secret_cto", *team}, {"open_cto", *team}
    found = [
        # Company B works with Secret: there the two know each other.
        canary("who Secret is", *(f"{one}-secret-cto" for one in person), readers=of_secret | {"owner_b"}),
        canary("who Open is", *(f"{one}-open-cto" for one in person), readers=of_open | COMPANY_A),
        canary(
            "who the stranger is", *(f"{one}-stranger-cto" for one in person), readers=team | {"stranger_cto"}
        ),
        canary("who asked", *(f"{one}-owner-a" for one in person), readers=team | COMPANY_A | {"open_cto"}),
        canary("the other member of A", *(f"{one}-member-a" for one in person), readers=team | COMPANY_A),
        canary(
            "who leads B", *(f"{one}-owner-b" for one in person), readers=team | {"owner_b", "secret_cto"}
        ),
        canary("who leads C", *(f"{one}-owner-c" for one in person), readers=team | {"owner_c"}),
        canary("the name of A", "zqcompany-a", "zqabout-a", readers=team | COMPANY_A | {"open_cto"}),
        canary("the name of B", "zqcompany-b", "zqabout-b", readers=team | {"owner_b", "secret_cto"}),
        canary("the name of C", "zqcompany-c", "zqabout-c", readers=team | {"owner_c"}),
        canary("the need of A", "zqtitle-need-a", "zqwords-need-a", readers=of_secret | of_open | COMPANY_A),
        canary("who is invited by A", "zqinvited-a", readers=team | COMPANY_A),
        canary("the CTO in place at A", "zqinplace-a", "zqsigned-a", readers=team | COMPANY_A),
        canary("what was suggested to A", "zqbefore-a", "zqafter-a", readers=team | COMPANY_A),
        canary("why A is published", "zqofftarget-a", readers=team),
        canary("who decides at A", "zqdecides-need-a", readers=of_secret | of_open | COMPANY_A),
        # Its title is on the list of whoever it fits; a confidential one is told by its problem.
        canary("another need of A", "zqtitle-other-a", readers=team | COMPANY_A | CTOS),
        canary("its budget", *_euros(2350), readers=team | COMPANY_A),
        canary("the need of B", "zqtitle-need-b", readers=of_secret | {"owner_b"}),
        canary("the budget of B", *_euros(2150), readers=team | {"owner_b"}),
        canary("what B pays Secret", *_euros(2130), readers=of_secret | {"owner_b"}),
        canary("the need of C", "zqtitle-need-c", readers=team | CTOS | {"owner_c"}),
        canary("the budget of C", *_euros(2750), readers=team | {"owner_c"}),
        canary("where Secret will be written to", "zqnewmail-secret", readers={"secret_cto"}),
        canary("where Open was written to", "zqoldmail-open", readers={"open_cto"}),
        canary("why Secret raised a hand", "zqhand-secret", readers=of_secret),
        canary("a floor", *_euros(RATES["floor"]), readers=of_secret | of_open),
        canary("another step of the rates", *_euros(RATES["target"]), readers=of_secret | of_open),
    ]
    for name, readers in (("secret", of_secret), ("open", of_open)):
        alone = readers - team
        found += [
            canary(f"employers of {name}", f"zqemployer-{name}", readers=readers),
            canary(f"what nobody has read of {name} yet", f"zqunread-{name}", readers=readers),
            canary(f"referees of {name}", f"zqreferee-{name}", f"zqrefmail-{name}", readers=readers),
            canary(f"answers of referees of {name}", f"zqrefanswer-{name}", readers=team),
            canary(f"companies that {name} refuses", f"zqrefused-{name}", readers=readers),
            canary(f"clients elsewhere of {name}", f"zqclient-{name}", readers=alone),
            canary(f"how {name} heard of us", f"zqsource-{name}", readers=readers),
            canary(f"a curator's note on {name}", f"zqnote-{name}", f"zqpairnote-{name}", readers=team),
        ]
    return found
