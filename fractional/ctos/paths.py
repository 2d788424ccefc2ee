"""What is said to whoever is not a CTO of ours, or not yet: never silence (article rows 30 and 41 to 44)."""

from collections.abc import Iterable
from datetime import date

from fractional.ctos.experience import full_time_months
from fractional.ctos.models import Cto, Post


def is_early(cto: Cto, posts: Iterable[Post], today: date) -> bool:
    """Roles are told, and their dates make no month of full-time CTO: a plan is the likely answer.

    A person decides; the file may be sent all the same.
    """
    posts = list(posts)
    return bool(posts) and not cto.gate_lifted_at and full_time_months(posts, today) == 0
