"""The mails of a proposal: who is told what, under which key. Words stand in templates/emails/proposals."""

from matching.proposals.emails.both import confirmed, ended, introduction, reminder
from matching.proposals.emails.company import (
    countered,
    leaves_on_monday,
    selection_ready,
    watch_found,
    what_is_ready,
)
from matching.proposals.emails.cto import chosen, proposal_to_cto, terms_kept
from matching.proposals.emails.hands import hand_answered, hand_reminder, shall_we_pause
from matching.proposals.emails.meeting import (
    event_for,
    meeting_off,
    meeting_set,
    meeting_tomorrow,
    meeting_unpicked,
)
from matching.proposals.emails.phone import answer_noted
from matching.proposals.emails.questions import question, question_closed, question_reminder
from matching.proposals.emails.turns import GOES_ON, OPENS_A_TURN, opened_by

__all__ = [
    "GOES_ON",
    "OPENS_A_TURN",
    "answer_noted",
    "chosen",
    "confirmed",
    "countered",
    "ended",
    "event_for",
    "hand_answered",
    "hand_reminder",
    "introduction",
    "leaves_on_monday",
    "meeting_off",
    "meeting_set",
    "meeting_tomorrow",
    "meeting_unpicked",
    "opened_by",
    "proposal_to_cto",
    "question",
    "question_closed",
    "question_reminder",
    "reminder",
    "selection_ready",
    "shall_we_pause",
    "terms_kept",
    "watch_found",
    "what_is_ready",
]
