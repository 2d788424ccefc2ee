"""What a verified CTO tells otherwise counts once it is read again; what was read counts until then."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fractional import clock
from fractional.accounts.access import Forbidden
from fractional.ctos import actions
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto, Post, as_read
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from tests.ctos.factories import a_complete_cto, a_cto, a_post, a_user, a_verified_cto
from tests.ctos.test_file import ROLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def cto() -> Cto:
    cto = a_verified_cto(user=a_user(first_name="Maël"))
    a_post(cto, proof=Post.Proof.DOCUMENT)
    return cto


@pytest.fixture
def post(cto: Cto) -> Post:
    return cto.posts.get()


@pytest.fixture
def claire():
    return a_user(first_name="Claire", is_curator=True)


def change(post: Post, **fields) -> Post:
    return actions.change_post(post=post, by=post.cto.user, **fields)


def counted(cto: Cto) -> list[dict]:
    return [post.told() for post in as_read(cto.posts.all())]


# --- Told otherwise -------------------------------------------------------------------------------------
def test_a_change_waits_and_what_was_read_goes_on_counting(cto, post):
    before = post.told()
    changed = change(post, title="founder_cto", started_on=date(2012, 1, 1), tags=["python"])
    assert changed.to_read_since == clock.now()
    assert counted(cto) == [before]
    assert Post.objects.get().title == "founder_cto"


def test_a_second_change_keeps_what_was_read_first_and_the_day_of_the_first(cto, post):
    before = post.told()
    first = change(post, team_led=12)
    with clock.standing_at(clock.now() + timedelta(days=3)):
        second = change(first, team_led=20)
    assert second.to_read_since == first.to_read_since
    assert counted(cto) == [before]


def test_told_again_as_it_was_read_it_waits_for_nobody_and_has_its_proof_back(cto, post):
    changed = change(post, started_on=date(2012, 1, 1))
    assert changed.proof == Post.Proof.DECLARED
    back = change(changed, started_on=post.started_on)
    assert (back.to_read_since, back.last_read, back.proof) == (None, None, Post.Proof.DOCUMENT)


def test_the_same_answers_saved_again_change_nothing(cto, post):
    assert change(post, title=post.title, tags=[]).to_read_since is None


def test_a_new_role_counts_once_it_is_read(cto, post, claire):
    added = actions.add_post(cto=cto, by=cto.user, **ROLE)
    assert added.to_read_since is not None
    assert counted(cto) == [post.told()]
    actions.read_changes(cto=cto, by=claire)
    assert len(counted(cto)) == 2


def test_a_new_role_changed_before_it_is_read_still_counts_for_nothing(cto, post):
    added = actions.add_post(cto=cto, by=cto.user, **ROLE)
    change(added, headcount=40)
    assert counted(cto) == [post.told()]


def test_a_role_taken_back_counts_no_more_at_once_and_needs_no_reader(cto, post):
    actions.delete_post(post=post, by=cto.user)
    assert counted(cto) == []
    assert not Cto.objects.with_changes_to_read().exists()


def test_a_role_taken_back_is_told_upwards_once_and_after_it_is_gone(cto, post):
    seen = []
    cto_changed.connect(lambda cto, **_: seen.append(cto.posts.count()), weak=False, dispatch_uid="listens")
    try:
        actions.delete_post(post=post, by=cto.user)
    finally:
        cto_changed.disconnect(dispatch_uid="listens")
    assert seen == [0]


def test_a_role_that_is_gone_is_neither_changed_nor_taken_back_again(cto, post):
    actions.delete_post(post=Post.objects.get(), by=cto.user)
    with pytest.raises(Conflict, match="déjà été retirée"):
        actions.delete_post(post=post, by=cto.user)
    with pytest.raises(Conflict, match="déjà été retirée"):
        change(post, headcount=40)


@pytest.mark.parametrize("state", ["draft", "submitted", "asked", "oriented"])
def test_a_file_that_is_not_verified_is_read_as_a_whole(state):
    today, now = clock.today(), clock.now()
    dates = {
        "submitted_at": now,
        "asked_at": now,
        "asked_until": clock.today(),
        "oriented_at": now,
        "orientation_reasons": "Pas encore",
        "orientation_path": "C",
        "recheck_on": today,
    }
    cto = a_cto(state=state, **dates)
    assert change(a_post(cto), headcount=40).to_read_since is None
    assert actions.add_post(cto=cto, by=cto.user, **ROLE).to_read_since is None


def test_a_paused_file_is_read_again_too(cto, post):
    Cto.objects.update(state="paused", paused_until=clock.today() + timedelta(days=9))
    assert change(post, headcount=40).to_read_since is not None
    assert Cto.objects.with_changes_to_read().get() == cto


def test_the_database_keeps_an_old_version_only_while_a_new_one_waits(post):
    with pytest.raises(IntegrityError, match="post_keeps"), transaction.atomic():
        Post.objects.update(last_read=post.told())


# --- Read again -----------------------------------------------------------------------------------------
def test_what_a_curator_has_read_counts_and_verifies_the_file_as_of_that_day(cto, post, claire):
    change(post, team_led=12)
    with clock.standing_at(clock.now() + timedelta(days=1)):
        actions.read_changes(cto=cto, by=claire)
        cto.refresh_from_db()
        assert (cto.state, cto.verified_by, cto.verified_at) == ("verified", claire, clock.now())
    assert [told["team_led"] for told in counted(cto)] == [12]
    event = Event.objects.of("cto", cto.pk).last()
    assert (event.event, event.facts, event.by_id) == ("changes_read", {"posts": [post.pk]}, claire.pk)


def test_a_question_reaches_the_cto_and_leaves_the_queue_until_they_answer(cto, post, claire):
    changed = change(post, team_led=12)
    actions.ask_about_changes(cto=cto, by=claire, what="Douze personnes, dont combien de devs ?")
    assert Row.objects.get(kind="cto_changes_asked").context["what"].startswith("Douze")
    assert not Cto.objects.with_changes_to_read().exists()
    assert [told["team_led"] for told in counted(cto)] == [8]
    change(changed, team_led=11)
    cto.refresh_from_db()
    assert cto.asked_for == ""
    assert Cto.objects.with_changes_to_read().get() == cto


def test_a_question_of_the_first_reading_is_over_once_the_file_is_verified(claire):
    now = clock.now()
    told = {"drawn_by": "role", "gate_lifted_at": now, "asked_for": "Combien de devs ?"}
    cto = a_complete_cto(state="submitted", submitted_at=now, availability_confirmed_on=clock.today(), **told)
    a_post(cto)
    set_week(cto=cto, steps=[Step(from_on=clock.today(), open=[0, 1])], by=None)
    lines = ("role_held", "team", "business", "first_days", "proof_seen", "reserve")
    assert actions.verify(cto=cto, by=claire, note=dict.fromkeys(lines, "Vu")).asked_for == ""


@pytest.mark.parametrize("act", ["read_changes", "ask_about_changes"])
def test_only_another_curator_reads_and_only_what_waits(cto, post, claire, act):
    asked = {"what": "Pourquoi ?"} if act == "ask_about_changes" else {}
    with pytest.raises(Conflict, match="n’attend pas"):
        getattr(actions, act)(cto=cto, by=claire, **asked)
    change(post, team_led=12)
    cto.user.is_curator = True
    cto.user.save()
    for somebody in (a_user(), cto.user):
        with pytest.raises(Forbidden):
            getattr(actions, act)(cto=cto, by=somebody, **asked)


# --- On the pages ---------------------------------------------------------------------------------------
def test_the_cto_reads_what_waits_and_until_when(cto, post, claire, log_in):
    client = log_in(cto.user)
    assert "en relecture" not in client.get(reverse("ctos:experience")).content.decode()
    change(post, team_led=12)
    for page in ("ctos:experience", "ctos:home"):
        told = client.get(reverse(page)).content.decode()
        assert "Vos changements sont en relecture" in told
        assert "lundi 30 novembre 2026" in told
    actions.ask_about_changes(cto=cto, by=claire, what="Dont combien de devs ?")
    for page in ("ctos:experience", "ctos:home"):
        assert "Dont combien de devs ?" in client.get(reverse(page)).content.decode()
