"""The page of tokens; and the API, which no session opens. What tokens open is in `tests/api`."""

from tests.access.matrix import HIDDEN, INVALID, NO_TOKEN, OK, Row, everybody, public

SHUT = public(NO_TOKEN)

TABLE = {
    "api:tokens": Row(GET=everybody(OK), POST=everybody(INVALID)),
    "api:revoke": Row(POST=everybody(HIDDEN)),
    "api:schema": Row(GET=public(OK)),
    "api:nowhere": Row(SHUT, SHUT, SHUT, SHUT, SHUT, path=lambda _world: "/api/v1/nulle-part"),
    "v1:*": Row(SHUT, SHUT, SHUT, SHUT, SHUT),
}
