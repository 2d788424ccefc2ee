"""« Demander à Claire » : the company has seen what its sliders bring, and asks a person to look."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional.accounts.actions import contest
from fractional.accounts.models import Contest, User
from fractional.errors import Conflict
from fractional.ui import words as said
from matching.proposals.signals import more_asked
from matching.proposals.sliders import Sliders
from missions.needs.models import Need


def waiting_for_more(need: Need, user: User) -> Contest | None:
    """What this person asked for that need, while it waits for its answer."""
    return Contest.objects.waiting_for_a_curator().filter(user=user, about=need.title).first()


@transaction.atomic
def ask_for_more(*, need: Need, by: User, sliders: Sliders, ahead: int) -> Contest:
    """A request to the team, its owner the curator of the need. Raises Conflict while one waits."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if asked := waiting_for_more(need, by):
        day = said.date_long(asked.due_on)
        raise Conflict(
            _("Votre demande est déjà entre nos mains : réponse au plus tard %(day)s.") % {"day": day}
        )
    asked = contest(user=by, kind=Contest.Kind.HUMAN, about=need.title, words=_words(sliders, ahead))
    more_asked.send(Need, need=need, contest=asked)
    return asked


def _words(sliders: Sliders, ahead: int) -> str:
    stands = ", ".join(f"{label} {place}" for _family, label, place in sliders.shown())
    told = _("D’autres profils, avec ces priorités : %(sliders)s.") % {"sliders": stands}
    if not ahead:
        return told
    return told + " " + _("Au moins %(ahead)s profils non présentés passeraient devant.") % {"ahead": ahead}
