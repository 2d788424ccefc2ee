"""What others say of a CTO: asked, answered by a link without an account, revocable, and never more than was said."""

from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse

from fractional import clock
from fractional.accounts.access import Forbidden
from fractional.ctos import actions, emails, links, tasks
from fractional.ctos.models import Post, Reference
from fractional.ctos.portrait import portrait
from fractional.errors import Conflict, DomainError
from fractional.outbox.models import Row
from matching.pool.actions import write_card
from matching.pool.models import Card
from tests.conftest import https_client
from tests.ctos.factories import a_post, a_user, a_verified_cto

pytestmark = pytest.mark.django_db
WHO = {"referee_name": "Anne Roussel", "referee_email": "Anne@Exemple.example"}
YES = {"held": "yes", "again": "True", "decided": "A gelé la refonte et livré chaque semaine"}


@pytest.fixture
def post() -> Post:
    return a_post(a_verified_cto())


@pytest.fixture
def asked(post: Post) -> Reference:
    return actions.ask_reference(cto=post.cto, by=post.cto.user, post=post, **WHO)


def page_of(reference: Reference, act: str = "answer") -> str:
    return reverse(f"ctos:reference_{act}", args=[links.of_reference(reference)])


def on(day: date):
    return clock.standing_at(datetime(day.year, day.month, day.day, 10, tzinfo=clock.PARIS))


def now(thing):
    return type(thing).objects.get(pk=thing.pk)


def mails_to(address: str) -> list[str]:
    return list(Row.objects.mails().filter(to=address).order_by("pk").values_list("template", flat=True))


def test_somebody_without_an_account_answers_three_questions(asked, post):
    [mail] = Row.objects.mails().filter(to="anne@exemple.example")
    assert links.read_reference(mail.context["action_url"].split("/")[-2]) == asked.pk
    assert mail.context["due"] == "lundi 14 décembre 2026"
    client = https_client()
    page = client.get(page_of(asked)).text
    assert all(said in page for said in ("Maël Trévidic", "Atelier Brumaire", "janvier 2015"))
    assert len(BeautifulSoup(page, "html.parser").select("form.form fieldset, form.form textarea")) == 3
    assert "Merci" in client.post(page_of(asked), YES).text
    confirmed = now(asked)
    assert (confirmed.state, confirmed.positive) == ("confirmed", True)
    assert now(post).proof == Post.Proof.REFERENCE
    assert "ctos/reference_confirmed" in mails_to(post.cto.user.email)


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(asked, method):
    assert getattr(https_client(), method)(page_of(asked)).status_code == 200
    assert now(asked).state == "asked"


def test_a_link_that_is_not_ours_opens_nothing(asked):
    altered = page_of(asked)[:-3] + "x/"
    assert https_client().get(altered).status_code == 404
    assert https_client().post(altered, YES).status_code == 404


def test_an_answer_that_lacks_something_keeps_the_rest(asked):
    answer = https_client().post(page_of(asked), {"held": "yes", "decided": "A tout repris"})
    assert answer.status_code == 422
    assert "A tout repris" in answer.text
    assert now(asked).state == "asked"


@pytest.mark.parametrize(("act", "state"), [("decline", "declined"), ("revoke", "revoked")])
def test_one_may_decline_and_take_an_answer_back_by_the_same_link(asked, post, act, state):
    client = https_client()
    if act == "revoke":
        client.post(page_of(asked), YES)
    assert client.post(page_of(asked, act)).status_code == 200
    after = now(asked)
    assert (after.state, after.answers) == (state, {})
    assert now(post).proof == Post.Proof.DECLARED
    assert "ctos/reference_ended" in mails_to(post.cto.user.email)
    assert client.post(page_of(asked, act)).status_code == 409


@pytest.mark.parametrize("held", ["nearly", "no"])
def test_a_role_is_proved_only_by_an_answer_that_confirms_it_as_it_was_told(asked, post, held):
    actions.confirm_reference(reference=asked, held=held, again=True)
    assert now(post).proof == Post.Proof.DECLARED
    assert now(asked).positive == (held == "nearly")


def test_a_role_told_otherwise_meanwhile_is_not_proved(asked, post):
    actions.change_post(post=post, by=post.cto.user, ended_on=date(2020, 12, 31))
    assert now(asked).asked_about["ended_on"] == "2019-12-31"
    actions.confirm_reference(reference=asked, held="yes", again=True)
    assert now(post).proof == Post.Proof.DECLARED
    actions.change_post(post=post, by=post.cto.user, ended_on=date(2019, 12, 31))
    assert now(post).proof == Post.Proof.REFERENCE


def test_what_is_confirmed_is_counted_by_matching_at_once(asked, post):
    write_card(post.cto)
    assert Card.objects.get(cto=post.cto).references == 0
    actions.confirm_reference(reference=asked, held="yes", again=False)
    card = Card.objects.get(cto=post.cto)
    assert (card.references, card.references_positive) == (1, 0)
    actions.revoke_reference(reference=asked)
    assert Card.objects.get(cto=post.cto).references == 0


@pytest.mark.parametrize("address", ["ANNE@exemple.example", "{own}"])
def test_nobody_vouches_for_themself_nor_is_asked_twice(asked, post, address):
    user = post.cto.user
    again = WHO | {"referee_email": address.format(own=user.email.upper())}
    with pytest.raises(DomainError):
        actions.ask_reference(cto=post.cto, by=user, post=post, **again)
    assert Reference.objects.count() == 1


def test_ten_people_are_enough(post):
    for number in range(10):
        who = {"referee_name": "Anne", "referee_email": f"anne{number}@exemple.example"}
        actions.ask_reference(cto=post.cto, by=post.cto.user, post=post, **who)
    with pytest.raises(actions.TooMany):
        actions.ask_reference(cto=post.cto, by=post.cto.user, post=post, **WHO)


def test_what_is_asked_is_taken_back_by_the_cto_and_what_is_answered_is_not(asked, post):
    actions.confirm_reference(reference=asked, held="no", again=False)
    with pytest.raises(Conflict):
        actions.take_back_reference(reference=asked, by=post.cto.user)
    other = WHO | {"referee_email": "brice@exemple.example"}
    other = actions.ask_reference(cto=post.cto, by=post.cto.user, post=post, **other)
    with pytest.raises(Forbidden):
        actions.take_back_reference(reference=other, by=a_user())
    actions.take_back_reference(reference=other, by=post.cto.user)
    row = Row.objects.mails().get(to="brice@exemple.example")
    assert emails.reference_waits(row) == "no_longer_awaited"


def test_a_referee_is_reminded_once_and_then_silence_ends_by_itself(asked, post):
    with on(date(2026, 11, 27)):
        tasks.follow_files()
    assert len(mails_to("anne@exemple.example")) == 1
    for _ in range(2):
        with on(date(2026, 11, 30)):
            tasks.follow_files()
    assert len(mails_to("anne@exemple.example")) == 2
    with on(date(2026, 12, 14)):
        tasks.follow_files()
    assert now(asked).state == "asked"
    with on(date(2026, 12, 15)):
        tasks.follow_files()
        assert "Cette demande est close" in https_client().get(page_of(asked)).text
    assert now(asked).state == "lapsed"
    assert len(mails_to("anne@exemple.example")) == 2
    actions.ask_reference(cto=post.cto, by=post.cto.user, post=post, **WHO)


def test_nobody_runs_out_of_time_before_they_were_reminded(asked):
    with on(date(2027, 1, 4)):
        tasks.follow_files()
        assert (now(asked).state, now(asked).due_on) == ("asked", date(2027, 1, 11))


def test_the_direction_confirms_only_in_person(post):
    """Said by the CTO, and by the referee: neither alone is enough (article row 32)."""
    cto = post.cto
    said = []
    for number, (claimed, led) in enumerate([(True, False), (False, True), (True, True)]):
        who = {"referee_name": "Anne", "referee_email": f"anne{number}@exemple.example", "is_ceo": claimed}
        reference = actions.ask_reference(cto=cto, by=cto.user, post=post, **who)
        assert not portrait(now(cto), [post], clock.today()).confirmed_by_direction
        actions.confirm_reference(reference=reference, held="yes", again=True, led=led)
        said.append(portrait(now(cto), [post], clock.today()).confirmed_by_direction)
    assert said == [False, False, True]


def test_a_document_is_seen_by_a_curator_and_not_kept(post):
    claire = a_user(first_name="Claire", is_curator=True)
    for stranger in (post.cto.user, a_user()):
        with pytest.raises(Forbidden):
            actions.note_proof(post=post, by=stranger)
    seen = actions.note_proof(post=post, by=claire)
    assert (seen.proof, seen.proof_seen_by, seen.proof_seen_on) == ("document", claire, clock.today())
    changed = actions.change_post(post=seen, by=post.cto.user, company_name="Autre Maison")
    assert (changed.proof, changed.proof_seen_by) == ("declared", None)


def test_no_level_of_proof_stands_above_its_evidence(post):
    """Article rows 20 and 80: the database refuses a document that nobody saw."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(proof=Post.Proof.DOCUMENT)


@pytest.mark.parametrize("state", ["asked", "declined", "lapsed", "revoked", "confirmed"])
def test_each_state_of_a_reference_has_its_date(asked, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.filter(pk=asked.pk).update(state=state, due_on=None)


def test_a_cto_reads_who_answered_and_not_what_on_the_pages(asked, post, log_in):
    actions.confirm_reference(reference=asked, held="yes", again=True, decided="A tenu bon face au conseil")
    client = log_in(post.cto.user)
    page = client.get(reverse("ctos:references")).text
    assert "Anne Roussel" in page
    assert "A tenu bon" not in page
    assert "1 confirmée" in client.get(reverse("ctos:home")).text


def test_a_cto_asks_for_a_reference_on_their_page(post, log_in, django_assert_max_num_queries):
    client = log_in(post.cto.user)
    said = {"referee_name": "Anne Roussel", "referee_email": "anne@exemple.example", "post": post.public_id}
    assert client.post(reverse("ctos:references"), said).status_code == 302
    for number in range(6):
        who = {"referee_name": "Anne", "referee_email": f"anne{number}@exemple.example"}
        actions.ask_reference(cto=post.cto, by=post.cto.user, post=post, **who)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("ctos:references")).status_code == 200
    foreign = a_post(a_verified_cto(user=a_user()))
    assert client.post(reverse("ctos:references"), said | {"post": foreign.public_id}).status_code == 422
    assert client.post(reverse("ctos:references"), said).status_code == 422
