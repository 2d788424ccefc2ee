from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngagementsConfig(AppConfig):
    name = "missions.engagements"
    label = "engagements"
    verbose_name = "Missions"

    def ready(self) -> None:
        from fractional.accounts import holdings, obstacles
        from fractional.accounts.hats import Link, register_links
        from fractional.accounts.topics import register as register_topics
        from missions.engagements import panel, personal, topics
        from missions.needs import panels

        panels.register(panel.of_need)
        holdings.register(*personal.HOLDINGS)
        obstacles.register(personal.running)
        register_topics(topics.ENDING, topics.MISSIONS)

        register_links("company", 0, Link(_("Missions"), "engagements:list"))
        register_links("cto", 9, Link(_("Missions"), "engagements:list"))
