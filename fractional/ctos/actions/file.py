"""What a CTO says of themself. Nobody else writes it: a rate least of all (R03)."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts.access import Forbidden
from fractional.accounts.actions import change_preferences
from fractional.accounts.models import User
from fractional.ctos import functions, rates
from fractional.ctos.models import Cto, Function, Post, RefusedCompany
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.ui import words

MAX_POSTS = 20


class BadRates(DomainError):
    """Rates that contradict one another."""


class TooMany(DomainError):
    """More rows than a person can mean."""


@transaction.atomic
def start_file(*, user: User, notice: str = "", **wants: Any) -> Cto:
    """The file of this person, made if there is none, with their first answers (see ``save_wants``).

    `notice` is the version of the matching notice they had before their eyes (R14).
    """
    cto, made = Cto.objects.get_or_create(
        user=user, defaults={"function": Function.objects.get(code=functions.FIRST["code"])}
    )
    if made:
        facts = {"notice": notice} if notice else {}
        record(thing="cto", thing_id=cto.pk, event="started", to_state=cto.state, by=user, facts=facts)
    return save_wants(cto=cto, by=user, **wants) if wants else cto


@transaction.atomic
def point_to_freelancing(*, user: User, first_name: str, last_name: str) -> None:
    """Part-time draws this person more than the role (article row 42): no file is made; that they were told is kept."""
    change_preferences(
        by=user, first_name=first_name, last_name=last_name, phone=user.phone, language=user.language
    )
    record(thing="user", thing_id=user.pk, event="freelance_path", by=user)


@transaction.atomic
def save_wants(
    *,
    cto: Cto,
    by: User,
    drawn_by: str,
    motives: Iterable[str] = (),
    source: str = "",
    first_name: str = "",
    last_name: str = "",
) -> Cto:
    """What draws this person, part-time or the role, why, and how they are called (article rows 4 and 41)."""
    if first_name and last_name:
        change_preferences(
            by=by, first_name=first_name, last_name=last_name, phone=by.phone, language=by.language
        )
    fields = {"drawn_by": drawn_by, "motives": list(motives), "source": source}
    return _save(own(cto, by), by, "wants_saved", fields)


@transaction.atomic
def save_profile(*, cto: Cto, by: User, **fields: Any) -> Cto:
    """The line, the scope and the business proofs that a founder reads; no name, no employer."""
    return _save(own(cto, by), by, "profile_saved", fields)


@transaction.atomic
def save_rates(
    *,
    cto: Cto,
    by: User,
    target_rate_eur: int,
    floor_rate_eur: int,
    discount_percent: int = 0,
    from_months: int = rates.LENGTHS[-1],
) -> Cto:
    """The rate wished for, the private floor, and one step for long missions. Raises BadRates."""
    if target_rate_eur < floor_rate_eur:
        raise BadRates(_("Votre tarif souhaité est inférieur à votre plancher."))
    if target_rate_eur * (100 - discount_percent) < floor_rate_eur * 100:
        raise BadRates(
            _("Avec cette baisse, une longue mission passerait sous votre plancher de %(floor)s.")
            % {"floor": words.eur(floor_rate_eur)}
        )
    grid = rates.grid(
        target_rate_eur, floor_rate_eur, discount_percent=discount_percent, from_months=from_months
    )
    fields: dict[str, Any] = {"target_rate_eur": target_rate_eur, "floor_rate_eur": floor_rate_eur}
    settled: dict[str, Any] = {"rates": grid, "rate_answers": {}, "rate_undecided_at": None}
    return _save(own(cto, by), by, "rates_saved", fields | settled)


@transaction.atomic
def leave_rates_open(*, cto: Cto, by: User, **answers: str) -> Cto:
    """« Je ne sais pas encore »: keep the three answers that the indicative band was asked with, and no rate."""
    cto = own(cto, by)
    undecided = None if cto.rates else cto.rate_undecided_at or clock.now()
    return _save(cto, by, "rates_left_open", {"rate_answers": answers, "rate_undecided_at": undecided})


@transaction.atomic
def save_rules(
    *, cto: Cto, by: User, refused: Iterable[tuple[str, str, str]] | None = None, **fields: Any
) -> Cto:
    """The rules nobody may break. `refused`: (SIREN, private label, reason) of every company turned down."""
    cto = own(cto, by)
    if refused is not None:
        cto.refused_companies.all().delete()
        RefusedCompany.objects.bulk_create(
            RefusedCompany(cto=cto, siren=siren, label=label, why=why) for siren, label, why in refused
        )
    return _save(cto, by, "rules_saved", fields)


@transaction.atomic
def add_post(*, cto: Cto, by: User, **fields: Any) -> Post:
    """Add a role held. Raises TooMany."""
    cto = own(cto, by)
    if cto.posts.count() >= MAX_POSTS:
        raise TooMany(_("Vingt expériences suffisent : gardez les plus parlantes."))
    since = clock.now() if cto.state in Cto.READ else None
    post = Post.objects.create(cto=cto, to_read_since=since, **fields)
    _told(cto, by, "post_added", post.pk)
    return post


@transaction.atomic
def change_post(*, post: Post, by: User, **fields: Any) -> Post:
    """Change a role held. What was proved of it is only declared again once it is said otherwise.

    In a verified file it counts as it was read, until a curator has read it anew.
    """
    cto = own(post.cto, by)
    was = _still_there(post)
    post = copy(was)
    for name, value in fields.items():
        setattr(post, name, value)
    if post.facts() != was.facts():
        post.proof_seen_on = post.proof_seen_by = None
        post.proof = post.evidence()
    if cto.state in Cto.READ:
        _wait_to_be_read(post, was)
    post.save()
    _told(cto, by, "post_changed", post.pk)
    return post


@transaction.atomic
def delete_post(*, post: Post, by: User) -> None:
    """Take a role back: from now on it counts no more."""
    cto = own(post.cto, by)
    post = _still_there(post)
    number = post.pk
    post.delete()
    _told(cto, by, "post_deleted", number)


def own(cto: Cto, by: User | None) -> Cto:
    """The CTO's row, locked, for the only person who may write it. Raises Forbidden, or Conflict once they left."""
    cto = Cto.objects.locked(cto)
    if by is None or by.pk != cto.user_id:
        raise Forbidden
    if cto.state == Cto.State.LEFT:
        raise Conflict(_("Votre dossier est clos. Écrivez-nous pour le rouvrir."))
    return cto


def _save(cto: Cto, by: User, event: str, fields: dict[str, Any]) -> Cto:
    for name, value in fields.items():
        setattr(cto, name, value)
    if fields:
        cto.save(update_fields=list(fields))
    record(thing="cto", thing_id=cto.pk, event=event, by=by)
    cto_changed.send(sender=Cto, cto=cto)
    return cto


def _told(cto: Cto, by: User, event: str, post: int) -> None:
    """Write it down, and tell upwards. Whoever was asked about their changes has answered by another one."""
    if cto.state in Cto.READ and cto.asked_for:
        cto.asked_for = ""
        cto.save(update_fields=["asked_for"])
    record(thing="cto", thing_id=cto.pk, event=event, by=by, facts={"post": post})
    cto_changed.send(sender=Cto, cto=cto)


def _still_there(post: Post) -> Post:
    """The role as it is now that its CTO's row is ours. Raises Conflict when it was removed meanwhile."""
    now = Post.objects.filter(pk=post.pk).first()
    if now is None:
        raise Conflict(_("Cette expérience a déjà été retirée."))
    return now


def _wait_to_be_read(post: Post, was: Post) -> None:
    """What was read last goes on counting; the same words told again wait for nobody."""
    read = was.as_read()
    if read and post.says_as_much_as(read):
        post.proof_seen_on, post.proof_seen_by_id = read.proof_seen_on, read.proof_seen_by_id
        post.proof, post.to_read_since, post.last_read = post.evidence(), None, None
    elif was.to_read_since is None:
        post.to_read_since, post.last_read = clock.now(), was.told()
