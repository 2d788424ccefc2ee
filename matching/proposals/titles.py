"""How a need is called in front of CTOs who were not asked: a confidential one by its problem alone."""

from fractional.data import taxonomy
from missions.needs.models import Need


def open_title(need: Need) -> str:
    """The founder's own title may name the company, or who it is about."""
    return taxonomy.problems.label(need.problem) if need.confidential else need.title
