"""Where a CTO's file stands: sent, read, verified, oriented, paused, closed. One history row per move."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.access import Forbidden
from fractional.accounts.models import User
from fractional.ctos import emails
from fractional.ctos.actions.file import own
from fractional.ctos.experience import MONTHS_TO_BE_MATCHED, full_time_months
from fractional.ctos.models import Cto, CuratorNote
from fractional.ctos.promises import CLOSED_AFTER, morning_of
from fractional.ctos.signals import cto_changed
from fractional.ctos.steps import lacks
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import move
from fractional.outbox.actions import post_job
from fractional.ui import words


class Incomplete(DomainError):
    """The file lacks something: its message names the first things missing."""


class NotYet(DomainError):
    """Too early, by a date or by the months of full-time CTO."""


@transaction.atomic
def submit(*, cto: Cto, by: User, answer: str = "", warning: str = "") -> Cto:
    """Send the file to the team, who answer within five working days. Raises Incomplete or NotYet.

    `answer` goes with a file that was sent back with a question; the team reads it in the history.
    `warning` is the version of the warning that stood above the button (article row 29).
    """
    cto = own(cto, by)
    today = clock.today()
    missing = lacks(cto)
    if missing:
        named = words.listed(str(lack.text) for lack in missing)
        raise Incomplete(_("Il manque encore à votre dossier : %(named)s.") % {"named": named})
    if cto.state == Cto.State.ORIENTED and cto.recheck_on and today < cto.recheck_on:
        day = words.date_plain(cto.recheck_on)
        raise NotYet(_("Nous refaisons le point ensemble le %(day)s.") % {"day": day})
    dates: dict[str, Any] = {
        "submitted_at": clock.now(),
        "availability_confirmed_on": today,
        "late_until": None,
    }
    read = {"warning": warning} if warning else {}
    move(cto, Cto.State.SUBMITTED, by=by, note=answer, facts=read, **dates)
    emails.received(cto)
    return _changed(cto)


@transaction.atomic
def verify(
    *, cto: Cto, by: User, note: Mapping[str, str], owner: User | None = None, lift_gate_reason: str = ""
) -> Cto:
    """Open the pool to this CTO: a curator's note in six lines, and a year of full-time CTO or a reason."""
    cto = _read_by(cto, by)
    if cto.state != Cto.State.SUBMITTED:
        raise Conflict(_("Ce dossier n’attend pas de relecture."))
    if lift_gate_reason:
        cto = lift_gate(cto=cto, by=by, reason=lift_gate_reason)
    months = full_time_months(cto.posts.all(), clock.today())
    if months < MONTHS_TO_BE_MATCHED and not cto.gate_lifted_at:
        raise NotYet(
            _("Ce dossier compte %(months)s de CTO à plein temps : une exception demande une raison.")
            % {"months": words.months(months)}
        )
    if not cto.rates:
        raise Incomplete(_("Le tarif de ce profil reste à fixer : demandez-le avant de vérifier."))
    if lacks(cto):
        raise Incomplete(_("Ce profil n’est pas complet : il ne peut pas être vérifié."))
    _write_note(cto, by, note)
    now = clock.now()
    move(
        cto,
        Cto.State.VERIFIED,
        by=by,
        verified_at=now,
        verified_by=by,
        owner_curator=owner or by,
        asked_for="",
    )
    emails.verified(cto, by)
    emails.availability_question(cto)
    return _changed(cto)


@transaction.atomic
def ask(*, cto: Cto, by: User, what: str) -> Cto:
    """Ask the CTO for something before deciding; the file goes back to them."""
    cto = _read_by(cto, by)
    if cto.state != Cto.State.SUBMITTED:
        raise Conflict(_("Ce dossier n’attend pas de relecture."))
    move(
        cto,
        Cto.State.ASKED,
        by=by,
        note=what,
        asked_at=clock.now(),
        asked_for=what,
        asked_until=workdays.add_working_days(clock.today(), CLOSED_AFTER),
        asked_reminders=0,
        owner_curator=cto.owner_curator or by,
    )
    emails.asked(cto, by)
    return _changed(cto)


@transaction.atomic
def read_changes(*, cto: Cto, by: User) -> Cto:
    """The roles that changed since the file was verified are read: they count, and the file is verified as of now."""
    cto = _changed_file(cto, by)
    read = list(cto.posts.to_read().values_list("pk", flat=True))
    cto.posts.to_read().update(to_read_since=None, last_read=None)
    cto.verified_at, cto.verified_by, cto.asked_for = clock.now(), by, ""
    cto.save(update_fields=["verified_at", "verified_by", "asked_for"])
    record(thing="cto", thing_id=cto.pk, event="changes_read", by=by, facts={"posts": read})
    return _changed(cto)


@transaction.atomic
def ask_about_changes(*, cto: Cto, by: User, what: str) -> Cto:
    """Ask before the changed roles count. What was read of them goes on counting; the next change is the answer."""
    cto = _changed_file(cto, by)
    cto.asked_at, cto.asked_for = clock.now(), what
    cto.save(update_fields=["asked_at", "asked_for"])
    record(thing="cto", thing_id=cto.pk, event="changes_asked", by=by, note=what)
    emails.changes_asked(cto, by)
    return cto


@transaction.atomic
def orient(
    *,
    cto: Cto,
    by: User,
    path: str,
    reasons: str,
    recheck_on: date | None = None,
    note: Mapping[str, str] | None = None,
) -> Cto:
    """Say « pas encore », with reasons and a path: freelance in the present role (A), or a plan and a date (C)."""
    cto = _read_by(cto, by)
    if not reasons.strip():
        raise NotYet(_("Un avis se donne avec ses raisons : écrivez-les."))
    if path == Cto.Path.PLAN and recheck_on is None:
        raise NotYet(_("Un chemin se termine par une date : indiquez-la."))
    if note:
        _write_note(cto, by, note)
    move(
        cto,
        Cto.State.ORIENTED,
        by=by,
        reason=path,
        note=reasons,
        oriented_at=clock.now(),
        orientation_path=path,
        orientation_reasons=reasons,
        recheck_on=recheck_on,
        owner_curator=cto.owner_curator or by,
    )
    emails.oriented(cto, by)
    return _changed(cto)


@transaction.atomic
def lift_gate(*, cto: Cto, by: User, reason: str) -> Cto:
    """Accept fewer than twelve months of full-time CTO, for a written reason (decision 16)."""
    cto = _read_by(cto, by)
    if not reason.strip():
        raise NotYet(_("Une exception demande une raison."))
    cto.gate_lifted_at = clock.now()
    cto.save(update_fields=["gate_lifted_at"])
    record(thing="cto", thing_id=cto.pk, event="gate_lifted", by=by, note=reason)
    return _changed(cto)


@transaction.atomic
def pause(*, cto: Cto, by: User, until: date) -> Cto:
    """No proposal before `until`; the pause ends by itself that morning."""
    cto = own(cto, by)
    if until <= clock.today():
        raise NotYet(_("Choisissez une date à venir."))
    move(cto, Cto.State.PAUSED, by=by, paused_until=until)
    post_job(
        key=f"cto:{cto.pk}:resume:{clock.now():%Y%m%dT%H%M%S}",
        task="ctos.resume",
        args={"cto_id": cto.pk, "until": until.isoformat()},
        run_after=morning_of(until),
    )
    return _changed(cto)


@transaction.atomic
def resume(*, cto: Cto, by: User | None) -> Cto:
    """End a pause; `by=None` when its date has come."""
    cto = own(cto, by) if by else Cto.objects.locked(cto)
    move(cto, Cto.State.VERIFIED, by=by, event="resumed", paused_until=None)
    return _changed(cto)


@transaction.atomic
def leave(*, cto: Cto, by: User, on: date, reason: str) -> Cto:
    """Close the file: back to a full-time role, or another reason (a code, article row 19)."""
    cto = own(cto, by)
    move(cto, Cto.State.LEFT, by=by, reason=reason, left_on=on, left_reason=reason)
    return _changed(cto)


@transaction.atomic
def confirm_availability(*, cto: Cto, by: User) -> Cto:
    """« Toujours d’actualité » : one click a month."""
    cto = own(cto, by)
    cto.availability_confirmed_on = clock.today()
    cto.save(update_fields=["availability_confirmed_on"])
    record(thing="cto", thing_id=cto.pk, event="availability_confirmed", by=by)
    emails.availability_question(cto)
    return _changed(cto)


def _read_by(cto: Cto, by: User) -> Cto:
    """The row, locked, for a curator who decides about somebody else (decision 3)."""
    cto = Cto.objects.locked(cto)
    if not by.is_curator or by.pk == cto.user_id:
        raise Forbidden
    return cto


def _changed_file(cto: Cto, by: User) -> Cto:
    """A verified file with roles to read again, for a curator. Raises Conflict when nothing waits (any more)."""
    cto = _read_by(cto, by)
    if cto.state not in Cto.READ or not cto.posts.to_read().exists():
        raise Conflict(_("Ce dossier n’attend pas de relecture."))
    return cto


def _write_note(cto: Cto, by: User, note: Mapping[str, str]) -> None:
    CuratorNote.objects.create(cto=cto, author=by, **note)


def _changed(cto: Cto) -> Cto:
    cto_changed.send(sender=Cto, cto=cto)
    return cto
