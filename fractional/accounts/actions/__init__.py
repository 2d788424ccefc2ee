"""What changes a person and what they chose about themselves."""

from fractional.accounts.actions.addresses import ask_new_address, confirm_new_address
from fractional.accounts.actions.contests import answer_contest, appeal_contest, contest, give_contest
from fractional.accounts.actions.copies import ask_copy, note_download
from fractional.accounts.actions.farewells import call_off_farewell, confirm_farewell, erase
from fractional.accounts.actions.mailing import choose_pace, choose_paces
from fractional.accounts.actions.people import (
    change_preferences,
    log_in_as,
    reinstate,
    set_curator,
    suspend,
)

__all__ = [
    "answer_contest",
    "appeal_contest",
    "ask_copy",
    "ask_new_address",
    "call_off_farewell",
    "change_preferences",
    "choose_pace",
    "choose_paces",
    "confirm_farewell",
    "confirm_new_address",
    "contest",
    "erase",
    "give_contest",
    "log_in_as",
    "note_download",
    "reinstate",
    "set_curator",
    "suspend",
]
