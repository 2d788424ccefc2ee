"""What the founder of a company does, page by page."""

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor
from tests.journeys.people import Founder, Need


def opens_their_company(visitor: Visitor, founder: Founder) -> None:
    """From « Vous êtes… » to the first page of a need."""
    visitor.press_in("Je cherche un CTO part-time", "Commencer")
    visitor.is_on("Votre entreprise")
    visitor.fill("Nom de l’entreprise", founder.company)
    visitor.fill("Numéro SIREN", founder.siren)
    visitor.choose("Étape", "Série A")
    visitor.choose("Secteur", "Logiciel en ligne pour entreprises")
    visitor.fill("Nombre de personnes", 25)
    visitor.pick("Un CTO est en place aujourd’hui", "Non")
    visitor.fill("Prénom", founder.first_name)
    visitor.fill("Nom", founder.last_name)
    visitor.press("Ouvrir le compte")


def tells_and_sends_a_need(visitor: Visitor, need: Need) -> None:
    """The five steps, our opinion, the sending."""
    tells_a_need(visitor, need)
    visitor.reads("Envoyer votre besoin")
    visitor.press("Envoyer mon besoin")
    visitor.reads("Votre besoin est envoyé.")


def tells_a_need(visitor: Visitor, need: Need) -> None:
    """The five steps; our opinion stands there."""
    visitor.go("/besoins/nouveau/")
    visitor.tick(visitor.page.get_by_role("checkbox", name="J’ai lu"))
    visitor.press("Commencer")
    _tells_the_problem(visitor, need)
    _tells_of_the_team(visitor, need)
    _gives_a_place(visitor, need)
    _sets_the_rhythm(visitor, need)
    visitor.is_on("Quel budget, et qu’est-ce qui compte ?")
    visitor.fill("Ou tarif maximum par jour", need.ceiling)
    visitor.press("Lire notre avis")


def _tells_the_problem(visitor: Visitor, need: Need) -> None:
    visitor.is_on("Que voulez-vous résoudre ?")
    visitor.fill("Ce qui bloque, dans vos mots", need.words)
    visitor.pick("La ligne qui s’en approche le plus", "La livraison ralentit")
    visitor.fill("Un titre court", need.title)
    visitor.fill("Résultat attendu pour l’entreprise", "Livrer chaque semaine ce que les clients ont demandé")
    visitor.choose("De quel ordre", "Livrer plus régulièrement")
    visitor.fill("Indicateur", "Délai entre une demande et sa livraison")
    visitor.press("Continuer")


def _tells_of_the_team(visitor: Visitor, need: Need) -> None:
    visitor.is_on("Qui fait la technique aujourd’hui ?")
    visitor.fill("Développeurs dans l’équipe", need.devs)
    visitor.pick("Un lead dev encadre cette équipe", need.lead)
    visitor.fill("La personne qui décide", "La présidente")
    visitor.press("Continuer")


def asks_for_support_of_the_cto_in_place(visitor: Visitor, need: Need, in_place: str) -> None:
    """A reinforcement: told like any need, with the address of the person whose consent it waits for."""
    visitor.go("/besoins/nouveau/")
    visitor.reads("Comment nous comparons les profils")
    visitor.tick(visitor.page.get_by_role("checkbox", name="J’ai lu"))
    visitor.press("Commencer")
    _tells_the_problem(visitor, need)
    _tells_of_the_team(visitor, need)
    _gives_a_place(visitor, need, "Renfort du CTO en place")
    # What this kind asks on top is there by now, with a script or after the first sending.
    visitor.fill("Adresse e-mail du CTO en place", in_place)
    visitor.press("Continuer")
    _sets_the_rhythm(visitor, need)
    visitor.fill("Ou tarif maximum par jour", need.ceiling)
    visitor.press("Lire notre avis")
    visitor.reads("CTO vérifiés correspondent au cadre et à ce budget")
    visitor.press("Envoyer mon besoin")
    visitor.reads("Votre besoin est envoyé.")


def invites(visitor: Visitor, email: str) -> None:
    visitor.press("Entreprise")
    visitor.press("Inviter, ou changer les rôles")
    visitor.fill("Adresse e-mail de la personne", email)
    visitor.press("Envoyer l’invitation")
    visitor.reads("L’invitation est partie")


def _gives_a_place(visitor: Visitor, need: Need, kind: str = "CTO dans la durée") -> None:
    visitor.is_on("Quelle place donnez-vous à cette personne ?")
    visitor.pick("La situation", kind)
    visitor.pick("Une place au comité de direction", need.seat)
    visitor.pick("Ce que cette personne dirige", "La technique")
    visitor.pick("Ce que vous attendez d’abord", "Diriger")
    visitor.pick("Part de code", need.code)
    visitor.press("Continuer")


def _sets_the_rhythm(visitor: Visitor, need: Need) -> None:
    visitor.is_on("Quels jours, et à partir de quand ?")
    visitor.choose("Par semaine", str(need.half_days))
    visitor.pick("Jours fixes", *need.fixed)
    visitor.fill("Durée", need.months)
    visitor.pick("Contrats possibles", "Prestation en indépendant")
    visitor.press("Continuer")


def card_of(visitor: Visitor, headline: str) -> Locator:
    """The profile of the selection that says this of itself, which is all one knows of it."""
    return visitor.page.get_by_role("article").filter(has_text=headline)


def opens_the_selection(visitor: Visitor, title: str) -> None:
    visitor.go("/besoins/")
    visitor.press(title)
    visitor.press("Lire la sélection")


def asks_to_meet(visitor: Visitor, card: Locator) -> None:
    visitor.press("Demander une rencontre", within=card)
    visitor.fill("Votre message", "Comment reprenez-vous une équipe qui ne livre plus ?")
    visitor.press("Envoyer la demande")


def chooses(visitor: Visitor, card: Locator) -> None:
    """With the terms of the card, as they stand."""
    visitor.press("Choisir", within=card)
    visitor.is_on("Vos conditions finales")
    visitor.fill("Ce que cette personne ne fera pas", "L’astreinte de nuit")
    visitor.press("Envoyer ces conditions")
    visitor.reads("Vos conditions sont parties.")
