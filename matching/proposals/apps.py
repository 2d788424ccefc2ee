from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "matching.proposals"
    label = "proposals"
    verbose_name = "Propositions"
