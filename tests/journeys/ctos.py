"""What a CTO does, page by page."""

from tests.browser.visitor import Visitor
from tests.journeys.people import Cto, Person, Role


def writes_and_sends_their_file(visitor: Visitor, cto: Cto) -> None:
    """The seven steps, from « Vous êtes… »."""
    says_what_draws_them(visitor, cto, "Le rôle de CTO")
    tells_of_their_roles(visitor, cto)
    sets_their_rates(visitor, cto)
    visitor.pick("Vos demi-journées ouvertes aux missions", *cto.open)
    visitor.press("Enregistrer et continuer")
    sets_their_rules(visitor)
    visitor.is_on("Voici ce qu’un fondateur lira")
    visitor.press("Envoyer mon dossier")
    visitor.reads("Votre dossier est envoyé.")


def says_what_draws_them(visitor: Visitor, cto: Cto, answer: str) -> None:
    """The first question, from « Vous êtes… »."""
    visitor.press_in("Je suis CTO", "Commencer")
    visitor.pick("Que cherchez-vous d’abord", answer)
    visitor.fill("Prénom", cto.first_name)
    visitor.fill("Nom", cto.last_name)
    says_why(visitor)


def says_why(visitor: Visitor) -> None:
    visitor.pick("Qu’en attendez-vous ?", "La variété des missions")
    visitor.press("Enregistrer et continuer")


def tells_of_their_roles(visitor: Visitor, cto: Cto) -> None:
    for role in cto.roles:
        visitor.press("Ajouter une")
        tells_of_a_role(visitor, role)
    visitor.press("Continuer", within=visitor.page.locator("main"))
    visitor.fill("Votre profil en une phrase", cto.headline)
    visitor.press("Enregistrer et continuer")


def tells_of_a_role(visitor: Visitor, role: Role) -> None:
    visitor.choose("Rôle", role.title)
    visitor.pick("À plein temps ?", "Oui")
    visitor.fill("Début", role.started)
    visitor.fill("Fin", role.ended)
    visitor.fill("Entreprise", role.company)
    visitor.fill("Ce qu’un fondateur lira à la place du nom", role.said_of_it)
    visitor.choose("Secteur", "Logiciel en ligne pour entreprises")
    visitor.choose("Stade", "Série A")
    visitor.fill("Personnes dans l’entreprise", 40)
    visitor.fill("Personnes que vous dirigiez", 9)
    visitor.pick("Situations vécues", "CTO dans la durée")
    visitor.pick("Problèmes résolus", "La livraison ralentit", "Personne ne dirige la technique")
    visitor.pick("Objectifs atteints", "Livrer plus régulièrement")
    visitor.fill("Un résultat, avec un chiffre", "Délai de livraison passé de six semaines à huit jours")
    visitor.press("Enregistrer")
    visitor.is_on("Votre expérience")


def leaves_their_rate_open(visitor: Visitor) -> None:
    visitor.is_on("Vos tarifs")
    visitor.press("Je ne sais pas encore")
    visitor.pick("CTO à plein temps, pendant", "Moins de 2 ans")
    visitor.pick("La plus grande équipe", "6 à 15 personnes")
    visitor.pick("Vous travaillerez surtout", "Ailleurs")
    visitor.press("Voir le repère")
    visitor.reads("Indicatif")
    visitor.press("Continuer sans tarif")


def draws_a_ramp(visitor: Visitor, cto: Cto) -> None:
    """A day a week now, more from the second and the third step on."""
    visitor.pick("Vos demi-journées ouvertes aux missions", *cto.open[:2])
    visitor.field("Puis, à partir de la semaine du").fill("2027-03-01")
    visitor.pick("Les demi-journées ouvertes à ce moment-là", *cto.open)
    visitor.click(visitor.page.locator("#step-2 summary"))
    step = visitor.page.locator("#step-2")
    step.get_by_label("Puis, à partir de la semaine du").fill("2027-09-06")
    for half_day in (*cto.open, "vendredi matin"):
        visitor.tick(step.get_by_label(half_day))
    visitor.press("Enregistrer et continuer")


def sets_their_rates(visitor: Visitor, cto: Cto) -> None:
    """A rate, a floor, and one step: 8 % less from six months on."""
    visitor.is_on("Vos tarifs")
    visitor.fill("Votre TJM souhaité", cto.target)
    visitor.fill("Votre plancher", cto.floor)
    visitor.fill("Sur une longue mission, moins", 8)
    visitor.choose("À partir de", "6 mois")
    visitor.press("Enregistrer et continuer")


def sets_their_rules(visitor: Visitor) -> None:
    visitor.is_on("Vos règles")
    visitor.pick("Missions que vous acceptez", "CTO dans la durée")
    visitor.pick("La part de code que vous acceptez", "Une part")
    visitor.pick("Contrats que vous acceptez", "Prestation en indépendant")
    visitor.pick("Où vous pouvez aller", "Bretagne")
    visitor.press("Enregistrer et continuer")


def opens_the_proposal(visitor: Visitor, title: str) -> None:
    visitor.go("/propositions/")
    visitor.press(title)
    visitor.is_on(title)


def accepts_to_meet(visitor: Visitor) -> None:
    visitor.press("Accepter la rencontre")
    visitor.reads("C’est noté : vous pouvez désormais vous écrire.")


def gives_the_last_yes(visitor: Visitor) -> None:
    visitor.press("Donner mon dernier accord")
    visitor.reads("La mission est confirmée")


def asks_for_a_reference(visitor: Visitor, referee: Person) -> None:
    visitor.press("Voir vos références")
    visitor.fill("Son prénom et son nom", referee.full_name)
    visitor.fill("Son adresse e-mail", referee.email)
    visitor.page.get_by_label("À propos de quel rôle").select_option(index=1)
    visitor.press("Envoyer la demande")
    visitor.reads("Le message est parti")


def vouches(visitor: Visitor) -> None:
    """Three questions, on a page that a mail opened."""
    visitor.pick("Cette personne a-t-elle tenu ce rôle", "Oui, ce rôle")
    visitor.page.get_by_label("Qu’a-t-elle décidé").fill("A fait livrer chaque semaine.")
    visitor.pick("Travailleriez-vous de nouveau", "Oui")
    visitor.press("Envoyer ma réponse")
    visitor.is_on("Merci, votre réponse est notée")


def asks(visitor: Visitor, question: str) -> None:
    visitor.click(visitor.page.locator("summary", has_text="Poser une question avant de répondre"))
    visitor.fill("Votre question", question)
    visitor.press("Envoyer ma question")


def declines(visitor: Visitor, reason: str) -> None:
    visitor.click(visitor.page.locator("summary", has_text="Décliner, avec un motif"))
    visitor.pick("Votre motif", reason)
    visitor.press("Décliner")
