"""A curator suggests another wording; the founder reads the difference and decides (model.md, need)."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.companies.actions import NotOneself
from fractional.companies.models import Member
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from missions.needs import actions
from missions.needs.differences import GONE, NEW, SAME, differences
from missions.needs.forms import SuggestForm
from missions.needs.models import Need, Rewording
from missions.needs.tasks import follow_drafts

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.PARIS)
AFTER = "Livrer chaque semaine"


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def suggested(submitted, claire) -> Rewording:
    return actions.suggest(need=submitted, by=claire, field="title", after=AFTER, why="Plus court.")


def title(need: Need) -> str:
    return Need.objects.get(pk=need.pk).title


def test_it_changes_nothing_and_is_mailed_with_its_last_day(suggested):
    assert title(suggested.need) == "Remettre la livraison sur les rails"
    assert suggested.due_on == date(2026, 11, 30)
    mail = Row.objects.get(kind="need_reworded")
    assert (mail.to, mail.context["due"]) == ("solene@kelvio.example", "lundi 30 novembre 2026")


def test_the_founder_reads_the_difference_and_takes_it(suggested, log_in, solene):
    client, page = log_in(solene), reverse("needs:rewordings", args=[suggested.need.public_id])
    html = client.get(page).content.decode()
    assert "<del>" in html
    assert "<ins>" in html
    client.post(page, {"rewording": suggested.pk, "answer": "accept"})
    assert title(suggested.need) == AFTER
    suggested.refresh_from_db()
    assert (suggested.state, suggested.decided_by) == ("accepted", solene)


def test_the_founder_may_keep_their_words(suggested, solene):
    actions.refuse_rewording(rewording=suggested, by=solene)
    assert title(suggested.need) == suggested.before
    with pytest.raises(Conflict):
        actions.accept_rewording(rewording=suggested, by=solene)


def test_a_text_changed_meanwhile_is_not_overwritten(suggested, solene):
    actions.save_step(need=suggested.need, by=solene, fields={"title": "Tout autre chose"})
    with pytest.raises(Conflict, match="a changé"):
        actions.accept_rewording(rewording=suggested, by=solene)
    assert title(suggested.need) == "Tout autre chose"


def test_silence_keeps_the_words_after_one_reminder(suggested):
    with clock.standing_at(MONDAY + timedelta(days=3)):
        follow_drafts()
        follow_drafts()
    assert Row.objects.filter(kind="need_reworded").count() == 2
    with clock.standing_at(MONDAY + timedelta(days=8)):
        follow_drafts()
    suggested.refresh_from_db()
    assert suggested.state == "lapsed"
    assert "rewording_lapsed" in Event.objects.of("need", suggested.need_id).values_list("event", flat=True)


def test_publishing_ends_the_discussion(suggested, verified, claire):
    actions.publish(need=suggested.need, by=claire)
    suggested.refresh_from_db()
    assert suggested.state == "dropped"


def test_one_suggestion_per_text_and_never_the_same_words(suggested, claire):
    with pytest.raises(Conflict):
        actions.suggest(need=suggested.need, by=claire, field="title", after="Autre")
    with pytest.raises(Conflict):
        actions.suggest(
            need=suggested.need, by=claire, field="problem_words", after=suggested.need.problem_words
        )


def test_a_draft_is_not_reworded_nor_the_need_of_ones_own_company(told, submitted, claire):
    Member.objects.create(company=submitted.company, user=claire, role=Member.Role.MEMBER)
    with pytest.raises(NotOneself):
        actions.suggest(need=submitted, by=claire, field="title", after=AFTER)


def test_a_suggestion_fits_its_column(submitted):
    form = SuggestForm({"field": "title", "after": "a" * 121}, need=submitted)
    assert "after" in form.errors


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "deux mots"), ("un deux trois", "un deux"), ("un deux", "deux un"), ("a\n\nb", "a\nc b")],
)
def test_the_pieces_make_both_texts_again(before, after):
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind in (SAME, GONE)) == before
    assert "".join(piece.text for piece in pieces if piece.kind in (SAME, NEW)) == after
