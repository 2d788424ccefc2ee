"""The mails of a company: who is told what, under which key. Words stand in templates/emails/companies."""

from django.conf import settings
from django.urls import reverse

from fractional.companies.models import Company
from fractional.outbox.actions import post_mail


def verified(company: Company) -> None:
    _tell(company, "verified")


def refused(company: Company) -> None:
    _tell(company, "refused", reason=company.refused_reason)


def _tell(company: Company, what: str, **context: str) -> None:
    url = settings.SITE_URL + reverse("companies:company", args=[company.public_id])
    for member in company.members.active().select_related("user"):
        post_mail(
            key=f"company:{company.pk}:{what}:{member.user_id}",
            to=member.user.email,
            template=f"companies/{what}",
            kind=f"company_{what}",
            context={"name": company.name, "action_url": url, **context},
            subject_id=company.pk,
            language=member.user.language,
        )
