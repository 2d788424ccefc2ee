"""The only place that fetches selections and proposals for a view. A foreign object is a 404."""

from matching.proposals.access.company import (
    is_owner,
    need_of,
    need_open_to_questions,
    need_with_a_selection,
    one_is_chosen,
    owned_proposal,
    proposal_to_take_back,
    sent_selections,
    shown_proposal,
    shown_proposals,
)
from matching.proposals.access.cto import (
    cto_of,
    file_state,
    hand_of,
    inbox_of,
    need_to_raise_a_hand_on,
    noted_answer,
    proposal_of_link,
    proposal_to_answer,
    received_proposal,
    received_proposals,
    waiting_for_monday,
)
from matching.proposals.access.meeting import meeting_of
from matching.proposals.access.questions import question_to_answer, questions_for, questions_of

__all__ = [
    "cto_of",
    "file_state",
    "hand_of",
    "inbox_of",
    "is_owner",
    "meeting_of",
    "need_of",
    "need_open_to_questions",
    "need_to_raise_a_hand_on",
    "need_with_a_selection",
    "noted_answer",
    "one_is_chosen",
    "owned_proposal",
    "proposal_of_link",
    "proposal_to_answer",
    "proposal_to_take_back",
    "question_to_answer",
    "questions_for",
    "questions_of",
    "received_proposal",
    "received_proposals",
    "sent_selections",
    "shown_proposal",
    "shown_proposals",
    "waiting_for_monday",
]
