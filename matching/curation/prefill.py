"""The six lines of a note, begun from the file's own facts: a curator corrects them instead of copying them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fractional.ctos.models import Cto, Post, Reference
from fractional.ui import words

MOST = 300
"""Characters of a line."""


def note_on(cto: Cto, months: int) -> dict[str, str]:
    """By line; `months` of full-time CTO. Read from the posts and references that came with the file."""
    posts = list(cto.posts.all())
    last = _last_as_cto(posts)
    lines = {
        "role_held": _role(last, months),
        "team": _team(last),
        "business": _business(cto),
        "first_days": _first_days(cto, posts),
        "proof_seen": _proof(cto, posts),
        "reserve": _reserve(posts, months),
    }
    return {name: text[:MOST] for name, text in lines.items()}


def _last_as_cto(posts: Sequence[Post]) -> Post | None:
    held = [post for post in posts if post.title in Post.CTO_TITLES]
    return next(iter(held or posts), None)


def _role(post: Post | None, months: int) -> str:
    if post is None:
        return _("Aucune expérience saisie.")
    said = {"title": post.get_title_display(), "company": post.company_name, "months": words.months(months)}
    return _("%(title)s chez %(company)s ; %(months)s de CTO à plein temps en tout.") % said


def _team(post: Post | None) -> str:
    if post is None:
        return _("Aucune équipe dirigée.")
    people = ngettext("%(led)s personne dirigée", "%(led)s personnes dirigées", post.team_led)
    said = {"led": post.team_led, "all": post.headcount}
    return (people % said) + _(", dans une entreprise de %(all)s.") % said


def _business(cto: Cto) -> str:
    held = [
        text
        for holds, text in (
            (cto.business_budget_held, _("budget tenu")),
            (cto.business_board, _("comité de direction")),
            (cto.business_effect, cto.business_effect),
        )
        if holds
    ]
    return " ; ".join(held) or _("Rien de déclaré : à demander.")


def _first_days(cto: Cto, posts: Sequence[Post]) -> str:
    told = (cto.first_days, *(post.first_days for post in posts))
    return next(filter(None, told), "") or _("Rien d’écrit sur ses trente premiers jours.")


def _proof(cto: Cto, posts: Sequence[Post]) -> str:
    confirmed = sum(ref.state == Reference.State.CONFIRMED for ref in cto.references.all())
    seen = sum(post.proof == Post.Proof.DOCUMENT for post in posts)
    told = []
    if seen:
        told.append(ngettext("%(count)s document vu", "%(count)s documents vus", seen) % {"count": seen})
    if confirmed:
        references = ngettext("%(count)s référence confirmée", "%(count)s références confirmées", confirmed)
        told.append(references % {"count": confirmed})
    return words.listed(told) or _("Déclaratif, aucun document ni référence pour l’instant.")


def _reserve(posts: Sequence[Post], months: int) -> str:
    largest = max((post.headcount for post in posts), default=0)
    return (
        _("Pas d’expérience au-delà de %(all)s personnes.") % {"all": largest}
        if months
        else _("Aucun mois de CTO à plein temps.")
    )
