"""History rows as the team reads them: what happened to a thing, in words instead of codes."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fractional.accounts.models import Contest, User
from fractional.companies.models import Company
from fractional.ctos.models import Cto, Reference
from fractional.history.models import Event
from fractional.outbox.delivery import subject_of
from fractional.outbox.models import Channel, Row
from matching.proposals.models import Proposal, Selection
from missions.engagements.models import Mission, Renewal
from missions.needs.models import Need

THINGS: dict[str, Promise | str] = {
    "cto": _("Dossier de CTO"),
    "company": _("Entreprise"),
    "need": _("Besoin"),
    "selection": _("Sélection"),
    "proposal": _("Proposition"),
    "hand": _("Main levée"),
    "join": _("Demande à rejoindre une entreprise"),
    "mission": _("Mission"),
    "renewal": _("Renouvellement"),
    "user": _("Compte"),
    "contest": _("Demande à l’équipe"),
    "debt": _("Message"),
    "token": _("Jeton d’API"),
    "reference": _("Référence"),
}
STATES: dict[str, type[TextChoices]] = {
    "cto": Cto.State,
    "company": Company.State,
    "need": Need.State,
    "selection": Selection.State,
    "proposal": Proposal.State,
    "mission": Mission.State,
    "renewal": Renewal.State,
    "user": User.State,
    "contest": Contest.State,
    "reference": Reference.State,
}
JOBS: dict[str, Promise | str] = {
    "matching.rank_need": _("Classement d’un besoin"),
    "matching.rank_cto": _("Classement d’un CTO"),
    "matching.refresh_all": _("Classements de la nuit"),
    "matching.send_selection": _("Départ d’une sélection"),
    "matching.leave": _("Départ d’une proposition"),
    "ctos.resume": _("Fin d’une pause de CTO"),
    "accounts.digests": _("Résumés du mardi"),
    "accounts.make_copy": _("Copie des données d’une personne"),
    "accounts.erase": _("Effacement d’une personne"),
    "accounts.tidy": _("Fin des copies, des sessions et des comptes abandonnés"),
    "api.forget": _("Effacement des réponses de l’API"),
    "matching.forget_words": _("Effacement de ce qui fut écrit d’un échange sans suite"),
    "matching.rank_chunk": _("Classement des besoins, par parts"),
    "curation.perform": _("Décision de l’équipe à appliquer"),
    "outbox.forget": _("Effacement des messages anciens"),
    "outbox.after": _("Suite d’un message"),
}
"""What a background job does, for those who read that it stopped."""
EVENTS: dict[str, Promise | str] = {
    "started": _("dossier ouvert"),
    "created": _("création"),
    "wants_saved": _("envies enregistrées"),
    "profile_saved": _("profil enregistré"),
    "post_added": _("expérience ajoutée"),
    "post_changed": _("expérience modifiée"),
    "post_deleted": _("expérience retirée"),
    "changes_read": _("changements relus"),
    "changes_asked": _("question posée sur un changement"),
    "rates_saved": _("tarifs enregistrés"),
    "rates_left_open": _("tarif laissé à fixer"),
    "freelance_path": _("le part-time sans le rôle : chemin indiqué"),
    "rules_saved": _("règles enregistrées"),
    "week_set": _("semaine enregistrée"),
    "half_days_held": _("demi-journées prises par un autre client"),
    "half_days_booked": _("demi-journées engagées"),
    "half_days_released": _("demi-journées rendues"),
    "availability_confirmed": _("disponibilité confirmée"),
    "proof_seen": _("document vu, non conservé"),
    "reopened": _("dossier rouvert"),
    "promised_again": _("nouvelle date de lecture annoncée"),
    "reminded": _("relance envoyée"),
    "gate_lifted": _("exception aux douze mois, motivée"),
    "updated": _("modifiée"),
    "edited": _("modifié"),
    "confirmed": _("toujours d’actualité"),
    "put_off": _("remise à plus tard"),
    "hand_raised": _("main levée par un CTO"),
    "hand_lowered": _("main baissée"),
    "hand_answered": _("réponse à une main levée"),
    "question_asked": _("question posée"),
    "question_answered": _("question répondue"),
    "question_unanswered": _("question restée sans réponse"),
    "terms_kept": _("l’entreprise garde ses conditions"),
    "maintained": _("besoin maintenu contre notre avis"),
    "consent_asked": _("accord demandé au CTO en place"),
    "consent_given": _("accord du CTO en place"),
    "consent_refused": _("le CTO en place refuse"),
    "consent_sent_back": _("rendu à l’entreprise après ce refus"),
    "consent_lapsed": _("le CTO en place n’a pas répondu"),
    "rewording_suggested": _("rédaction suggérée"),
    "rewording_accepted": _("rédaction acceptée par l’entreprise"),
    "rewording_refused": _("l’entreprise garde ses mots"),
    "rewording_lapsed": _("suggestion restée sans réponse"),
    "promise_moved": _("retard annoncé, nouvelle date promise"),
    "watched": _("gardé en veille"),
    "unwatched": _("n’est plus gardé en veille"),
    "kept_alive": _("prolongé par une mise en relation"),
    "assessed": _("notre avis est rendu de nouveau"),
    "copied": _("copié d’un autre besoin"),
    "reminder_asked": _("rappel demandé pour une date"),
    "opened": _("ouverte"),
    "dropped": _("retirée de la sélection"),
    "given_back": _("n’est pas partie, revenue en préparation"),
    "resumed": _("reprise"),
    "agreed": _("conditions acceptées"),
    "slot_picked": _("créneau de rencontre retenu"),
    "member_left": _("un membre quitte l’entreprise"),
    "member_invited": _("un collègue est invité"),
    "member_joined": _("un collègue rejoint l’entreprise"),
    "invitation_revoked": _("invitation retirée"),
    "invitation_lapsed": _("invitation restée sans réponse"),
    "role_changed": _("rôle d’un membre changé"),
    "join_asked": _("une personne demande à rejoindre l’entreprise"),
    "join_accepted": _("une personne rejoint l’entreprise"),
    "join_refused": _("demande à rejoindre refusée"),
    "join_lapsed": _("demande à rejoindre restée sans réponse"),
    "owner_named": _("un autre membre décide désormais"),
    "mail_choice": _("rythme des messages choisi"),
    "copy_asked": _("copie des données demandée"),
    "copy_made": _("copie des données prête"),
    "copy_downloaded": _("copie des données téléchargée"),
    "address_asked": _("changement d’adresse demandé"),
    "address_changed": _("adresse changée"),
    "erasure_confirmed": _("effacement confirmé"),
    "erasure_called_off": _("effacement annulé"),
    "retention_told": _("effacement annoncé après deux ans"),
    "curator_added": _("entre dans l’équipe"),
    "curator_removed": _("quitte l’équipe"),
    "assigned": _("confié à quelqu’un de l’équipe"),
    "snoozed": _("reporté à une date"),
    "woken": _("repris avant sa date"),
    "act_returned": _("décision refusée au moment d’être appliquée"),
    "poked": _("rappelé par l’équipe"),
    "extended": _("délai prolongé"),
    "answer_contested": _("réponse notée par l’équipe, contestée"),
    "tried_again": _("nouvel essai demandé"),
    "settled": _("réglé autrement"),
    "revoked": _("révoqué"),
}


def thing(event: Event) -> str:
    return str(THINGS.get(event.thing, event.thing))


def what(event: Event) -> str:
    """« en relecture » for a change of state, « tarifs enregistrés » for anything else."""
    if event.thing in STATES and event.event == event.to_state:
        return str(STATES[event.thing](event.to_state).label)
    return str(EVENTS.get(event.event, event.event))


def debt(row: Row) -> str:
    """What a message says first, or what a background job does."""
    if row.channel == Channel.JOB:
        return str(JOBS.get(row.kind, row.kind))
    return subject_of(row) or row.kind
