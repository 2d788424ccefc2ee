"""Things in every state in which a page shows a form, and people in front of every form of log-in."""

import re
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal import auth as recovery_codes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from fractional import clock, workdays
from fractional.accounts import actions, mailing
from fractional.accounts.models import User
from fractional.api.actions import create_token
from fractional.companies import actions as companies
from fractional.companies import links as links_of_companies
from fractional.companies.models import Company, Member
from fractional.ctos import actions as ctos
from fractional.ctos import links as cto_links
from fractional.ctos.calendar.actions import hold_external
from fractional.ctos.models import Cto
from fractional.outbox.models import Channel, Row
from matching.proposals.links import to_answer
from matching.proposals.models import Selection
from missions.engagements import renewals
from missions.engagements.actions import activate, close, start_mission
from missions.engagements.models import Mission
from missions.needs import actions as needs
from missions.needs import links
from missions.needs.models import Need
from missions.needs.steps import STEPS
from tests import factories
from tests.conftest import https_client, logged_in
from tests.trust import crawl

HAS = {
    "newcomer": {"token"},
    "anonymous": {"token"},
    "file": {"post", "reference"},
    "cto": {"proposal", "mission", "post", "hand", "need"},
    "founder": {"need", "company", "proposal", "mission", "step", "token", "question"},
    "curator": {
        *("need", "company", "cto", "debt", "thing", "pk", "contest", "rule", "question", "proposal"),
        *("hand", "answer"),
    },
}
"""What each may see one of; of what is another's the access tables speak."""


def things() -> tuple[dict[str, User], crawl.Objects]:
    curator = factories.make_curator()
    # Complete, with a client found elsewhere and an availability said yesterday: their buttons are shown.
    file = factories.make_cto(state="draft", drawn_by=Cto.Attraction.values[0], open_half_days=(0, 1, 2, 3))
    referee = ctos.ask_reference(
        cto=file,
        by=file.user,
        post=file.posts.get(),
        referee_name="Anne Roussel",
        referee_email="anne@exemple.example",
        is_ceo=True,
    )
    monday = workdays.next_monday(clock.today())
    hold_external(cto=file, half_days=[0], first=monday, until=None, label="Une maison", by=file.user)
    yesterday = clock.today() - timedelta(days=1)
    submitted, changed = factories.make_cto(state="submitted"), factories.make_cto()
    ctos.change_post(post=changed.posts.get(), by=changed.user, result="Délai divisé par neuf")
    cto = factories.make_cto(weekly_cap=3, availability_confirmed_on=yesterday)
    company = factories.make_company()
    unverified = factories.make_company(state="unverified", verified_at=None, verified_by=None)
    need = factories.make_need(company=company, state=Need.State.IN_TALKS, watched_at=clock.now())
    draft = factories.make_need(company=company, state=Need.State.DRAFT)
    Member.objects.create(company=company, user=factories.make_user(), role=Member.Role.MEMBER)
    companies.invite(company=company, by=need.created_by, email="collegue@exemple.example", role="member")
    companies.ask_to_join(company=company, user=factories.make_user(), words="Directrice produit")
    boss = unverified.members.get().user
    invited = companies.invite(company=unverified, by=boss, email=need.created_by.email, role="member")
    empty = needs.start_need(company=company, by=need.created_by)
    waiting = factories.make_need(company=company, state=Need.State.SUBMITTED)
    reworded = needs.suggest(need=waiting, by=curator, field="title", after="Livrer chaque semaine")
    sent_back = {"state": Need.State.ASKED, "asked_at": clock.now(), "asked_for": "L’accord du CTO en place"}
    refused = factories.make_need(company=company, kind="reinforcement", **sent_back)
    answered = {"state": "refused", "answered_at": clock.now(), "due_on": clock.today()}
    refused.consents.create(email="en.place@exemple.example", **answered)
    # Our opinion is another role: what it may be maintained with is shown.
    for_a_lead = {"hands_on": 2, "team_devs": 2, "committee_seat": False}
    advised = factories.make_need(company=company, state=Need.State.ASSESSED, **for_a_lead)
    selected = factories.make_need(company=company, state=Need.State.PUBLISHED)
    selection = factories.make_selection(need, curator=curator)
    shown = [
        factories.make_proposal(need=need, cto=person, selection=selection, state=state)
        for person, state in (
            (factories.make_cto(), "kept"),
            (cto, "sent"),
            (factories.make_cto(), "accepted"),
            (factories.make_cto(), "countered"),
        )
    ]
    chosen = factories.make_proposal(
        need=factories.make_need(state=Need.State.IN_TALKS), cto=cto, state="chosen"
    )
    met = factories.make_proposal(
        need=factories.make_need(state=Need.State.IN_TALKS), cto=cto, state="accepted"
    )
    prepared = factories.make_selection(selected, curator=curator, sent=False)
    factories.make_proposal(need=selected, cto=factories.make_cto(), selection=prepared)
    waiting_for_hands, free = factories.make_need(), factories.make_need()
    debt = Row.objects.create(
        channel=Channel.MAIL,
        key="lost",
        kind="proposal",
        queue="mail",
        to="perdu@exemple.example",
        state="failed",
        finished_at=clock.now(),
        template="proposals/proposal_to_cto",
        subject_id=str(chosen.pk),
    )
    assert Selection.objects.count() == 4
    create_token(by=need.created_by, name="Un tableur", scopes=["read:missions"], days=30)
    said = {"kind": "human", "about": "Une sélection", "words": "Pourquoi ces trois profils ?"}
    asked = actions.contest(user=cto.user, **said)
    answered = actions.contest(user=need.created_by, **said)
    actions.answer_contest(contest=answered, by=curator, answer="Parce qu’ils ont vécu votre situation.")
    users = {
        "newcomer": factories.make_user(first_name="", last_name=""),
        "file": file.user,
        "cto": cto.user,
        "founder": need.created_by,
        "curator": curator,
    }
    objects: crawl.Objects = {
        "need": [one.public_id for one in (need, draft, empty, waiting, refused, advised, selected, free)],
        "company": [company.public_id, unverified.public_id],
        "cto": [submitted.public_id, changed.public_id],
        "proposal": [proposal.public_id for proposal in (*shown, chosen, met)],
        "mission": [mission.public_id for mission in _missions(company)],
        "post": [file.posts.get().public_id],
        "reference": [referee.public_id],
        "step": [step.slug for step in STEPS],
        "token": [
            links.to_confirm(need, need.created_by),
            links.to_unwatch(need, need.created_by),
            to_answer(shown[1]),
            links_of_companies.to_invitation(invited),
            links.to_consent(draft.consents.create(email="en.place@exemple.example", due_on=clock.today())),
            mailing.token(str(need.created_by.public_id), "reminders"),
            cto_links.of_reference(referee),
            cto_links.to_confirm(cto),
            cto_links.of_reference(file.references.confirmed().get()),
        ],
        "member": [member.pk for member in company.members.all()],
        "invitation": [one.pk for one in company.invitations.all()],
        "rewording": [reworded.pk],
        "asked": [one.pk for one in company.join_requests.all()],
        "debt": [debt.pk],
        "thing": ["debt"],
        "pending": [asked.public_id],
        "rule": ["gate"],
        "answer": ["want", "counter"],
        "pk": [debt.pk],
        "contest": [asked.public_id],
        "hand": [factories.make_hand(waiting_for_hands, cto).public_id],
        "question": [factories.make_question(shown[1]).public_id],
    }
    return users, objects


def at_the_doors() -> dict[str, Client]:
    """Whoever has begun to sign up or to log in, and has a code to type."""
    return {
        "who signs up": _asks_for_a_code("/compte/inscription/", {"email": "nouvelle@exemple.example"}),
        "who logs in": _logs_in(_account("connue@exemple.example")),
        "who has a second factor": logged_in(_with_second_factor("double@exemple.example")),
        "who is asked for it": _types_the_code(_logs_in(_with_second_factor("seconde@exemple.example"))),
    }


def _account(email: str) -> User:
    user = factories.make_user(email)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _with_second_factor(email: str) -> User:
    user = _account(email)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    recovery_codes.RecoveryCodes.activate(user)
    return user


def _asks_for_a_code(address: str, form: dict[str, str]) -> Client:
    client = https_client()
    assert client.post(address, form).status_code == 302
    return client


def _logs_in(user: User) -> Client:
    return _asks_for_a_code("/compte/connexion/", {"login": user.email})


def _types_the_code(client: Client) -> Client:
    code = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    answer = client.post("/compte/connexion/code/", {"code": code[1]})
    assert answer.headers["Location"] == "/compte/double-verification/"
    return client


def _missions(company: Company) -> list[Mission]:
    """One in its last month, one being handed over, with a question of the CTO's: all that is asked of a mission."""
    ends_on = clock.today() + timedelta(days=20)
    running, over = (
        start_mission(
            need=factories.make_need(
                company=company,
                state=Need.State.FILLED,
                filled_at=clock.now(),
                kind=kind,
                next_owner="Léa Roux",
            ),
            cto=(person := factories.make_cto()),
            daily_rate_eur=950,
            half_days=[2, 3],
            starts_on=ends_on - timedelta(days=120),
            ends_on=ends_on,
            contract="freelance",
            will_not_do=["L’astreinte de nuit"],
            by=person.user,
        )
        for kind in (Need.Kind.STANDING, Need.Kind.PROJECT)
    )
    activate(mission=running)
    close(mission=activate(mission=over))
    first = ends_on + timedelta(days=1)
    renewals.propose(
        mission=over,
        by=over.cto.user,
        side="cto",
        rate_eur=950,
        half_days=[2],
        starts_on=first,
        ends_on=first + timedelta(days=90),
    )
    return [running, over]
