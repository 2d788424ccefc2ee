"""How every form of the site is drawn: our own templates, found by the project's template engine. And how it is
answered: what was typed is kept, whoever refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting

from fractional.errors import DomainError


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"


@contextmanager
def refusal_in(form: BaseForm) -> Iterator[None]:
    """What an action refuses inside becomes an error of the form, to be drawn again with all that was typed."""
    try:
        yield
    except DomainError as refusal:
        form.add_error(refusal.argument if refusal.argument in form.fields else None, str(refusal))
        form.refusal = refusal  # type: ignore[attr-defined]  # the template asks for it


def status_of(form: BaseForm) -> int:
    """Of the answer that draws the form: 200 unsent, 422 invalid, else the status of the action's refusal."""
    refusal = getattr(form, "refusal", None)
    if refusal:
        status: int = refusal.status
        return status
    return 422 if form.errors else 200
