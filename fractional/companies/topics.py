"""What a company's members are written about the company, as the page of choices tells it."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Topic

COMPANY = Topic(
    "company",
    _("Votre entreprise"),
    _("Vérifiée, ou ce qui manque pour qu’elle le soit ; et qui demande à la rejoindre."),
    kinds=(
        "company_verified",
        "company_refused",
        "company_invited",
        "company_joined",
        "company_join_asked",
        "company_join_answered",
    ),
    hats=("company",),
)
