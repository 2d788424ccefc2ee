from django.conf import settings

from fractional.accounts.links import to_new_address
from fractional.accounts.mailing import token
from fractional.accounts.models import AddressChange
from tests.access.matrix import (
    FORBIDDEN,
    HIDDEN,
    INVALID,
    LOGIN,
    OK,
    OUTSIDE,
    SENT_ON,
    WRONG_METHOD,
    Row,
    everybody,
    only,
    public,
)

# Doors send somebody who is already inside to their own home; htmx follows as a page would.
DOOR = everybody(SENT_ON)
NOT_BEGUN = public(SENT_ON | LOGIN)
# The stock admin reads any method but POST as GET, and answers 404 for what it does not hold.
IN_ADMIN = 5 * [only("superuser", then=OK | SENT_ON | HIDDEN | FORBIDDEN | WRONG_METHOD, others=FORBIDDEN)]


def _mailed_to_the_cto(world):
    return token(str(world.users["cto"].public_id), "reminders")


def _sent_to_a_new_address(world):
    cto = world.users["cto"]
    return to_new_address(
        AddressChange.objects.get_or_create(user=cto, before=cto.email, after="neuf@exemple.example")[0]
    )


def anybody_outside(answer):
    return DOOR | dict.fromkeys(OUTSIDE, answer)


TABLE = {
    # A person signed up but not yet confirmed is led back to the code that is waited for.
    "account_login": Row(
        GET=anybody_outside(OK) | {"unverified": SENT_ON},
        POST=anybody_outside(INVALID) | {"unverified": SENT_ON},
    ),
    "account_signup": Row(
        GET=anybody_outside(OK) | {"unverified": SENT_ON},
        POST=anybody_outside(INVALID) | {"unverified": SENT_ON},
    ),
    "account_confirm_login_code": Row(GET=NOT_BEGUN, POST=NOT_BEGUN),
    "account_email_verification_sent": Row(
        GET=NOT_BEGUN | {"unverified": OK}, POST=NOT_BEGUN | {"unverified": INVALID}
    ),
    "account_inactive": Row(GET=public(OK)),
    "account_logout": Row(GET=public(OK) | dict.fromkeys(OUTSIDE, SENT_ON), POST=public(SENT_ON)),
    "mfa_authenticate": Row(GET=NOT_BEGUN, POST=NOT_BEGUN),
    "mfa_activate_totp": Row(GET=everybody(OK), POST=everybody(INVALID)),
    # Nobody of this world has an authenticator: there is nothing to take away, to confirm with, to show.
    "mfa_deactivate_totp": Row(GET=everybody(HIDDEN), POST=everybody(HIDDEN)),
    "mfa_reauthenticate": Row(GET=everybody(FORBIDDEN), POST=everybody(FORBIDDEN)),
    "mfa_view_recovery_codes": Row(GET=everybody(HIDDEN)),
    "mfa_download_recovery_codes": Row(GET=everybody(HIDDEN)),
    "mfa_generate_recovery_codes": Row(GET=everybody(OK), POST=everybody(INVALID)),
    "accounts:home": Row(GET=everybody(OK | SENT_ON)),
    "accounts:hat": Row(POST=everybody(HIDDEN)),
    "accounts:settings": Row(GET=everybody(OK), POST=everybody(INVALID)),
    # Everybody wears a hat with choices but whoever has none; the admin's own page has nothing to choose.
    "accounts:paces": Row(
        GET=everybody(OK), POST=everybody(INVALID) | {"curator": SENT_ON, "superuser": SENT_ON}
    ),
    "accounts:contests": Row(GET=everybody(OK), POST=everybody(INVALID)),
    "accounts:appeal": Row(POST=everybody(HIDDEN)),
    "accounts:contests_to_answer": Row(
        GET=only("curator", then=OK, others=FORBIDDEN),
        POST=only("curator", then=HIDDEN, others=FORBIDDEN),
    ),
    "accounts:copy": Row(GET=everybody(OK), POST=everybody(SENT_ON)),
    "accounts:download": Row(GET=everybody(HIDDEN)),
    "accounts:address": Row(GET=everybody(OK)),
    "accounts:address_code": Row(POST=everybody(SENT_ON)),
    "accounts:address_ask": Row(POST=everybody(INVALID)),
    "accounts:address_confirm": Row(
        kwargs={"token": _sent_to_a_new_address}, GET=public(OK), POST=public(OK)
    ),
    "accounts:farewell": Row(GET=everybody(OK)),
    "accounts:farewell_code": Row(POST=everybody(SENT_ON)),
    "accounts:farewell_confirm": Row(POST=everybody(INVALID)),
    "accounts:farewell_call_off": Row(POST=everybody(SENT_ON)),
    "accounts:unsubscribe": Row(kwargs={"token": _mailed_to_the_cto}, GET=public(OK), POST=public(OK)),
    "admin:app_list": Row(*IN_ADMIN, path=lambda world: f"/{settings.ADMIN_PATH}accounts/"),
    f"admin:{settings.ADMIN_PATH}(?P<url>.*)$": Row(
        *IN_ADMIN, path=lambda world: f"/{settings.ADMIN_PATH}nulle-part"
    ),
    "admin:*": Row(*IN_ADMIN, kwargs=dict.fromkeys(("object_id", "content_type_id"), lambda world: "1")),
}
