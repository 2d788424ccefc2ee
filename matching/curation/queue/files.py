"""What somebody sent to be read: CTO files, companies, needs, requests to the team."""

from collections.abc import Iterator

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import ngettext

from fractional.accounts.models import Contest, User
from fractional.companies.models import Company, JoinRequest
from fractional.ctos.models import Cto
from fractional.ctos.promises import read_by
from fractional.history.moves import held
from matching.curation.models import Thing
from matching.curation.queue.rows import Kind, Waiting, promised
from missions.needs.models import Consent, Need

NEED_WITHIN = 2
COMPANY_WITHIN = 2
"""Working days in which each kind of file is answered."""


def ctos() -> Iterator[Waiting]:
    shown = ("headline", "submitted_at", "public_id", "user__first_name", "user__last_name")
    files = Cto.objects.waiting_for_a_curator().select_related("user", "owner_curator")
    for cto in files.only(*shown, "owner_curator__first_name"):
        yield Waiting(
            Kind.CTO,
            Thing.CTO,
            cto.pk,
            cto.user.full_name,
            cto.headline,
            read_by(held(cto.submitted_at)),
            reverse("curation:cto", args=[cto.public_id]),
            cto.owner_curator,
        )


def changed_ctos() -> Iterator[Waiting]:
    """Verified files that say something nobody has read."""
    for cto in Cto.objects.with_changes_to_read().select_related("user", "owner_curator"):
        since = min(post.to_read_since for post in cto.posts.all() if post.to_read_since)
        yield Waiting(
            Kind.ROLES,
            Thing.CTO,
            cto.pk,
            cto.user.full_name,
            cto.headline,
            read_by(since),
            reverse("curation:cto", args=[cto.public_id]),
            cto.owner_curator,
        )


def companies() -> Iterator[Waiting]:
    """Those whose need waits for them: verified as soon as it is sent, or asked for the SIREN that is missing."""
    sent = Need.objects.filter(company=OuterRef("pk"), state=Need.State.SUBMITTED).order_by("submitted_at")
    since = Subquery(sent.values("submitted_at")[:1])
    waiting = Company.objects.waiting_for_a_curator().annotate(asked_at=since).exclude(asked_at=None)
    for company in waiting.select_related("owner_curator"):
        people = ngettext("%(count)s personne", "%(count)s personnes", company.headcount)
        yield Waiting(
            Kind.COMPANY if company.siren else Kind.SIREN,
            Thing.COMPANY,
            company.pk,
            company.name,
            people % {"count": company.headcount},
            promised(company.asked_at, COMPANY_WITHIN),
            reverse("curation:company", args=[company.public_id]),
            company.owner_curator,
        )


def needs() -> Iterator[Waiting]:
    """Those to be read; and reinforcements that the CTO in place refuses: closed, or given back with a word."""
    asked = Consent.objects.filter(need=OuterRef("pk")).order_by("-pk")
    last = {name: Subquery(asked.values(name)[:1]) for name in ("state", "answered_at", "settled_at")}
    found = Need.objects.annotate(
        consent=last["state"], answered_at=last["answered_at"], settled_at=last["settled_at"]
    )
    refused = Q(state=Need.State.ASKED, consent=Consent.State.REFUSED, settled_at__isnull=True)
    found = found.filter(Q(state=Need.State.SUBMITTED) | refused).order_by("submitted_at", "pk")
    for need in found.select_related("company", "owner_curator"):
        to_read = need.state == Need.State.SUBMITTED
        yield Waiting(
            Kind.NEED if to_read else Kind.CONSENT,
            Thing.NEED,
            need.pk,
            need.title,
            need.company.name,
            promised(held(need.submitted_at) if to_read else need.answered_at, NEED_WITHIN),
            reverse("curation:need", args=[need.public_id]),
            need.owner_curator,
        )


def contests(reader: User | None) -> Iterator[Waiting]:
    """Requests and reports that this reader may answer: not their own, not a second time the same one (R13, R42)."""
    waiting = Contest.objects.for_curator(reader.pk) if reader else Contest.objects.waiting_for_a_curator()
    for contest in waiting:
        yield Waiting(
            Kind.ABUSE if contest.kind == Contest.Kind.ABUSE else Kind.REQUEST,
            Thing.CONTEST,
            contest.pk,
            contest.about,
            contest.user.full_name or contest.user.email,
            contest.due_on,
            reverse("curation:contest", args=[contest.public_id]),
            contest.owner,
            not_for=frozenset({contest.user_id, contest.answered_by_id or 0}),
        )


def join_requests() -> Iterator[Waiting]:
    """Somebody asks to act for a company whose owners were reminded and are silent: a call helps."""
    silent = JoinRequest.objects.waiting().filter(reminded_at__isnull=False)
    for asked in silent.select_related("company__owner_curator", "user"):
        yield Waiting(
            Kind.JOIN,
            Thing.JOIN,
            asked.pk,
            asked.company.name,
            asked.user.full_name or asked.user.email,
            asked.due_on,
            reverse("curation:company", args=[asked.company.public_id]),
            asked.company.owner_curator,
        )
