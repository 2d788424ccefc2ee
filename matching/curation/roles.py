"""A CTO's roles as the team reads them: every answer in words, and beside a new one what was read before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BooleanField, Field
from django.utils.translation import gettext as _

from fractional.ctos.forms import PostForm
from fractional.ctos.models import Post
from fractional.ui import words


@dataclass(frozen=True)
class Answer:
    label: str
    text: str
    before: str | None
    """What a curator had read, where it was something else."""


@dataclass(frozen=True)
class Role:
    post: Post
    answers: list[Answer]
    """For a role that was read and told otherwise, only what changed."""


def roles(posts: Iterable[Post]) -> list[Role]:
    return [Role(post, _answers(post, post.as_read() if post.last_read else None)) for post in posts]


def _answers(post: Post, read: Post | None) -> list[Answer]:
    found = []
    for name, field in PostForm.base_fields.items():
        text = _said(field, getattr(post, name))
        before = _said(field, getattr(read, name)) if read else None
        if text != before and (text or before):
            found.append(Answer(str(field.label), text or _("rien"), (before or _("rien")) if read else None))
    return found


def _said(field: Field, value: Any) -> str:
    """An answer as whoever gave it chose it."""
    choices = dict(getattr(field, "choices", ()))
    if isinstance(value, list):
        return words.listed(str(choices[code]) for code in value if code in choices)
    if isinstance(value, date):
        return words.month_year(value)
    if isinstance(field, BooleanField):
        return _("oui") if value else ""
    if value is None or value == "":
        return ""
    return str(choices.get(value, value))
