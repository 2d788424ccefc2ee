"""Every address of the API × token is answered as the pages would answer: 404 for what is another's, 403 for what
one may not do, and never without the scope."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from fractional.api.models import Token
from tests import cast
from tests.access import matrix
from tests.api.program import Program

pytestmark = pytest.mark.django_db
ROLES = ("cto", "other_cto", "introduced_cto", "member", "owner", "other_company", "curator")
OK, MADE, FORBIDDEN, HIDDEN, CONFLICT, INVALID = 200, 201, 403, 404, 409, 422
Row = dict[str, dict[str, int]]


def everybody(status: int) -> dict[str, int]:
    return dict.fromkeys(ROLES, status)


def only(*roles: str, then: int = OK, others: int = HIDDEN) -> dict[str, int]:
    return everybody(others) | dict.fromkeys(roles, then)


CTOS = ("cto", "other_cto", "introduced_cto")
COMPANY = ("member", "owner")


def read_by(*roles: str) -> Row:
    return {"GET": only(*roles)}


def page_of(*roles: str) -> Row:
    """Nothing is sent: whoever may write it is told what is missing."""
    return {"GET": only(*roles), "PUT": only(*roles, then=INVALID)}


def act_of(*roles: str, then: int) -> Row:
    return {"POST": only(*roles, then=then)}


def by_an_owner(then: int) -> Row:
    """A member who does not decide reads, and is refused."""
    return {"POST": only("owner", then=then) | {"member": FORBIDDEN}}


def decides(then: int) -> Row:
    """The CTO of a mission, or an owner of its company."""
    return {"POST": only("cto", "owner", then=then) | {"member": FORBIDDEN}}


# The proposal of the world is sent, its need in talks and already submitted; nothing is sent along.
TABLE: dict[str, Row] = {
    "v1:token": {"GET": everybody(OK)},
    "v1:companies": {"GET": everybody(OK), "POST": everybody(INVALID)},
    "v1:join": {"POST": everybody(INVALID)},
    "v1:company": page_of(*COMPANY),
    "v1:people": read_by(*COMPANY),
    "v1:invite": by_an_owner(INVALID),
    "v1:invitation_revoke": by_an_owner(OK),
    "v1:member": by_an_owner(INVALID),
    "v1:join_answer": by_an_owner(INVALID),
    "v1:profile": read_by(*CTOS),
    "v1:profile_submit": act_of(*CTOS, then=INVALID),
    "v1:profile_pause": act_of(*CTOS, then=INVALID),
    "v1:profile_resume": act_of(*CTOS, then=CONFLICT),
    "v1:profile_reopen": act_of(*CTOS, then=CONFLICT),
    "v1:profile_leave": act_of(*CTOS, then=INVALID),
    "v1:posts": act_of(*CTOS, then=INVALID),
    "v1:post": page_of("cto"),
    "v1:post_remove": act_of("cto", then=OK),
    "v1:references": {"GET": only(*CTOS), "POST": only(*CTOS, then=INVALID)},
    "v1:reference_take_back": act_of("cto", then=OK),
    "v1:wants": page_of(*CTOS),
    "v1:presentation": page_of(*CTOS),
    "v1:rates": page_of(*CTOS),
    "v1:rules": page_of(*CTOS),
    "v1:availability": page_of(*CTOS),
    "v1:availability_confirm": act_of(*CTOS, then=OK),
    "v1:availability_clients": act_of(*CTOS, then=INVALID),
    "v1:availability_release": act_of(*CTOS, then=INVALID),
    "v1:needs": {"GET": everybody(OK), "POST": everybody(INVALID)},
    "v1:need": read_by(*COMPANY),
    "v1:opinion": read_by(*COMPANY),
    "v1:need_problem": page_of(*COMPANY),
    "v1:need_team": page_of(*COMPANY),
    "v1:need_place": page_of(*COMPANY),
    "v1:need_rhythm": page_of(*COMPANY),
    "v1:need_budget": page_of(*COMPANY),
    "v1:need_maintain": act_of(*COMPANY, then=INVALID),
    "v1:need_submit": act_of(*COMPANY, then=CONFLICT),
    "v1:need_confirm": act_of(*COMPANY, then=OK),
    "v1:need_pause": act_of(*COMPANY, then=INVALID),
    "v1:need_resume": act_of(*COMPANY, then=CONFLICT),
    "v1:need_withdraw": act_of(*COMPANY, then=INVALID),
    "v1:need_watch": act_of(*COMPANY, then=OK),
    "v1:need_unwatch": act_of(*COMPANY, then=OK),
    "v1:need_later": act_of(*COMPANY, then=OK),
    "v1:need_copy": act_of(*COMPANY, then=MADE),
    "v1:rewordings": read_by(*COMPANY),
    "v1:rewording_accept": act_of(*COMPANY, then=CONFLICT),
    "v1:rewording_keep": act_of(*COMPANY, then=OK),
    "v1:selections": read_by(*COMPANY),
    "v1:questions": read_by(*COMPANY),
    "v1:question_answer": act_of(*COMPANY, "curator", then=INVALID),
    "v1:selected": read_by(*COMPANY),
    "v1:want": act_of(*COMPANY, then=INVALID),
    "v1:pass": act_of(*COMPANY, then=INVALID),
    "v1:counter_answer": act_of(*COMPANY, then=INVALID),
    "v1:withdraw": act_of(*COMPANY, then=INVALID),
    "v1:choose": by_an_owner(INVALID),
    "v1:not_choose": by_an_owner(INVALID),
    "v1:proposals": {"GET": everybody(OK)},
    "v1:proposal": read_by("cto"),
    "v1:seen": act_of("cto", then=OK),
    "v1:ask": act_of("cto", then=INVALID),
    "v1:snooze": act_of("cto", then=INVALID),
    "v1:pick": act_of("cto", then=CONFLICT),
    "v1:accept": act_of("cto", then=OK),
    "v1:counter": act_of("cto", then=INVALID),
    "v1:decline": act_of("cto", then=INVALID),
    "v1:confirm": act_of("cto", then=CONFLICT),
    "v1:retract": act_of("cto", then=INVALID),
    "v1:compatible": {"GET": everybody(OK)},
    "v1:raise_hand": act_of("other_cto", then=MADE),
    "v1:lower_hand": act_of("cto", then=OK),
    "v1:missions": {"GET": everybody(OK)},
    "v1:mission": read_by("cto", *COMPANY),
    # It has not begun: it may be broken off, and nothing else yet.
    "v1:mission_close": decides(CONFLICT),
    "v1:mission_end": decides(CONFLICT),
    "v1:mission_break_off": decides(INVALID),
    "v1:mission_renew": decides(INVALID),
    "v1:renewal_accept": decides(HIDDEN),
    "v1:renewal_decline": decides(HIDDEN),
    "v1:matches": {"GET": only("curator", others=FORBIDDEN)},
}
METHODS = ("GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS")
PATTERNS = [pattern for pattern in matrix.patterns() if pattern.name.startswith("v1:")]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Any, dict[str, Program], Program]]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = cast.world()
        programs = {
            role: Program(
                made.users[role], *(Token.Scope.values if role == "curator" else Token.Scope.values[:-1])
            )
            for role in ROLES
        }
        # Asked for by a token whose person has no right to rankings: they may not even ask for the scope.
        yield made, programs, Program(made.users["owner"], "read:missions")
        transaction.set_rollback(True)


def test_every_address_stands_in_the_table():
    assert {pattern.name for pattern in PATTERNS} == set(TABLE)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_each_token_is_answered_as_the_table_says(pattern: matrix.Pattern, world: Any, settings: Any):
    settings.API_REQUESTS_PER_MINUTE = 0
    made, programs, narrow = world
    address, row = pattern.address(made, matrix.Row()), TABLE[pattern.name]
    wrong = []
    for role, program in programs.items():
        for method in METHODS:
            expected = row[method][role] if method in row else 405
            answer = _asked(program, method, address)
            if answer.status_code != expected:
                wrong.append(f"{method} {address} as {role}: {answer.status_code}, expected {expected}")
            if answer.status_code >= 400 and answer["Content-Type"] != "application/problem+json":
                wrong.append(f"{method} {address} as {role}: no problem told")
    for method in row:
        answer = _asked(narrow, method, address)
        if answer.status_code != FORBIDDEN and pattern.name not in ("v1:token", "v1:missions", "v1:mission"):
            wrong.append(f"{method} {address} without its scope: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def _asked(program: Program, method: str, address: str) -> Any:
    with transaction.atomic():
        headers = program.headers | {"idempotency-key": "acces-00000001"}
        answer = program.client.generic(method, address, "{}", "application/json", headers=headers)
        transaction.set_rollback(True)
    return answer
