"""What a company's members are written about the company, as the page of choices tells it."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Topic

COMPANY = Topic(
    "company",
    _("Votre entreprise"),
    _("Vérifiée, ou ce qui manque pour qu’elle le soit."),
    kinds=("company_verified", "company_refused"),
    hats=("company",),
)
