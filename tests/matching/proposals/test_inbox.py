"""An empty list of proposals says why it is empty, and what can be done about it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from fractional import clock
from fractional.ctos.models import Cto
from matching.proposals.models import Ranking
from matching.proposals.panels import selection_panel
from matching.proposals.presenting import silence
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, show, working_days_later

pytestmark = pytest.mark.django_db
ON = ("Reprendre mon dossier", "/cto/")
SAID = [
    ("draft", "Votre dossier n’est pas encore envoyé", ON),
    ("submitted", "Votre dossier est en relecture", None),
    ("verified", "Aucune proposition cette semaine, et c’est voulu", None),
]


@pytest.mark.parametrize(("state", "title", "leads_to"), SAID)
def test_it_depends_on_where_the_file_stands(state: str, title: str, leads_to: tuple[str, str] | None):
    cto = factories.make_cto(state=state)
    page = BeautifulSoup(logged_in(cto.user).get(reverse("proposals:inbox")).content, "html.parser")
    assert page.select_one("main .empty h2").get_text() == title
    link = page.select_one("main .empty a")
    assert (link and (link.get_text(), link["href"])) == leads_to


def test_somebody_without_a_file_is_told_so():
    page = logged_in(factories.make_user()).get(reverse("proposals:inbox")).content.decode()
    assert "n’est pas encore envoyé" in page


def test_every_state_of_a_file_has_its_words():
    assert len({str(silence(state).title) for state in Cto.State.values}) == len(Cto.State.values)


def test_a_need_ranked_anew_was_still_ranked_before_its_selection(here: Stage):
    show(here)
    with working_days_later(3):
        ranked = {"state": "done", "finished_at": clock.now(), "weights_version": 1}
        Ranking.objects.update_or_create(need=here.need, defaults=ranked)
        panel = selection_panel(None, here.need)  # type: ignore[arg-type]  # this panel reads no request
        assert panel is not None
        assert panel.ranked_at == here.need.selected_at
