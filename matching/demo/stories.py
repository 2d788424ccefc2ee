"""The people one meets in the demo, and where each story stands when it begins. Who they are: stories.json."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import F

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.actions import submit
from fractional.ctos.models import Cto, Function
from fractional.outbox.models import WAITING, Row, State
from matching.demo import people, world
from matching.demo.doors import BY_KEY
from matching.proposals.actions import company as company_side
from matching.proposals.actions import cto as cto_side
from matching.proposals.actions import selections
from matching.proposals.emails import OPENS_A_TURN
from matching.proposals.models import Match, Proposal
from matching.proposals.ranking import rank_need
from missions.needs import actions as need_actions
from missions.needs.models import Goal, Need

_TOLD = json.loads(Path(__file__).with_suffix(".json").read_text())
FITTING = ("part_time", "transition")
"""Opinions after which nobody has to maintain their need."""


def tell() -> None:
    """Everything, in the order it happened."""
    claire = world.person("Claire", "Marsault", BY_KEY["claire"].email, is_curator=True)
    paule = world.person("Paule", "Estève", "paule.esteve@fractional.example", is_curator=True)
    world.person("Nour", "Delavigne", BY_KEY["nouvelle"].email)
    for number, told in enumerate(_TOLD["ctos"]):
        _cto(told, (claire, paule)[number % 2])
    world.crowd([claire, paule], world.CTOS - Cto.objects.count())
    needs = {told["key"]: _need(told, claire) for told in _TOLD["needs"]}
    _select_for_solene(needs["kelvio"], claire)
    _other_companies(claire)
    _let_the_past_have_left()


def _let_the_past_have_left() -> None:
    """What the months before owed was sent and done in its own time: nobody's code waits behind it today.

    Mails that open a turn do leave, so that its days are counted from the first visit on.
    """
    then = {"first_tried_at": F("due_at"), "finished_at": F("due_at")}
    waiting = Row.objects.filter(state__in=WAITING)
    waiting.mails().exclude(kind__in=OPENS_A_TURN).update(state=State.SENT, **then)
    waiting.jobs().filter(kind="matching.rank_cto").update(state=State.DONE, **then)


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


def _need(told: dict[str, Any], curator: User) -> Need:
    owner = world.person(**told["owner"])
    with clock.standing_at(world.days_ago(told["opened"])):
        company = world.company(owner, None if told.get("unverified") else curator, **told["company"])
        dates = {}
        if "cto_leaves_in" in told:
            dates["cto_leaves_on"] = clock.today() + timedelta(days=told["cto_leaves_in"])
        need = _written(company, owner, goals=told["goals"], **told["need"], **dates)
        _submitted(need, owner)
    if "published" in told:
        _published(need, curator, told["published"])
    return need


def _written(company, owner: User, *, goals: list[list[str]], **answers: Any) -> Need:
    """A need with every question answered, still a draft."""
    need = need_actions.start_need(company=company, by=owner)
    first = workdays.next_monday(clock.today() + timedelta(days=14))
    usual = {
        "function": Function.objects.get(code="cto"),
        "kind": "standing",
        "nature": "lead",
        "hands_on": 1,
        "team_devs": 6,
        "team_has_lead": True,
        "committee_seat": True,
        "decision_maker": f"{owner.full_name}, direction générale",
        "business_counterpart": owner.full_name,
        "half_days": 4,
        "start_first_on": first,
        "start_last_on": first + timedelta(days=42),
        "months": 6,
        "ceiling_eur": 1050,
        "languages": ["fr"],
        "contracts": ["freelance"],
        "priorities": ["years", "goals", "days"],
    }
    for name, value in (usual | answers).items():
        setattr(need, name, value)
    need.save()
    for code, result, metric, baseline in goals:
        Goal.objects.create(need=need, code=code, result=result, metric=metric, baseline=baseline)
    return need


def _submitted(need: Need, owner: User) -> None:
    need_actions.assess(need=need, by=owner)
    if need.verdict.kind not in FITTING:
        need_actions.maintain(need=need, by=owner)
    need_actions.submit(need=need, by=owner)


def _published(need: Need, curator: User, days: int) -> None:
    with clock.standing_at(world.days_ago(days, hour=9)):
        need_actions.publish(need=need, by=curator)
    rank_need(need.pk)


def _select_for_solene(need: Need, claire: User) -> None:
    """A selection of three waits for Solène; with one of them a meeting is already planned."""
    mael = Cto.objects.get(user__email=BY_KEY["mael"].email)
    chosen = [mael, *(match.cto for match in Match.objects.of_need(need).exclude(cto=mael)[:2])]
    notes = (
        "A déjà remis deux équipes de votre taille à livrer, la seconde en deux jours par semaine.",
        "Une méthode calme : mesurer d’abord, changer une chose à la fois.",
        "Connaît bien votre secteur ; demandez-lui ses trente premiers jours.",
    )
    with clock.standing_at(world.days_ago(2)):
        for cto, note in zip(chosen, notes, strict=True):
            selections.keep(need=need, cto=cto, by=claire, note=note)
        selection = selections.draft_of(need, claire)
        words = "Trois profils qui ont remis une équipe à livrer. Le premier a exactement vos jours."
        read = [str(proposal.public_id) for proposal in selection.proposals.all()]
        selections.schedule(selection=selection, by=claire, read=read, words=words, files_read=11)
    with clock.standing_at(world.days_ago(2, hour=12)):
        selections.send(selection=selection)
    need.refresh_from_db()
    _one_meeting_planned(need, mael)


def _one_meeting_planned(need: Need, mael: Cto) -> None:
    proposal = Proposal.objects.filter(need=need).exclude(cto=mael).order_by("letter")[0]
    with clock.standing_at(world.days_ago(1)):
        proposal = company_side.want(
            proposal=proposal,
            by=need.created_by,
            message="Comment reprenez-vous une équipe qui ne livre plus ?",
            slots=[clock.now() + timedelta(days=days) for days in (6, 7, 8)],
        )
    with clock.standing_at(world.days_ago(1, hour=16)):
        cto_side.accept(proposal=proposal, by=proposal.cto.user)


def _other_companies(claire: User) -> None:
    """Eight more companies with a need each: six published, one to read, one draft."""
    goals = [["delivery", "Livrer chaque mois", "Livraisons par mois", "une tous les deux mois"]]
    for number, (facts, answers) in enumerate(zip(people.COMPANIES, _TOLD["other_needs"], strict=True)):
        first_name, last_name = people.FIRST_NAMES[-number - 1], people.LAST_NAMES[number]
        owner = world.person(first_name, last_name, f"fondation{number}@entreprises.example")
        with clock.standing_at(world.days_ago(9 - number)):
            company = world.company(owner, claire, **facts)
            need = _written(
                company,
                owner,
                goals=goals,
                problem_words="Nous avançons moins vite chaque mois, et personne ici ne peut dire pourquoi.",
                if_nothing_changes="Nous perdrons une année.",
                team_devs=3 + number,
                **answers,
            )
            if number < 7:
                _submitted(need, owner)
        if number < 6:
            _published(need, claire, 8 - number)
