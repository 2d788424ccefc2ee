"""Whole conversations held by programs: what a person may do on the pages, their program may do."""

from datetime import timedelta
from typing import Any

import pytest

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos import actions as files
from matching.proposals.models import Proposal
from missions.engagements.actions import activate
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests import cast, factories
from tests.api.program import Program

pytestmark = pytest.mark.django_db


def taken(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_a_cto_asks_waits_and_meets():
    founder = factories.make_user()
    need = factories.make_need(company=factories.make_company(owner=founder), state=Need.State.SELECTED)
    profile = factories.make_proposal(need=need, cto=factories.make_cto(weekly_cap=3), state="kept")
    company, cto = Program(founder), Program(profile.cto.user)
    selected = f"/api/v1/selected/{profile.public_id}/"
    mine = f"/api/v1/proposals/{profile.public_id}/"
    slots = [clock.now().replace(microsecond=0) + timedelta(days=day) for day in (5, 6, 7)]
    offered = {f"slot_{place}": slot.isoformat() for place, slot in enumerate(slots, 1)}
    taken(company.post(f"{selected}want/", {"message": "Nos livraisons ralentissent."} | offered))

    asked = taken(cto.post(f"{mine}ask/", {"text": "Qui décide ? awa@exemple.example"}))
    assert asked["due_on"] is None
    (question,) = taken(company.get(f"/api/v1/needs/{need.public_id}/questions/"))["results"]
    assert question["waits"]
    assert "awa@exemple.example" not in question["text"]
    answered = f"/api/v1/questions/{question['id']}/answer/"
    assert taken(company.post(answered, {"text": "La fondatrice."}))["answer"] == "La fondatrice."
    assert company.post(answered, {"text": "Encore."}).status_code == 409
    (read,) = taken(cto.get(mine))["questions"]
    assert read["answer"] == "La fondatrice."

    early = cto.post(f"{mine}pick/", {"slot": slots[0].isoformat()})
    assert early.status_code == 409
    accepted = taken(cto.post(f"{mine}accept/"))
    assert accepted["meets_at"] is None
    missing = cto.post(f"{mine}pick/")
    assert (missing.status_code, list(missing.json()["errors"])) == (422, ["slot"])
    picked = taken(cto.post(f"{mine}pick/", {"slot": accepted["slots"][1]}))
    assert picked["meets_at"] == accepted["slots"][1]
    assert cto.post(f"{mine}pick/", {"slot": accepted["slots"][0]}).status_code == 409


def test_a_cto_answers_later_and_a_company_takes_its_request_back():
    need = factories.make_need(state=Need.State.SELECTED)
    profile = factories.make_proposal(need=need, cto=factories.make_cto(), state="sent")
    later = Program(profile.cto.user).post(f"/api/v1/proposals/{profile.public_id}/snooze/", {"days": 1})
    assert taken(later)["snoozed_until"] > clock.today().isoformat()
    company = Program(need.created_by)
    reason = {"reason": "need_changed"}
    answer = taken(company.post(f"/api/v1/selected/{profile.public_id}/withdraw/", reason))
    assert answer["state"] == Proposal.State.WITHDRAWN
    again = company.post(f"/api/v1/selected/{profile.public_id}/withdraw/", reason)
    assert again.status_code == 409


def test_a_hand_is_raised_and_lowered():
    need, cto = factories.make_need(), factories.make_cto()
    program = Program(cto.user)
    (fitting,) = taken(program.get("/api/v1/compatible-needs/"))["results"]
    assert (fitting["need"], fitting["hand"], fitting["may_raise"]) == (str(need.public_id), None, True)
    assert need.company.name not in str(fitting)
    raising = f"/api/v1/compatible-needs/{need.public_id}/raise-hand/"
    hand = taken(program.post(raising, {"words": "Je connais ce problème."}), 201)
    assert program.post(raising).status_code == 409
    assert not taken(program.post(f"/api/v1/hands/{hand['id']}/lower/"))["is_up"]


def test_a_need_is_watched_reworded_and_taken_up_again():
    need = factories.make_need(state=Need.State.SUBMITTED)
    program, here = Program(need.created_by), f"/api/v1/needs/{need.public_id}/"
    waits = {"suggested_by": factories.make_curator(), "due_on": clock.today() + timedelta(days=5)}
    need.rewordings.create(field="title", before=need.title, after="Livrer chaque semaine", **waits)
    (suggested,) = taken(program.get(f"{here}rewordings/"))["results"]
    accepted = taken(program.post(f"{here}rewordings/{suggested['id']}/accept/"))
    assert accepted["title"] == "Livrer chaque semaine"
    assert program.post(f"{here}rewordings/{suggested['id']}/keep/").status_code == 409
    assert program.post(f"{here}watch/").status_code == 409
    Need.objects.filter(pk=need.pk).update(state=Need.State.SELECTED)
    assert taken(program.post(f"{here}watch/"))["watched"]
    assert not taken(program.post(f"{here}unwatch/"))["watched"]
    assert taken(program.post(f"{here}later/"))["on"] > clock.today().isoformat()
    twin = taken(program.post(f"{here}copy/"), 201)
    assert (twin["state"], twin["copied_from"]) == ("draft", str(need.public_id))
    assert taken(program.get(here))["state"] == Need.State.WITHDRAWN


WANTS = {"drawn_by": "role", "motives": ["variety"], "first_name": "Awa", "last_name": "Diallo"}
POST = {
    "title": "cto",
    "full_time": True,
    "started_on": "2018-03-01",
    "ended_on": "2024-06-01",
    "company_name": "Ancienne Maison",
    "company_description": "éditeur SaaS, 30 personnes",
    "sector": "saas",
    "stage": "series_a",
    "headcount": 30,
    "team_led": 8,
    "kinds": ["standing"],
    "problems": ["delivery_slow"],
    "product": True,
    "result": "Délai de livraison divisé par trois",
}


def test_a_file_is_told_and_sent():
    user = factories.make_user()
    files.start_file(user=user, drawn_by="role")
    program, here = Program(user), "/api/v1/profile/"
    assert taken(program.get(f"{here}rates/"))["target_rate_eur"] is None
    no_day = program.post(f"{here}posts/", POST | {"ended_on": ""})
    assert list(no_day.json()["errors"]) == ["ended_on"]
    taken(program.put(f"{here}wants/", WANTS))
    taken(program.put(f"{here}presentation/", {"headline": "CTO d’éditeurs SaaS", "scopes": ["cto"]}))
    taken(program.put(f"{here}rates/", {"target_rate_eur": 1000, "floor_rate_eur": 850}))
    post = taken(program.post(f"{here}posts/", POST), 201)
    assert post["ended_on"] == "2024-06-30"
    changed = taken(program.put(f"{here}posts/{post['id']}/", POST | {"team_led": 9}))
    assert (changed["id"], changed["team_led"], changed["product"]) == (post["id"], 9, True)
    other = taken(program.post(f"{here}posts/", POST | {"title": "lead"}), 201)
    assert len(taken(program.post(f"{here}posts/{other['id']}/remove/"))["posts"]) == 1
    refused = program.post(f"{here}submit/", {"warning_read": True})
    assert refused.status_code == 422
    lacking = taken(program.get(here))["lacks"]
    assert lacking
    monday = workdays.monday_of(clock.today()).isoformat()
    week = {"steps": [{"from_on": monday, "open": [0, 1, 2, 3], "protected": []}]}
    taken(program.put("/api/v1/availability/", week))
    rules = taken(program.get(f"{here}rules/"))
    said = {
        "zones": ["75"],
        "languages": ["fr"],
        "kinds_accepted": ["standing"],
        "contracts": ["freelance"],
        "hands_on": 1,
    }
    taken(program.put(f"{here}rules/", {name: said.get(name) or value for name, value in rules.items()}))

    who = {"referee_name": "Anne Roussel", "referee_email": "anne@exemple.example", "is_ceo": True}
    reference = taken(program.post(f"{here}references/", who | {"post": post["id"]}), 201)
    assert (reference["state"], reference["post"]) == ("asked", post["id"])
    assert program.post(f"{here}references/", who | {"post": other["id"]}).status_code == 422
    back = taken(program.post(f"{here}references/{reference['id']}/take-back/"))
    assert back["state"] == "revoked"
    assert [one["id"] for one in taken(program.get(f"{here}references/"))["results"]] == [reference["id"]]

    client = {"label": "Une maison", "half_days": [0], "first": monday}
    held = taken(program.post("/api/v1/availability/clients/", client))
    assert held["remaining"] == [1, 2, 3]
    holder = {"holder": held["engagements"][0]["holder"]}
    assert taken(program.post("/api/v1/availability/clients/release/", holder))["engagements"] == []

    sent = taken(program.post(f"{here}submit/", {"warning_read": True}))
    assert (sent["state"], sent["lacks"]) == ("submitted", [])


def test_a_file_rests_and_closes():
    program, here = Program(factories.make_cto().user), "/api/v1/profile/"
    until = (clock.today() + timedelta(days=30)).isoformat()
    assert taken(program.post(f"{here}pause/", {"until": until}))["paused_until"] == until
    assert taken(program.post(f"{here}resume/"))["state"] == "verified"
    assert taken(program.post(f"{here}leave/", {"reason": "enough_work"}))["state"] == "left"
    assert program.post(f"{here}pause/", {"until": until}).status_code == 409


COMPANY = {
    "name": "Kelvio Atelier",
    "siren": "732829320",
    "headcount": 25,
    "stage": "seed",
    "sector": "saas",
    "has_cto": False,
}


def test_a_company_is_opened_and_shared():
    owner, colleague = factories.make_user(), factories.make_user()
    program, other = Program(owner), Program(colleague)
    named = {"first_name": "Solène", "last_name": "Marquais"}
    unread = program.post("/api/v1/companies/", COMPANY | named)
    assert list(unread.json()["errors"]) == ["notice_read"]
    made = taken(program.post("/api/v1/companies/", COMPANY | named | {"notice_read": True}), 201)
    assert (made["role"], made["state"]) == ("owner", "unverified")
    here = f"/api/v1/companies/{made['id']}/"
    assert taken(program.put(here, COMPANY | {"headcount": 30}))["headcount"] == 30
    assert other.get(here).status_code == 404

    invited = {"email": "collegue@exemple.example", "role": "member"}
    (waiting,) = taken(program.post(f"{here}invitations/", invited), 201)["invitations"]
    assert taken(program.post(f"{here}invitations/{waiting['id']}/revoke/"))["invitations"] == []
    taken(other.post("/api/v1/companies/join/", {"siren": COMPANY["siren"]} | named), 201)
    (asks,) = taken(program.get(f"{here}people/"))["requests"]
    people = taken(program.post(f"{here}requests/{asks['id']}/answer/", {"answer": "accept"}))
    (joined,) = [one for one in people["members"] if one["email"] == colleague.email]
    assert joined["role"] == "member"
    assert other.post(f"{here}invitations/", invited).status_code == 403

    member = f"{here}members/{joined['id']}/"
    assert taken(program.post(member, {"becomes": "owner"}))["role"] == "owner"
    assert taken(other.post(member, {"becomes": "ended"}))["left_on"]
    assert other.get(here).status_code == 404
    (owners,) = taken(program.get(f"{here}people/"))["members"]
    last = program.post(f"{here}members/{owners['id']}/", {"becomes": "ended"})
    assert last.status_code == 409


def test_what_was_verified_of_a_company_stays():
    company: Company = factories.make_company()
    program, here = Program(company.members.get().user), f"/api/v1/companies/{company.public_id}/"
    said = taken(program.get(here))
    assert program.put(here, said | {"name": "Un autre nom"}).status_code == 422
    assert taken(program.put(here, said | {"about": "Nous vendons aux mairies."}))["name"] == company.name


def test_a_mission_goes_on_and_ends():
    world = cast.world()
    with clock.standing_at(_day(world.mission.starts_on)):
        activate(mission=world.mission)
    here = f"/api/v1/missions/{world.mission.public_id}/"
    with clock.standing_at(_day(world.mission.ends_on - timedelta(days=20))):
        cto, owner, member = (Program(world.users[role]) for role in ("cto", "owner", "member"))
        terms = {
            "rate_eur": 900,
            "half_days": [8, 9],
            "starts_on": (world.mission.ends_on + timedelta(days=3)).isoformat(),
            "months": 3,
        }
        asked = taken(owner.post(f"{here}renew/", terms))
        assert (asked["renewal"]["state"], asked["renewal"]["asked_by"]) == ("asked", "company")
        assert member.post(f"{here}renewal/accept/").status_code == 403
        assert owner.post(f"{here}renewal/accept/").status_code == 403
        accepted = taken(cto.post(f"{here}renewal/accept/"))
        follower = Mission.objects.get(public_id=accepted["followed_by"])
        assert (follower.daily_rate_eur, follower.renews) == (900, world.mission)
        assert cto.post(f"{here}renewal/decline/").status_code == 409
        assert taken(cto.post(f"{here}close/"))["state"] == "closing"
        assert taken(owner.post(f"{here}end/", {"next_owner": "Léa"}))["next_owner"] == "Léa"
        broken = cto.post(f"{here}break-off/", {"reason": "other"})
        assert broken.status_code == 409


def _day(day: Any) -> Any:
    return clock.now().replace(year=day.year, month=day.month, day=day.day)


def test_reading_missions_ends_none(db: None):
    world = cast.world()
    user: User = world.users["owner"]
    reader = Program(user, "read:missions")
    refused = reader.post(f"/api/v1/missions/{world.mission.public_id}/break-off/", {"reason": "other"})
    assert refused.status_code == 403
