"""The day of a curator: everything that waits for a person, by the date it was promised for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fractional import workdays
from fractional.clock import PARIS
from fractional.companies.models import Company
from fractional.ctos.models import Cto
from fractional.ctos.promises import read_by
from fractional.history.moves import held
from fractional.outbox.models import Channel
from fractional.outbox.models import Row as Debt
from fractional.ui.templatetags.taxonomy import reason_label
from matching.curation.telling import debt as told
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need

NEED_WITHIN = 2
COMPANY_WITHIN = 2
GIVEN_BACK_WITHIN = 1
"""Working days in which each kind of file is answered."""


@dataclass(frozen=True)
class Waiting:
    """One row of the queue: what it is, whose it is, by when."""

    kind: str
    title: str
    about: str
    due_on: date
    url: str
    late: bool
    owner: str = ""


def waiting(today: date) -> list[Waiting]:
    """All rows, the most pressing first."""
    rows = [
        *_ctos(),
        *_changed_ctos(),
        *_companies(),
        *_needs(),
        *_selections_due(),
        *_selections_given_back(),
        *_debts(),
    ]
    return sorted(
        (
            Waiting(kind, title, about, due_on, url, late=due_on < today, owner=owner)
            for kind, title, about, due_on, url, owner in rows
        ),
        key=lambda row: (row.due_on, row.kind, row.title),
    )


_Row = tuple[str, str, str, date, str, str]


def _promised(moment, working_days: int) -> date:
    return workdays.add_working_days(moment.astimezone(PARIS).date(), working_days)


def _owner(thing) -> str:
    return thing.owner_curator.first_name if thing.owner_curator else ""


def _ctos() -> Iterator[_Row]:
    shown = ("headline", "submitted_at", "public_id", "user__first_name", "user__last_name")
    files = Cto.objects.waiting_for_a_curator().select_related("user", "owner_curator")
    for cto in files.only(*shown, "owner_curator__first_name"):
        yield (
            _("Dossier de CTO"),
            cto.user.full_name,
            cto.headline,
            read_by(held(cto.submitted_at)),
            reverse("curation:cto", args=[cto.public_id]),
            _owner(cto),
        )


def _changed_ctos() -> Iterator[_Row]:
    """Verified files that say something nobody has read."""
    for cto in Cto.objects.with_changes_to_read().select_related("user", "owner_curator"):
        since = min(post.to_read_since for post in cto.posts.all() if post.to_read_since)
        yield (
            _("Expérience à relire"),
            cto.user.full_name,
            cto.headline,
            read_by(since),
            reverse("curation:cto", args=[cto.public_id]),
            _owner(cto),
        )


def _companies() -> Iterator[_Row]:
    """Those whose need waits for them: verified as soon as it is sent, or asked for the SIREN that is missing."""
    sent = Need.objects.filter(company=OuterRef("pk"), state=Need.State.SUBMITTED).order_by("submitted_at")
    since = Subquery(sent.values("submitted_at")[:1])
    waiting = Company.objects.waiting_for_a_curator().annotate(asked_at=since).exclude(asked_at=None)
    for company in waiting.select_related("owner_curator"):
        yield (
            _("Entreprise") if company.siren else _("SIREN à demander"),
            company.name,
            ngettext("%(count)s personne", "%(count)s personnes", company.headcount)
            % {"count": company.headcount},
            _promised(company.asked_at, COMPANY_WITHIN),
            reverse("curation:company", args=[company.public_id]),
            _owner(company),
        )


def _needs() -> Iterator[_Row]:
    for need in Need.objects.waiting_for_a_curator().select_related("company", "owner_curator"):
        yield (
            _("Besoin à relire"),
            need.title,
            need.company.name,
            _promised(need.submitted_at, NEED_WITHIN),
            reverse("curation:need", args=[need.public_id]),
            _owner(need),
        )


def _selections_due() -> Iterator[_Row]:
    """Needs that are owed names: nothing sent yet, or nobody left in the running."""
    running = Proposal.objects.filter(need=OuterRef("pk"), selection__state=Selection.State.SENT).open()
    given_back = Selection.objects.given_back().filter(need=OuterRef("pk"))
    owed = Need.objects.rankable().filter(~Exists(running), ~Exists(given_back))
    # There may be hundreds of them, and a need is a long row.
    shown = ("title", "public_id", "promised_on", "company__name", "owner_curator__first_name")
    owed = owed.select_related("company", "owner_curator").only(*shown)
    for need in owed.order_by("promised_on", "pk"):
        yield (
            _("Sélection à envoyer"),
            need.title,
            need.company.name,
            held(need.promised_on),
            reverse("curation:board", args=[need.public_id]),
            _owner(need),
        )


def _selections_given_back() -> Iterator[_Row]:
    """Selections that should have left and are in preparation again, whatever the company has already read."""
    for selection in Selection.objects.given_back().select_related("need__company", "curator"):
        due_on = selection.need.paused_until or _promised(selection.given_back_at, GIVEN_BACK_WITHIN)
        yield (
            _("Sélection à reprendre"),
            selection.need.title,
            f"{selection.need.company.name} · {reason_label(selection.given_back_reason)}",
            due_on,
            reverse("curation:selection", args=[selection.need.public_id]),
            selection.curator.first_name,
        )


def _debts() -> Iterator[_Row]:
    for debt in Debt.objects.needing_attention():
        yield (
            _("Message non parti") if debt.channel == Channel.MAIL else _("Tâche arrêtée"),
            told(debt),
            debt.error[:80],
            debt.due_at.astimezone(PARIS).date(),
            reverse("curation:debt", args=[debt.pk]),
            "",
        )
