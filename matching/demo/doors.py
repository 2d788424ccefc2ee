"""The five doors of the demo: who one becomes, their story, the first thing to do; and who else one meets inside."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Door:
    key: str
    email: str
    """Empty for whoever has no account yet."""
    name: str | Promise
    role: Promise
    story: Promise
    first_step: Promise
    leads_to: str
    """URL name of the first page."""


DOORS = (
    Door(
        key="solene",
        email="solene.marquais@kelvio.example",
        name="Solène Marquais",
        role=_("Fondatrice de Kelvio Atelier"),
        story=_(
            "Vingt-cinq personnes, sept devs, pas de CTO : les livraisons ralentissent depuis un an. "
            "Sa sélection de trois profils l’attend."
        ),
        first_step=_("Lisez les trois profils, puis demandez une rencontre."),
        leads_to="needs:list",
    ),
    Door(
        key="mael",
        email="mael.trevidic@personnes.example",
        name="Maël Trévidic",
        role=_("CTO fondateur, part-time"),
        story=_(
            "Il a fondé et mené une équipe, puis choisi le part-time pour la variété. "
            "Son tarif est de 1 000 €, de 920 € à partir de six mois."
        ),
        first_step=_("Après la demande de Solène, ouvrez la proposition et répondez."),
        leads_to="proposals:inbox",
    ),
    Door(
        key="claire",
        email="claire.marsault@fractional.example",
        name="Claire Marsault",
        role=_("Équipe Fractional"),
        story=_(
            "Elle relit les dossiers et les besoins, et décide de chaque profil proposé. "
            "Orbelys attend la publication de « Refondre le SI »."
        ),
        first_step=_("Publiez « Refondre le SI », retenez trois profils, envoyez la sélection."),
        leads_to="curation:queue",
    ),
    Door(
        key="nouvelle",
        email="nouvelle.fondatrice@entreprises.example",
        name=_("Une nouvelle fondatrice"),
        role=_("Dirige une jeune entreprise"),
        story=_(
            "Elle n’a encore rien saisi. Son entreprise code tous les jours, sans personne pour diriger la technique."
        ),
        first_step=_("Décrivez un besoin en cinq étapes, et lisez notre avis."),
        leads_to="accounts:home",
    ),
    Door(
        key="arrivant",
        email="",
        name=_("Un CTO qui arrive"),
        role=_("N’a pas encore de compte"),
        story=_(
            "Tout commence par une adresse, que vous inventez. Le code qui la confirme se lit ici, "
            "dans les messages envoyés."
        ),
        first_step=_("Inscrivez-vous, racontez deux expériences, posez vos règles."),
        leads_to="account_signup",
    ),
)
BY_KEY = {door.key: door for door in DOORS}


@dataclass(frozen=True)
class Tale:
    company: str
    text: Promise


TALES = (
    Tale("Kelvio Atelier", _("Logiciel de planning. Trois profils sont lus, une rencontre est convenue.")),
    Tale("Norvéa Fret", _("Le CTO part dans quatre semaines : une transition, à pourvoir vite.")),
    Tale("Tilia Pension", _("Un renfort : l’accord du CTO en place est attendu, par e-mail.")),
    Tale("Orbelys", _("Un système d’information à refondre. Le besoin attend sa publication.")),
    Tale("Pistache & Cie", _("Notre avis disait lead dev ; l’entreprise a maintenu son besoin.")),
    Tale("Lumébois", _("450 € par jour : personne, et ce qui ouvrirait la liste.")),
    Tale("Sarrau", _("Un CTO répond oui à d’autres conditions : l’entreprise doit trancher.")),
    Tale("Gravelle Santé", _("Besoin non confirmé pendant vingt et un jours : il a expiré.")),
    Tale("Sentiers Partagés", _("Une association, sans budget : des jours donnés, et comptés.")),
    Tale("Cobalt Mutuel", _("Une mission menée à son terme, livrée et transmise.")),
)
"""Companies with a story, which Claire's door shows."""

FACES = (
    ("Maël Trévidic", _("CTO fondateur, 1 000 €, 920 € à partir de six mois.")),
    ("Antoine Rivalet", _("CPTO de deux entreprises, quatre jours, sans code.")),
    ("Inès Haddour", _("CTO de transition.")),
    ("Oriane Fauvelin", _("Des jours en janvier seulement.")),
    ("Bastien Courtelard", _("Lead dev depuis sept ans : un chemin, avec une date.")),
    ("Jade Lemoyne", _("Cherche du temps, pas le rôle : un autre chemin.")),
    ("Hugo Perrichet", _("En pause jusqu’à une date dite.")),
    ("Salomé Kerdoncuff", _("Ses jours n’ont pas été confirmés depuis deux mois.")),
    ("Idriss Benaloui", _("Nouveau, sans référence : son dossier attend Claire.")),
)
"""CTOs with a story, by name."""
