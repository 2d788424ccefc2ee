"""Before publication too, nobody is forgotten: one reminder, an end by itself, and our own delay told (promise 5)."""

from datetime import date, datetime, timedelta

import pytest

from fractional import clock
from fractional.outbox.models import Row
from missions.needs import actions, silence, turns
from missions.needs.models import Need
from missions.needs.tasks import follow_drafts
from tests.missions.conftest import tell

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.standing_at(MONDAY):
        yield


def mails(kind: str) -> list[str]:
    return list(Row.objects.filter(kind=kind).values_list("to", flat=True))


def after(days: int) -> None:
    with clock.standing_at(MONDAY + timedelta(days=days)):
        follow_drafts()


def state(need: Need) -> tuple[str, str]:
    need.refresh_from_db()
    return need.state, need.withdrawn_reason


def test_a_draft_is_resumed_from_the_mail_of_the_next_morning_once(draft, solene):
    after(0)
    assert mails("need_unfinished") == []
    after(1)
    after(2)
    assert mails("need_unfinished") == ["solene@kelvio.example"]
    context = Row.objects.get(kind="need_unfinished").context
    assert context["action_url"].endswith("/etape/probleme/")
    assert context["last"] == "mercredi 23 décembre 2026"


def test_a_draft_that_was_told_meanwhile_starts_anew(draft, solene):
    after(1)
    with clock.standing_at(MONDAY + timedelta(days=30)):
        tell(draft, solene)
    after(31)
    assert state(draft)[0] == "assessed"


@pytest.mark.parametrize(("made", "last"), [("draft", 22), ("told", 20), ("asked", 10)])
def test_silence_ends_by_itself_with_its_reason(request, made, last, submitted, claire, solene, kelvio):
    match made:
        case "draft":
            need = actions.start_need(company=kelvio, by=solene)
        case "told":
            need = tell(actions.start_need(company=kelvio, by=solene), solene)
        case _:
            need = actions.ask(need=submitted, by=claire, what="Qui décide ?")
    assert turns.of(need).on == silence.ends_on(need)
    after((silence.reminder_on(need) - MONDAY.date()).days)
    after((silence.ends_on(need) - MONDAY.date()).days)
    assert need.pk not in Need.objects.filter(state="withdrawn").values_list("pk", flat=True)
    after((silence.ends_on(need) - MONDAY.date()).days + 1)
    assert state(need) == ("withdrawn", "no_answer")
    assert "solene@kelvio.example" in mails("need_silent")


def test_a_clock_that_jumps_reminds_before_it_ends(told):
    after(90)
    assert state(told)[0] == "assessed"
    after(94)
    assert state(told) == ("withdrawn", "no_answer")


def test_a_promise_that_slipped_is_told_once_with_another_day(published):
    assert published.promised_on == date(2026, 11, 30)
    after(7)
    assert mails("need_late") == []
    after(8)
    published.refresh_from_db()
    assert published.promised_on == date(2026, 12, 3)
    assert mails("need_late") == ["solene@kelvio.example"]
    after(20)
    published.refresh_from_db()
    assert published.promised_on == date(2026, 12, 3)
    assert len(mails("need_late")) == 1
