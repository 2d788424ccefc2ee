"""What every page of a file does with the form of an act."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import Form

from fractional.accounts.access import PersonRequest
from fractional.ui.forms import refusal_in, status_of


def done(request: PersonRequest, form: Form, act: Callable[[], object], told: str) -> bool:
    """Whether the act is done, and said so in `told`. What is refused stands in the form, with all that was typed."""
    if not form.is_valid():
        return False
    with refusal_in(form):
        act()
        messages.success(request, told)
        return True
    return False


def status_of_all(forms: Mapping[str, Form]) -> int:
    return max(map(status_of, forms.values()), default=200)
