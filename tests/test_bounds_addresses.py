"""What stands in an address is read without fear, and what leads to a person is masked."""

from datetime import date

import pytest
from django.http import Http404

from fractional import bounds
from fractional.outbox.models import Row
from tests.test_bounds import CORPUS, NUL, asking


@pytest.mark.django_db
class TestAddresses:
    def test_are_read_without_breaking(self) -> None:
        for value in CORPUS:
            request = asking(page=value, ordre=value, q=value, jour=value, n=value)
            page = bounds.page_number(request)
            assert 1 <= page <= 10_000
            order = bounds.order(request, allowed={"due_at", "-due_at"}, default="due_at")
            number = bounds.whole_number(request, "n", default=0, at_least=0, at_most=100)
            day = bounds.day(request, "jour", default=date(2026, 1, 1))
            rows = Row.objects.filter(subject__icontains=bounds.search_text(request), attempts=number)
            assert not rows.filter(created_at__date=day).order_by(order)[page : page + 20]

    def test_keep_what_is_right(self) -> None:
        request = asking(page="3", ordre="-due_at", q=" été ", jour="2026-11-23", vue="b")
        assert bounds.page_number(request) == 3
        assert bounds.order(request, allowed={"-due_at"}, default="due_at") == "-due_at"
        assert bounds.search_text(request) == "été"
        assert bounds.day(request, "jour") == date(2026, 11, 23)
        assert bounds.choice(request, "vue", allowed={"a", "b"}) == "b"

    def test_give_no_order_of_the_readers_own(self) -> None:
        assert bounds.order(asking(ordre="user__password"), allowed={"a"}, default="a") == "a"

    def test_with_an_id_that_is_none_lead_nowhere(self) -> None:
        for value in ("abc", "", "9" * 30, NUL, None):
            with pytest.raises(Http404):
                bounds.uuid_or_404(value)  # type: ignore[arg-type]  # what an address may hold


@pytest.mark.parametrize(
    "told",
    [
        "Écrivez à marc@exemple.example.",
        "jean.dupont (at) exemple.fr",
        "06 12 34 56 78",
        "au +33 6.12.34.56.78 ce soir",
        "https://exemple.fr/moi",
        "www.exemple.fr",
        "kelvio.io",
        "@jeandupont",
        "Demandez Maël Trévidic.",
    ],
)
def test_what_leads_to_a_person_is_masked(told: str):
    masked = bounds.without_contacts(told, "Maël", "Trévidic")
    assert "[…]" in masked
    assert not any(part in masked for part in ("marc", "jean", "12", "exemple", "kelvio", "Maël", "Trévidic"))


def test_what_leads_to_nobody_stays():
    plain = "Node.js, ASP.NET et socket.io : 10 000 € sur 12,5 mois, 2024-2025, 3 à 5 devs, 24/7. Et Maëlle ?"
    assert bounds.without_contacts(plain, "Maël", "") == plain
