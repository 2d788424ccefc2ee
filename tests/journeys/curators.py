"""What a person of the Fractional team does, page by page."""

import re

from playwright.sync_api import expect

from tests.browser.product import eventually
from tests.browser.reading import landed
from tests.browser.visitor import Visitor
from tests.journeys.people import Cto, Founder, Need

NOTE = {
    "Rôle tenu": "Décidait de l’architecture et du budget technique.",
    "Équipe": "Neuf personnes, quatre arrivées, un départ.",
    "Métier": "Présentait chaque mois la technique au comité.",
    "Trente premiers jours": "A trouvé la file d’attente entre produit et technique.",
    "Preuve": "Contrat de travail vu, non conservé.",
    "Réserve": "Peu d’expérience au-delà de soixante personnes.",
}


def verifies_a_cto(visitor: Visitor, cto: Cto) -> None:
    visitor.go("/equipe/")
    visitor.press(cto.full_name)
    for line, text in NOTE.items():
        visitor.fill(line, text)
    visitor.press("Vérifier")
    visitor.reads("Profil vérifié : il entre dans les classements.")


def verifies_the_company(visitor: Visitor, founder: Founder, need: Need) -> str:
    """Gives the address of the need's page, from which one comes there."""
    visitor.go("/equipe/")
    page_of_the_need = visitor.page.get_by_role("link", name=need.title).first.get_attribute("href") or ""
    visitor.go(page_of_the_need)
    visitor.press("Ouvrir l’entreprise")
    visitor.is_on(founder.company)
    visitor.press("Vérifier")
    visitor.reads("Entreprise vérifiée.")
    return page_of_the_need


def publishes(visitor: Visitor, page_of_the_need: str) -> str:
    """Once its company is verified, which takes the seconds in which that may be undone. Gives the board's address."""
    visitor.go(page_of_the_need)
    publish = visitor.page.get_by_role("button", name="Publier")
    eventually(
        lambda: publish.count() or (visitor.page.reload() and publish.count()),
        "the company is verified",
        every=0.5,
    )
    visitor.press("Publier")
    visitor.reads("Besoin publié")  # before the page is asked for again: a form must not be interrupted
    return landed(visitor)


def sees_the_ranking_done(visitor: Visitor) -> None:
    """The page follows by itself where a script runs; elsewhere one asks for it again."""
    progress = visitor.page.get_by_role("heading", name="Classement en cours")
    if visitor.script:
        expect(progress).to_have_count(0, timeout=60_000)
    else:
        eventually(lambda: visitor.page.reload() and progress.count() == 0, "the ranking", every=0.5)


def sees_parts_and_exclusions(visitor: Visitor, cto: Cto) -> None:
    """Four families whose points are within their weights, and how many each rule left out."""
    card = visitor.page.get_by_role("article", name=cto.full_name)
    expect(card.locator(".mix")).to_contain_text("Expérience")
    excluded = visitor.page.get_by_role("region", name="Exclus par une règle").or_(
        visitor.page.locator("section", has_text="Exclus par une règle")
    )
    expect(excluded.first).to_contain_text("respectent toutes les règles")


def names_on_the_board(visitor: Visitor) -> list[str]:
    """Best first."""
    return visitor.page.get_by_role("article").get_by_role("heading").all_inner_texts()


def keeps(visitor: Visitor, name: str, note: str) -> None:
    """From the board, and back to it."""
    visitor.click(visitor.page.get_by_role("link", name=f"Retenir : {name}", exact=True))
    visitor.is_on(f"Retenir {name}")
    visitor.fill("Votre note", note)
    visitor.press("Mettre dans la sélection")
    visitor.reads(f"{name} est dans la sélection.")


def sends_the_selection(visitor: Visitor, *, few: str = "") -> None:
    visitor.press("Sélection (")
    visitor.fill("Votre mot à l’entreprise", "Trois personnes qui ont remis une équipe à livrer.")
    visitor.fill("Dossiers relus", 9)
    if few:
        visitor.fill("Pourquoi moins de trois profils", few)
    visitor.press("Envoyer la sélection")
    is_on_its_way(visitor)


def is_on_its_way(visitor: Visitor) -> None:
    """A selection leaves ten seconds later: whoever reads slowly finds it gone."""
    expect(visitor.page.locator("#selection")).to_contain_text(
        re.compile("Elle part à|Ce que l’entreprise a lu le")
    )
