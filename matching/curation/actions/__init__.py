"""What a curator does that no other app knows of: debts, who takes care of a row, acts that may be undone."""

from matching.curation.actions.care import assign, snooze, wake
from matching.curation.actions.debts import settle, try_again
from matching.curation.actions.pairs import adjust, note
from matching.curation.actions.undo import hold, perform, undo

__all__ = ["adjust", "assign", "hold", "note", "perform", "settle", "snooze", "try_again", "undo", "wake"]
