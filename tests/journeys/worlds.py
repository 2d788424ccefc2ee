"""Where a journey begins: a company, a need and CTOs of its own, brought there by the product's own actions.

`tests.browser.product.Product.plays` runs them beside the product, on its database: one call for a whole file.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.actions import pause
from fractional.ctos.models import Cto
from matching.proposals.ranking import rank_need
from tests import cast, factories
from tests.access import matrix
from tests.conftest import logged_in
from tests.matching.proposals import stage

MODES = {"with scripts": "59", "without scripts": "35", "by keyboard": "67"}
"""Each way of going through a journey, and the department where its quiet CTO alone works for so little."""
Told = dict[str, Any]


def company_reads(mode: str) -> Told:
    """Three profiles are shown, the second of whom has a full week; for another need nobody is cheap enough."""
    here = _stage("Reprendre la main", ["Le premier", "La semaine pleine", "Le troisième"], mode)
    stage.fill_the_week(here.ctos[1])
    stage.show(here)
    quiet = _cto("Quiet", mode, zones=[MODES[mode]], target=450, floor=400)
    pause(cto=quiet, by=quiet.user, until=clock.today() + timedelta(days=60))
    days = {"half_days": 2, "asked_half_days": [2, 3], "on_site_half_days": 2, "department": MODES[mode]}
    too_little = {"ceiling_eur": 450} | days
    none_fits = factories.make_need(company=here.need.company, title=f"Trop peu, {mode}", **too_little)
    rank_need(none_fits.pk)
    return _told(here) | {"none_fits": none_fits.title, "quiet": quiet.user.email}


def cto_answers(mode: str) -> Told:
    """One dear CTO whom three companies asked, and a need of a fourth one that fits and was not sent."""
    awa = _cto("Awa", mode, weekly_cap=3, target=1450, floor=1350)
    asked = []
    for title in ("Par le mail", "Par des questions", "Par d’autres conditions"):
        here = _stage(title, [], mode, ceiling_eur=1500)
        here.ctos = [awa]
        stage.want(here, *stage.show(here))
        asked.append({"title": here.need.title, "founder": here.owner.email})
    fits = factories.make_need(title=f"Compatible {awa.pk}, {mode}", ceiling_eur=1500)
    rank_need(fits.pk)
    return {"cto": awa.user.email, "asked": asked, "fits": fits.title}


def two_yes(mode: str) -> Told:
    """A company that asked two of its three profiles; and another whose talks have begun, or ended in silence."""
    here = _stage("Deux oui", ["Le choix", "Une autre", "Personne ne demande"], mode)
    for proposal in stage.show(here)[:2]:
        stage.want(here, proposal)
    other = _stage("Des fins", ["Se retire", "Pas cette fois", "Le silence"], mode)
    for proposal, end in zip(stage.show(other), ("accepted", "accepted", "lapsed"), strict=True):
        stage.reach(other, proposal, end)
    return {"here": _told(here), "other": _told(other)}


LED_TO = (
    *("accounts:address_confirm", "accounts:unsubscribe", "companies:invitation", "companies:join"),
    *("ctos:confirm_by_link", "ctos:reference_answer"),
    *("needs:confirm_by_link", "needs:consent", "needs:rewordings", "needs:unwatch_by_link"),
    *(
        "proposals:by_link",
        "proposals:counter",
        "proposals:not_mine",
        "proposals:question",
        "proposals:withdraw",
    ),
    *("curation:contest", "curation:debt", "curation:hand"),
)
"""Pages that only a mail leads to, or what somebody else has done."""


def led_to() -> Told:
    """Of each its address, and the session of somebody who may read it ("" where nobody logs in)."""
    world = cast.world()
    table, sessions = matrix.table(), {"anonymous": ""}
    told = {}
    for pattern in matrix.patterns():
        if pattern.name in LED_TO:
            row = next(row for row in matrix.rows_of(pattern.name, table) if row.GET)
            role = next(role for role in matrix.ROLES if matrix.OK & (row.GET or {})[role])
            if role not in sessions:
                sessions[role] = str(logged_in(world.users[role]).session.session_key)
            told[pattern.name] = {"path": pattern.address(world, row), "session": sessions[role]}
    return told


def _stage(title: str, headlines: list[str], mode: str, **need_fields: Any) -> stage.Stage:
    here = stage.stage(ctos=0, title=f"{title}, {mode}", **need_fields)
    here.ctos = [_cto("Profil", mode, headline=f"{headline}, {mode}") for headline in headlines]
    _may_log_in(here.owner)
    return here


def _cto(first_name: str, mode: str, **fields: Any) -> Cto:
    return factories.make_cto(user=_may_log_in(factories.make_user(first_name=first_name)), **fields)


def _may_log_in(user: User) -> User:
    """Somebody who has shown their address to be theirs."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _told(here: stage.Stage) -> Told:
    people = [
        {"email": cto.user.email, "name": cto.user.full_name, "says": cto.headline} for cto in here.ctos
    ]
    return {
        "title": here.need.title,
        "founder": here.owner.email,
        "company": here.need.company.name,
        "ctos": people,
    }


def play(world: str, first_number: int) -> None:
    """Says on its output what the journey has to know, by mode, or by page; people are numbered from there on."""
    factories._numbers = count(first_number)
    played = {"company_reads": company_reads, "cto_answers": cto_answers, "two_yes": two_yes}.get(world)
    json.dump({mode: played(mode) for mode in MODES} if played else led_to(), sys.stdout)
