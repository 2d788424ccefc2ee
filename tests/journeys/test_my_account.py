"""A person and what is held about them: which mails, in which language, a copy, a request, and the way out."""

import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.journeys import ctos
from tests.journeys.entrance import signs_up
from tests.journeys.people import Cto

pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_person_rules_over_their_account(visit, product, script):
    lucie, cto, team, anybody = Cto("Lucie", "Ferrandet"), *(visit(script=script) for _ in range(3))
    signs_up(cto, lucie)
    ctos.writes_and_sends_their_file(cto, lucie)

    _chooses_their_mails(cto)
    _takes_a_copy(cto, product, lucie)
    _asks_the_team(cto, team, product, lucie)
    _reads_in_english_and_comes_back(cto)
    _asks_to_be_erased_and_stays(cto, product, lucie)
    anybody.go("/mon-compte/")
    anybody.is_on("Se connecter")


def _chooses_their_mails(cto: Visitor) -> None:
    cto.go("/mon-compte/messages/")
    cto.reads("Ce qui part toujours")
    cto.pick("Ce qui prend fin", "résumé du mardi")
    cto.pick("Les rappels", "jamais")
    cto.press("Enregistrer")
    cto.go("/mon-compte/messages/")
    expect(cto.page.get_by_role("group", name="Les rappels").get_by_label("jamais")).to_be_checked()


def _takes_a_copy(cto: Visitor, product, person: Cto) -> None:
    cto.go("/mon-compte/donnees/")
    cto.press("Demander ma copie")
    product.mail(person.email, "Votre copie est prête")
    cto.go("/mon-compte/donnees/")
    with cto.page.expect_download() as waited:
        cto.press("Télécharger l’archive")
    with zipfile.ZipFile(waited.value.path()) as copy:
        told = "\n".join(copy.read(name).decode() for name in copy.namelist())
    assert person.headline in told
    assert person.email in told


def _asks_the_team(cto: Visitor, team: Visitor, product, person: Cto) -> None:
    cto.go("/mon-compte/demandes/")
    cto.pick("Votre demande", "Corriger une donnée")
    cto.fill("À propos de quoi", f"Le dossier de {person.last_name}")
    cto.fill("Ce qui ne va pas, et ce que vous attendez", "Une année de trop y est comptée.")
    cto.press("Envoyer à l’équipe")
    cto.reads(f"Le dossier de {person.last_name}")
    team.enter("claire")
    team.go("/equipe/demandes/")
    team.reads(f"Le dossier de {person.last_name}")


def _reads_in_english_and_comes_back(cto: Visitor) -> None:
    cto.go("/mon-compte/")
    cto.field("Langue des pages et des messages").select_option(value="en")
    cto.press("Enregistrer")
    cto.is_on("My account")
    cto.field("Language of pages and messages").select_option(value="fr")
    cto.press("Save")
    cto.is_on("Mon compte")


def _asks_to_be_erased_and_stays(cto: Visitor, product, person: Cto) -> None:
    before = product.codes(person.email)
    cto.go("/mon-compte/effacer/")
    cto.press("Recevoir un code par e-mail")
    cto.fill("Code reçu par e-mail", product.next_code(person.email, before))
    cto.press("Effacer mon compte dans un jour")
    cto.reads("Garder mon compte")
    product.mail(person.email, "Votre compte sera effacé demain")
    cto.press("Garder mon compte")
    expect(cto.page.get_by_role("button", name="Recevoir un code par e-mail")).to_be_visible()
