"""A body read by the form of the page that asks the same."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from fractional.api.kinds import WrongKind, kind_of
from fractional.api.problems import Invalid

AForm = TypeVar("AForm", bound=forms.Form)


def read(body: Any, make: Callable[[Any], AForm], *, also: Collection[str] = ()) -> AForm:
    """The valid form that `make` makes of the body. Raises Invalid.

    `also` are names that the form does not always ask for: where it does not, they are left aside.
    """
    if not isinstance(body, dict):
        raise Invalid({"__all__": [_("Ce contenu est un objet JSON.")]})
    asking = make(None)
    data: MultiValueDict[str, str] = MultiValueDict()
    errors: dict[str, list[str]] = {}
    for name, value in body.items():
        field = asking.fields.get(name)
        if field is None:
            if name not in also:
                errors["__all__"] = [_("Ce contenu a un champ que nous ne demandons pas.")]
        elif value is not None:
            try:
                given = kind_of(field).data(asking.add_prefix(name), value)
            except WrongKind:
                errors[name] = [_("Ce n’est pas le type attendu.")]
            else:
                for key, values in given.items():
                    data.setlist(key, values)
    form = make(data)
    # Of what is of the wrong kind, that is all there is to say.
    said = {
        name: [str(error) for error in found] for name, found in form.errors.items() if name not in errors
    }
    if errors or said:
        raise Invalid(said | errors)
    return form
