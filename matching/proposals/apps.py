from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "matching.proposals"
    label = "proposals"
    verbose_name = "Propositions"

    def ready(self) -> None:
        from fractional.accounts import hats, holdings
        from fractional.accounts import topics as mail_topics
        from fractional.outbox import registry
        from matching.proposals import (
            emails,
            menus,
            need_turns,
            panels,
            personal,
            reach,
            receivers,  # noqa: F401  connects them
            topics,
        )
        from matching.proposals.actions import meeting, turns
        from missions.needs import panels as need_panels
        from missions.needs import reach as reach_of_needs
        from missions.needs import turns as turns_of_needs

        registry.register_check("proposal_may_leave", turns.may_leave)
        registry.register_check("turn_still_runs", turns.still_awaited)
        registry.register_check("meeting_still_set", meeting.still_set)
        registry.register_check("meeting_still_unmet", meeting.still_unmet)
        for kind in emails.OPENS_A_TURN:
            registry.register_after(kind, turns.start_clock)
        holdings.register(*personal.HOLDINGS)
        holdings.register_not_given(personal.NOT_GIVEN)
        mail_topics.register(topics.PROPOSALS, topics.REMINDERS, topics.ENDED, topics.STEPS)
        hats.register_links("cto", 0, menus.INBOX)
        reach_of_needs.register(reach.reached)
        need_panels.register(panels.selection_panel)
        turns_of_needs.register(need_turns.of)
