"""What others say of a role: asked by the CTO, answered on a page that a link opens, revocable (article row 32)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.access import Forbidden
from fractional.accounts.models import User
from fractional.ctos import emails
from fractional.ctos.actions.file import TooMany, own
from fractional.ctos.models import Cto, Post, Reference
from fractional.ctos.promises import REFEREE_ANSWERS_WITHIN, REFEREE_REMINDED_AFTER
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import held, move

MOST = 10
"""References that stand at once, and people asked in one month: a reference is asked of somebody, never sown."""
ONE_MONTH = timedelta(days=30)


class OneselfAsked(DomainError):
    """Nobody vouches for themself."""


@transaction.atomic
def ask_reference(
    *, cto: Cto, by: User, post: Post, referee_name: str, referee_email: str, is_ceo: bool = False
) -> Reference:
    """Ask somebody to confirm a role. Raises OneselfAsked, TooMany, or Conflict for somebody asked already."""
    cto = own(cto, by)
    address = referee_email.lower()
    if address == by.email.lower():
        raise OneselfAsked(_("Une référence vient de quelqu’un d’autre que vous."))
    _refuse_too_many(cto)
    taken = {Reference.State.ASKED, Reference.State.CONFIRMED, Reference.State.DECLINED}
    if cto.references.filter(referee_email=address, state__in=taken).exists():
        raise Conflict(_("Vous avez déjà demandé une référence à cette adresse."))
    reference = Reference.objects.create(
        cto=cto,
        post=post,
        asked_about=post.facts(),
        referee_name=referee_name,
        referee_email=address,
        is_ceo=is_ceo,
        due_on=workdays.add_working_days(clock.today(), REFEREE_ANSWERS_WITHIN),
    )
    record(thing="reference", thing_id=reference.pk, event="asked", to_state=reference.state, by=by)
    emails.reference_asked(reference)
    return reference


@transaction.atomic
def confirm_reference(
    *, reference: Reference, held: str, again: bool, decided: str = "", led: bool = False
) -> Reference:
    """The referee answers: was the role held at these dates, what was decided, would they work together again?

    `led`: they say that they led the company. A role is proved by an answer that confirms it as it was told.
    """
    cto, reference = _locked(reference)
    move(
        reference,
        Reference.State.CONFIRMED,
        by=None,
        confirmed_at=clock.now(),
        positive=again and held != Reference.Held.NO,
        is_ceo=reference.is_ceo and led,
        answers={"held": held, "decided": decided},
    )
    emails.reference_confirmed(reference)
    return _weighed(cto, reference)


@transaction.atomic
def decline_reference(*, reference: Reference) -> Reference:
    """The person asked would rather not answer; nobody is told why."""
    reference = _locked(reference)[1]
    move(reference, Reference.State.DECLINED, by=None, ended_at=clock.now())
    emails.reference_ended(reference)
    return reference


@transaction.atomic
def revoke_reference(*, reference: Reference) -> Reference:
    """The referee takes their answer back: it counts no more, and its words are erased."""
    cto, reference = _locked(reference)
    if reference.state != Reference.State.CONFIRMED:
        raise Conflict(_("Cette référence n’est plus en cours."))
    move(reference, Reference.State.REVOKED, by=None, revoked_at=clock.now(), answers={}, positive=None)
    emails.reference_ended(reference)
    return _weighed(cto, reference)


@transaction.atomic
def take_back_reference(*, reference: Reference, by: User) -> Reference:
    """The CTO asks no longer; what was answered is the referee's alone to take back."""
    own(reference.cto, by)
    reference = _locked(reference)[1]
    if reference.state != Reference.State.ASKED:
        raise Conflict(_("Cette personne a déjà répondu."))
    return move(reference, Reference.State.REVOKED, by=by, revoked_at=clock.now())


@transaction.atomic
def remind_referee(*, reference: Reference) -> Reference:
    """Once, with at least five working days left to answer from then on."""
    reference = _locked(reference)[1]
    if reference.state != Reference.State.ASKED or reference.reminded_at:
        raise Conflict(_("Cette référence n’est plus en cours."))
    later = workdays.add_working_days(clock.today(), REFEREE_REMINDED_AFTER)
    reference.reminded_at, reference.due_on = clock.now(), max(held(reference.due_on), later)
    reference.save(update_fields=["reminded_at", "due_on"])
    record(thing="reference", thing_id=reference.pk, event="reminded", by=None)
    emails.reference_asked(reference, again=True)
    return reference


@transaction.atomic
def lapse_reference(*, reference: Reference) -> Reference:
    """Nobody answered: the CTO is told, and may ask somebody else, or again."""
    reference = _locked(reference)[1]
    move(reference, Reference.State.LAPSED, by=None, ended_at=clock.now())
    emails.reference_ended(reference)
    return reference


@transaction.atomic
def note_proof(*, post: Post, by: User) -> Post:
    """A curator was shown a document about this role, and kept nothing of it (article rows 20 and 80)."""
    cto = Cto.objects.locked(post.cto)
    if not by.is_curator or by.pk == cto.user_id:
        raise Forbidden
    post = Post.objects.get(pk=post.pk)
    post.proof_seen_on, post.proof_seen_by = clock.today(), by
    post.proof = post.evidence()
    post.save(update_fields=["proof_seen_on", "proof_seen_by", "proof"])
    record(thing="cto", thing_id=cto.pk, event="proof_seen", by=by, facts={"post": post.pk})
    cto_changed.send(sender=Cto, cto=cto)
    return post


def _refuse_too_many(cto: Cto) -> None:
    lately = cto.references.filter(asked_at__gt=clock.now() - ONE_MONTH).count()
    if cto.references.standing().count() >= MOST or lately >= MOST:
        raise TooMany(_("Dix références suffisent : gardez celles qui vous connaissent de près."))


def _locked(reference: Reference) -> tuple[Cto, Reference]:
    """The CTO's row first, then the reference as it is now."""
    cto = Cto.objects.locked(reference.cto)
    return cto, Reference.objects.select_related("cto__user", "post").get(pk=reference.pk)


def _weighed(cto: Cto, reference: Reference) -> Reference:
    """The role is as proved as what we hold, and matching reads the change."""
    if reference.post:
        reference.post.proof = reference.post.evidence()
        reference.post.save(update_fields=["proof"])
    cto_changed.send(sender=Cto, cto=cto)
    return reference
