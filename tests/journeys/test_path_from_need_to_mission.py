"""The product in one story: a need is told, three profiles are shown, two people agree, half-days are taken."""

import os

import pytest
from playwright.sync_api import expect

from tests.journeys import ctos, curators, founders
from tests.journeys.conftest import BY_KEYBOARD, WITH_SCRIPTS, WITHOUT_SCRIPTS
from tests.journeys.entrance import signs_up
from tests.journeys.people import Cto, Founder, Need, eur

pytestmark = pytest.mark.timeout(900)


MODES = {"with scripts": WITH_SCRIPTS, "without scripts": WITHOUT_SCRIPTS}
"""By keyboard test_accessibility goes the same way, in fewer steps; this one too when asked for."""
if os.environ.get("EVERY_MODE"):
    MODES |= {"by keyboard": BY_KEYBOARD}


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_a_need_becomes_a_mission(visit, product, mode: dict[str, bool]):
    aubin = Cto("Aubin", "Delcourtois")
    odile, need = (
        Founder("Odile", "Brissac", company="Verrerie Calme"),
        Need("Remettre la livraison sur les rails"),
    )
    claude = Founder("Claude", "Ormeau", company="Ormeau Menuiserie")
    other_need = Need("Donner un cap à l’équipe", half_days=2, fixed=("mardi matin", "mardi après-midi"))
    cto, founder, other_founder, claire = (visit(**mode) for _ in range(4))

    # A CTO and two founders come in.
    signs_up(cto, aubin)
    ctos.writes_and_sends_their_file(cto, aubin)
    for browser, person, told in ((founder, odile, need), (other_founder, claude, other_need)):
        signs_up(browser, person)
        founders.opens_their_company(browser, person)
        founders.tells_and_sends_a_need(browser, told)

    # Claire reads them all, publishes, and keeps three profiles.
    claire.enter("claire")
    curators.verifies_a_cto(claire, aubin)
    assert "vérifié" in product.mail(aubin.email, "Votre profil est vérifié").subject
    pages = [curators.verifies_the_company(claire, *told) for told in ((odile, need), (claude, other_need))]
    boards = [curators.publishes(claire, page) for page in pages]
    claire.go(boards[0])
    curators.sees_the_ranking_done(claire)
    curators.sees_parts_and_exclusions(claire, aubin)
    others = [name for name in curators.names_on_the_board(claire) if name != aubin.full_name][:2]
    for name in (aubin.full_name, *others):
        curators.keeps(claire, name, "A remis deux équipes à livrer, la seconde en cinq mois.")
    curators.sends_the_selection(claire)
    claire.go(boards[1])
    curators.sees_the_ranking_done(claire)
    curators.keeps(claire, aubin.full_name, "Vos mardis, exactement.")
    curators.sends_the_selection(claire, few="Un seul profil a vos jours et votre situation.")

    # Ten seconds later the founders read anonymous profiles, and ask to meet.
    product.mail(odile.email, "Votre sélection est prête")
    founders.opens_the_selection(founder, need.title)
    expect(founder.page.get_by_role("article")).to_have_count(3)
    private = [*aubin.secrets, *(word for name in others for word in name.split())]
    assert [word for word in private if word in founder.html] == []
    card = founders.card_of(founder, aubin.headline)
    expect(card).to_contain_text(eur(920))  # 8 % less than 1 000 € from six months on
    expect(card.get_by_text("Réserve").first).to_be_attached()
    founders.asks_to_meet(founder, card)
    product.mail(claude.email, "Votre sélection est prête")
    founders.opens_the_selection(other_founder, other_need.title)
    founders.asks_to_meet(other_founder, founders.card_of(other_founder, aubin.headline))

    # Aubin gets one mail for each, and says yes to the first.
    product.mail(aubin.email, "Une entreprise souhaite vous rencontrer")
    asked = [mail for mail in product.mails(aubin.email) if "souhaite vous rencontrer" in mail.subject]
    assert len([mail for mail in asked if need.title in mail.text]) == 1
    ctos.opens_the_proposal(cto, need.title)
    assert odile.email not in cto.html
    ctos.accepts_to_meet(cto)
    cto.reads(odile.email)

    # Names are open for these two only.
    founders.opens_the_selection(founder, need.title)
    founder.reads(aubin.full_name)
    assert [name for name in others if name in founder.html] == []
    founders.opens_the_selection(other_founder, other_need.title)
    assert aubin.last_name not in other_founder.html

    # Odile chooses, Aubin gives his last yes: the mission and its half-days exist.
    founders.opens_the_selection(founder, need.title)
    founders.chooses(founder, founders.card_of(founder, aubin.headline))
    product.mail(aubin.email, "Les conditions finales vous attendent")
    ctos.opens_the_proposal(cto, need.title)
    ctos.gives_the_last_yes(cto)
    cto.is_on(need.title)
    cto.reads("mardi et jeudi")
    cto.go("/cto/semaine/")
    expect(cto.page.get_by_role("region", name="Ce qui est engagé")).to_contain_text("mardis et jeudis")
    founder.go("/missions/")
    founder.press(need.title)
    founder.reads(aubin.full_name)

    # Claude asked for the same Tuesday: both are told, with the reason.
    product.mail(claude.email, "n’est plus disponible")
    assert other_need.title in product.mail(aubin.email, "elle ne respecte plus vos règles").text
    ctos.opens_the_proposal(cto, other_need.title)
    expect(cto.page.locator(".tag").first).to_have_text("Retirée")
    founders.opens_the_selection(other_founder, other_need.title)
    other_founder.reads("N’est plus disponible.")
