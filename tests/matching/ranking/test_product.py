"""Where a need asks for product too, whoever has led one comes first (article row 18)."""

import pytest

from fractional.ctos import actions as ctos
from fractional.ctos.models import Cto, Post
from matching.pool.actions import write_card
from matching.proposals import words
from matching.proposals.board import board
from matching.proposals.frozen import freeze
from missions.needs.models import Need
from tests import factories

pytestmark = pytest.mark.django_db

LED, NOT_LED = "A mené un produit", "sans expérience relue où un produit est mené"


def order(need: Need) -> list[Cto]:
    return [row.cto for row in board(need).rows]


def test_who_has_led_a_product_comes_first_and_the_others_are_explained():
    better, led = (factories.make_cto(scopes=["cto", "cpto"], references=count) for count in (3, 1))
    both, technology = factories.make_need(scope=Need.Scope.CPTO), factories.make_need()
    assert order(both) == order(technology) == [better, led]
    before = freeze(both, led)
    # Told by a verified CTO, it counts once a curator has read it; taken back, it counts until that is read.
    ctos.change_post(post=led.posts.get(), by=led.user, product=True)
    assert order(both) == [better, led]
    Post.objects.filter(cto=led).update(to_read_since=None, last_read=None)
    write_card(led)
    assert order(both) == [led, better]
    assert order(technology) == [better, led]
    ctos.change_post(post=led.posts.get(), by=led.user, product=False)
    assert order(both) == [led, better]
    first, second = (words.company(row.company_side) for row in board(both).rows)
    assert first.strengths[0].startswith(LED)
    assert NOT_LED in second.reserves[0]
    after = freeze(both, led)
    assert (after["company_total"], after["cto_total"]) == (before["company_total"], before["cto_total"])
    told = words.company(freeze(technology, led)["company_side"])
    assert LED not in " ".join([*told.strengths, *told.reserves])
