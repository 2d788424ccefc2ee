"""The people one meets in the demo, and where each story stands when it begins. Who they are: stories.json."""

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import F

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.actions import orient, pause, submit
from fractional.ctos.calendar.actions import hold_external
from fractional.ctos.models import Cto
from fractional.history.moves import held
from fractional.outbox.models import WAITING, Row, RowQuerySet, State
from matching.demo import crowd, market, needs, world
from matching.demo.doors import BY_KEY
from matching.pool.actions import refresh_all
from matching.proposals.actions.counter import counter
from matching.proposals.emails import OPENS_A_TURN
from matching.proposals.models import Match, Proposal
from missions.needs.actions import expire
from missions.needs.models import Need

CTOS = 300
RANKED = ("matching.rank_cto", "matching.rank_need")
"""Jobs that the seeding does itself."""
_TOLD = json.loads(Path(__file__).with_suffix(".json").read_text())
NEEDS = {told["key"]: told for told in _TOLD["needs"]}


def tell() -> None:
    """Everything, in the order it happened, in the caller's transaction."""
    _take_our_time()
    claire = world.person("Claire", "Marsault", BY_KEY["claire"].email, is_curator=True)
    paule = world.person("Paule", "Estève", "paule.esteve@fractional.example", is_curator=True)
    world.person("Nour", "Delavigne", BY_KEY["nouvelle"].email)
    crowd.in_bulk(crowd.lives(CTOS - len(_TOLD["ctos"])), [claire, paule])
    companies = market.Market([claire, paule], random.Random(world.SEED))  # noqa: S311 - the same at every seed
    _ended_at_cobalt(NEEDS["cobalt"], companies)
    market.a_year(companies)
    _let_the_past_have_left(Row.objects.all())
    for number, told in enumerate(_TOLD["ctos"]):
        _cto(told, (claire, paule)[number % 2])
    refresh_all(exposures=Proposal.objects.exposures())
    for told in NEEDS.values():
        if "mission" not in told:
            _need(told, claire)
    _select_for_solene(_of_company("Kelvio Atelier"), claire)
    _counter_at_sarrau(_of_company("Sarrau"), claire)
    market.today(companies)
    _let_the_past_have_left(Row.objects.exclude(kind__in=OPENS_A_TURN))


def _take_our_time() -> None:
    """A slow machine thinks longer between two statements than a page ever may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def _let_the_past_have_left(owed: RowQuerySet) -> None:
    """What the months before owed was sent and done in its own time: nobody's code waits behind it today.

    Mails that open a turn of today do leave, so that its days are counted from the first visit on.
    """
    then = {"first_tried_at": F("due_at"), "finished_at": F("due_at")}
    waiting = owed.filter(state__in=WAITING, due_at__lte=clock.now())
    waiting.mails().update(state=State.SENT, **then)
    waiting.jobs().filter(kind__in=RANKED).update(state=State.DONE, **then)


def _cto(told: dict[str, Any], curator: User) -> None:
    user = world.person(told["first_name"], told["last_name"], told["email"], phone=told.get("phone", ""))
    with clock.standing_at(world.days_ago(told["opened"])):
        opens_on = (
            workdays.next_monday(clock.today() + timedelta(days=told["opens_in"]))
            if "opens_in" in told
            else None
        )
        posts = [world.post(**post) for post in told["posts"]]
        cto = world.cto_file(user, posts=posts, opens_on=opens_on, **told["file"])
    for number in range(told["references"]):
        world.confirmed_reference(cto, number)
    if "read" in told:
        world.verified(cto, curator, **{name: told[name] for name in ("submitted", "read", "confirmed")})
    else:
        with clock.standing_at(world.days_ago(told["submitted"])):
            submit(cto=cto, by=user)
    _since(cto, curator, told)


def _since(cto: Cto, curator: User, told: dict[str, Any]) -> None:
    """What became of a file once it was read."""
    for client in told.get("clients", ()):
        first = workdays.monday_of(clock.today())
        until = first + timedelta(weeks=client["weeks"])
        days, label = client["half_days"], client["label"]
        hold_external(cto=cto, half_days=days, first=first, until=until, label=label, by=cto.user)
    if oriented := told.get("oriented"):
        with clock.standing_at(world.days_ago(oriented["days"], hour=15)):
            on = clock.today() + timedelta(days=30 * oriented["months"]) if "months" in oriented else None
            path, reasons = oriented["path"], oriented["reasons"]
            orient(cto=cto, by=curator, path=path, reasons=reasons, recheck_on=on)
    if "paused_for" in told:
        with clock.standing_at(world.days_ago(10)):
            until = clock.today() + timedelta(days=told["paused_for"])
            pause(cto=cto, by=cto.user, until=until)


def _need(told: dict[str, Any], curator: User) -> Need:
    need = _sent(told, curator)
    if "published" in told:
        needs.published(need, curator, days=told["published"])
    if "expired" in told:
        with clock.standing_at(world.days_ago(told["expired"])):
            expire(need=need)
    return need


def _sent(told: dict[str, Any], curator: User) -> Need:
    owner = world.person(**told["owner"])
    with clock.standing_at(world.days_ago(told["opened"])):
        company = world.company(owner, None if told.get("unverified") else curator, **told["company"])
        dates = {}
        if "cto_leaves_in" in told:
            dates["cto_leaves_on"] = clock.today() + timedelta(days=told["cto_leaves_in"])
        need = needs.written(company, owner, goals=told["goals"], **told["need"], **dates)
        needs.submitted(need, owner)
    return need


def _ended_at_cobalt(told: dict[str, Any], companies: market.Market) -> None:
    """A mission that went to its end; what it changed, months later, is not asked yet."""
    with clock.standing_at(world.days_ago(told["mission"])):
        refresh_all()
    need = _sent(told, companies.curators[0])
    with clock.standing_at(world.days_ago(told["mission"])):
        needs.published(need, companies.curators[0], days=0)
    market.a_mission(companies, need, told["mission"])


def _select_for_solene(need: Need, claire: User) -> None:
    """A selection of three waits for Solène; with one of them a meeting is already planned."""
    mael = Cto.objects.get(user__email=BY_KEY["mael"].email)
    chosen = [mael, *(match.cto for match in Match.objects.of_need(need).exclude(cto=mael)[:2])]
    notes = (
        "A déjà remis deux équipes de votre taille à livrer, la seconde en deux jours par semaine.",
        "Une méthode calme : mesurer d’abord, changer une chose à la fois.",
        "Connaît bien votre secteur ; demandez-lui ses trente premiers jours.",
    )
    words = "Trois profils qui ont remis une équipe à livrer. Le premier a exactement vos jours."
    told = list(zip(chosen, notes, strict=True))
    _mael, another, _third = needs.selected(need, claire, told, days=2, words=words)
    asked = needs.wanted(another, days=1, message="Comment reprenez-vous une équipe qui ne livre plus ?")
    needs.accepted(asked, days=1)


def _counter_at_sarrau(need: Need, claire: User) -> None:
    """Asked to meet, the first of the profiles says yes under other terms: the company has to answer."""
    told = list(zip(market.free(need), market.NOTES, strict=False))
    first, *_others = needs.selected(need, claire, told, days=3, words=market.WORDS)
    asked = needs.wanted(first, days=2, message="Jugez-vous une refonte sans l’avoir vue ?")
    with clock.standing_at(world.days_ago(1)):
        counter(
            proposal=asked,
            by=asked.cto.user,
            rate_eur=held(asked.proposal_rate_eur) + 50,
            half_days=asked.half_days,
            starts_on=asked.first_start_on,
        )


def _of_company(name: str) -> Need:
    return Need.objects.get(company__name=name)
