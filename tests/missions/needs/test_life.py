"""A need in a curator's hands, then live: promised, confirmed, paused, ended."""

from datetime import date, datetime, timedelta

import pytest

from fractional import clock
from fractional.companies.actions import NotOneself
from fractional.companies.models import Member
from fractional.errors import Conflict, DomainError
from fractional.history.models import Event
from fractional.outbox.models import Row
from missions.needs import actions, links
from missions.needs.models import Need
from missions.needs.signals import need_closed, need_published
from missions.needs.tasks import expire_needs
from tests.missions.conftest import tell

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def news():
    """What the signals said, in order."""
    said = []

    def publish(sender, need, **kwargs):
        said.append(("published", need.pk))

    def close(sender, need, reason, **kwargs):
        said.append((reason, need.pk))

    need_published.connect(publish)
    need_closed.connect(close)
    yield said
    need_published.disconnect(publish)
    need_closed.disconnect(close)


def mails(kind: str) -> list[str]:
    return sorted(Row.objects.filter(kind=kind).values_list("to", flat=True))


def days_later(days: int):
    return clock.standing_at(MONDAY + timedelta(days=days))


# --- In a curator's hands ---------------------------------------------------------------------------
def test_a_published_need_promises_a_selection_within_five_working_days(published, news, claire):
    assert published.state == "published"
    assert published.promised_on == date(2026, 11, 30)
    assert (published.published_by, published.owner_curator) == (claire, claire)
    assert published.confirmed_on == date(2026, 11, 23)


def test_publication_is_news_and_mail_to_every_member(submitted, verified, colleague, claire, news):
    actions.publish(need=submitted, by=claire)
    assert news == [("published", submitted.pk)]
    assert mails("need_published") == ["nadia@kelvio.example", "solene@kelvio.example"]
    context = Row.objects.filter(kind="need_published").first().context
    assert context["promised"] == "lundi 30 novembre 2026"
    assert context["signed_by"] == "Claire"


def test_a_transition_is_promised_within_two_working_days(draft, solene, verified, claire):
    need = tell(draft, solene, kind="transition", cto_leaves_on=date(2026, 12, 18))
    need = actions.publish(need=actions.submit(need=need, by=solene), by=claire)
    assert need.promised_on == date(2026, 11, 25)


def test_a_need_waits_for_the_verification_of_its_company(submitted, claire):
    with pytest.raises(actions.NotPublishable, match="la vérification de l’entreprise"):
        actions.publish(need=submitted, by=claire)
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_a_reinforcement_waits_for_the_consent_of_the_cto_in_place(draft, solene, verified, claire):
    need = tell(draft, solene, kind="reinforcement", cto_in_place_email="cto@kelvio.example")
    need = actions.submit(need=need, by=solene)
    with pytest.raises(actions.NotPublishable, match="accord"):
        actions.publish(need=need, by=claire)
    Need.objects.filter(pk=need.pk).update(cto_in_place_agreed_at=clock.now())
    assert actions.publish(need=need, by=claire).state == "published"


def test_a_need_whose_window_has_closed_is_not_published(submitted, verified, claire):
    with days_later(90), pytest.raises(actions.NotPublishable, match="démarrage"):
        actions.publish(need=submitted, by=claire)


def test_a_curator_publishes_no_need_of_their_own_company(submitted, verified, claire):
    Member.objects.create(company=verified, user=claire, role=Member.Role.MEMBER)
    with pytest.raises(NotOneself):
        actions.publish(need=submitted, by=claire)
    with pytest.raises(NotOneself):
        actions.ask(need=submitted, by=claire, what="Combien ?")


def test_a_need_is_published_once(published, claire):
    with pytest.raises(Conflict):
        actions.publish(need=published, by=claire)


def test_a_question_reaches_the_company_and_the_need_comes_back(submitted, solene, claire):
    need = actions.ask(need=submitted, by=claire, what="Qui décide du budget ?")
    assert (need.state, need.asked_for, need.owner_curator) == ("asked", "Qui décide du budget ?", claire)
    assert mails("need_asked") == ["solene@kelvio.example"]
    assert actions.submit(need=need, by=solene).state == "submitted"


# --- Live -------------------------------------------------------------------------------------------
def test_a_confirmed_need_lives_three_more_weeks(published, solene):
    with days_later(20):
        need = actions.confirm(need=published, by=solene)
    assert need.confirmed_on == date(2026, 12, 13)
    assert Event.objects.of("need", need.pk).last().event == "confirmed"


def test_a_need_that_has_ended_is_not_confirmed(told, solene):
    with pytest.raises(Conflict):
        actions.confirm(need=told, by=solene)


def test_nothing_happens_to_a_need_of_thirteen_days(published):
    with days_later(13):
        expire_needs()
    assert mails("need_expiring") == []


def test_a_company_is_asked_on_the_fourteenth_day_once(published):
    with days_later(14):
        expire_needs()
        expire_needs()
    with days_later(16):
        expire_needs()
    assert mails("need_expiring") == ["solene@kelvio.example"]
    context = Row.objects.get(kind="need_expiring").context
    assert context["last"] == "lundi 14 décembre 2026"


def test_the_last_day_is_the_twenty_first(published):
    with days_later(21):
        expire_needs()
        published.refresh_from_db()
        assert published.state == "published"


def test_a_need_does_not_expire_before_somebody_was_asked(published, news):
    with days_later(40):
        expire_needs()
        expire_needs()
    published.refresh_from_db()
    assert published.state == "published"
    assert len(mails("need_expiring")) == 1
    with days_later(47):
        expire_needs()
    assert news == [("expired", published.pk)]


def test_a_need_that_nobody_confirms_expires_and_everybody_is_told(published, news):
    with days_later(15):
        expire_needs()
    with days_later(22):
        expire_needs()
        expire_needs()
    published.refresh_from_db()
    assert published.state == "expired"
    assert news == [("expired", published.pk)]
    assert mails("need_expired") == ["solene@kelvio.example"]
    assert Event.objects.of("need", published.pk).last().by_id is None


def test_a_confirmation_begins_a_new_round_of_reminders(published, solene):
    with days_later(14):
        expire_needs()
        actions.confirm(need=published, by=solene)
    with days_later(27):
        expire_needs()
        assert len(mails("need_expiring")) == 1
    with days_later(28):
        expire_needs()
        assert len(mails("need_expiring")) == 2


def test_a_draft_never_expires(told):
    with days_later(400):
        expire_needs()
    told.refresh_from_db()
    assert told.state == "assessed"


def test_a_paused_need_does_not_expire_and_resumes_by_itself(published, solene):
    actions.pause(need=published, by=solene, until=date(2027, 1, 11))
    with days_later(40):
        expire_needs()
        published.refresh_from_db()
        assert published.state == "paused"
    with days_later(49):
        expire_needs()
    published.refresh_from_db()
    assert (published.state, published.confirmed_on) == ("published", date(2027, 1, 11))
    assert (published.paused_at, published.paused_until, published.paused_from) == (None, None, "")


def test_a_need_resumes_where_it_was_paused(published, solene):
    need = actions.mark_selected(need=published, by=None)
    need = actions.pause(need=need, by=solene, until=date(2026, 12, 24))
    assert actions.resume(need=need, by=solene).state == "selected"


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2027, 1, 23)])
def test_a_pause_lasts_a_day_to_sixty(published, solene, until):
    with pytest.raises(DomainError, match="soixante"):
        actions.pause(need=published, by=solene, until=until)


def test_only_a_paused_need_is_resumed(published, solene):
    with pytest.raises(Conflict):
        actions.resume(need=published, by=solene)


# --- Ended ------------------------------------------------------------------------------------------
def test_a_withdrawn_need_says_why(published, solene, news):
    need = actions.withdraw(need=published, by=solene, reason="budget")
    assert (need.state, need.withdrawn_reason) == ("withdrawn", "budget")
    assert news == [("withdrawn", need.pk)]


def test_a_draft_is_withdrawn_without_news(draft, solene, news):
    assert actions.withdraw(need=draft, by=solene, reason="other").state == "withdrawn"
    assert news == []


def test_rewriting_withdraws_what_was_shown_and_goes_on_in_a_copy(published, solene, news):
    need = actions.mark_selected(need=published, by=None)
    twin = actions.take_up_again(need=need, by=solene)
    need.refresh_from_db()
    assert (need.state, need.withdrawn_reason) == ("withdrawn", "rewritten")
    assert (twin.state, twin.copied_from_id) == ("draft", need.pk)


def test_a_need_goes_from_selection_to_talks_to_filled_and_back_to_talks(published, news):
    need = actions.mark_selected(need=published, by=None)
    need = actions.mark_in_talks(need=need, by=None)
    need = actions.mark_filled(need=need, by=None)
    assert need.filled_at is not None
    assert news == [("filled", need.pk)]
    assert actions.mark_in_talks(need=need, by=None).state == "in_talks"


def test_a_need_is_not_filled_before_anybody_met(published):
    with pytest.raises(Conflict):
        actions.mark_filled(need=published, by=None)


def test_a_company_that_changes_sends_its_live_needs_back_to_ranking(published, verified, solene):
    from fractional.companies import actions as companies
    from missions.needs.signals import need_edited

    heard = []

    def hear(sender, need, **kwargs):
        heard.append(need.pk)

    need_edited.connect(hear)
    try:
        companies.update(company=verified, by=solene, headcount=40)
        companies.update(company=verified, by=solene, about="Logiciel de planification")
    finally:
        need_edited.disconnect(hear)
    assert heard == [published.pk]


# --- The link of the reminder -----------------------------------------------------------------------
def test_a_link_names_the_need_the_person_and_the_round(published, solene):
    link = links.read_to_confirm(links.to_confirm(published, solene))
    assert (link.need_id, link.user_id, link.asked_of) == (published.pk, solene.pk, date(2026, 11, 23))


def test_an_altered_link_is_refused(published, solene):
    with pytest.raises(links.BadLink):
        links.read_to_confirm(links.to_confirm(published, solene) + "x")
