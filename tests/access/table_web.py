from tests.access.matrix import OK, SENT_ON, Answer, Row, public

READY_OR_NOT = OK | Answer({"503"})

TABLE = {
    "web:healthz": Row(GET=public(OK)),
    "web:readyz": Row(GET=public(READY_OR_NOT)),
    "web:favicon": Row(GET=public(SENT_ON)),
    "web:robots": Row(GET=public(OK)),
    # Django's own view: it changes the language on POST alone, and sends back whatever the method.
    "web:language": Row(*5 * [public(SENT_ON)]),
    "web:theme": Row(POST=public(SENT_ON)),
}
