"""The beginning that several journeys share: a CTO is verified, a need is published, three profiles are sent."""

from dataclasses import dataclass

from tests.browser.visitor import Visitor
from tests.journeys import ctos, curators, founders
from tests.journeys.entrance import signs_up
from tests.journeys.people import Cto, Founder, Need


@dataclass
class Beginning:
    """Who is there, and the browser of each."""

    aubin: Cto
    odile: Founder
    need: Need
    cto: Visitor
    founder: Visitor
    claire: Visitor


def until_the_need_is_told(visit) -> Beginning:
    begun = Beginning(
        aubin=Cto("Aubin", "Delcourtois"),
        odile=Founder("Odile", "Brissac"),
        need=Need("Remettre la livraison sur les rails"),
        cto=visit(),
        founder=visit(),
        claire=visit(),
    )
    signs_up(begun.founder, begun.odile)
    founders.opens_their_company(begun.founder, begun.odile)
    founders.tells_and_sends_a_need(begun.founder, begun.need)
    begun.claire.enter("claire")
    return begun


def until_the_selection(visit, product) -> Beginning:
    """The founder has its mail, and the page before their eyes."""
    begun = until_the_need_is_told(visit)
    signs_up(begun.cto, begun.aubin)
    ctos.writes_and_sends_their_file(begun.cto, begun.aubin)
    curators.verifies_a_cto(begun.claire, begun.aubin)
    curators.verifies_and_publishes(begun.claire, begun.odile, begun.need)
    curators.sees_the_ranking_done(begun.claire)
    for name in (begun.aubin.full_name, *curators.best_but(begun.claire, begun.aubin)[:2]):
        curators.keeps(begun.claire, name, "A remis deux équipes à livrer.")
    curators.sends_the_selection(begun.claire)
    product.mail(begun.odile.email, "Votre sélection est prête", seconds=40)
    founders.opens_the_selection(begun.founder, begun.need)
    return begun


def until_the_proposal(visit, product) -> Beginning:
    """The CTO has the one mail."""
    begun = until_the_selection(visit, product)
    founders.asks_to_meet(begun.founder, founders.card_of(begun.founder, begun.aubin.headline))
    product.mail(begun.aubin.email, "Une entreprise souhaite vous rencontrer")
    return begun
