"""Which action does each act that is held for some seconds, and to whom."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from fractional.accounts.models import User
from fractional.companies import actions as companies
from fractional.companies.models import Company
from fractional.ctos import actions as ctos
from fractional.ctos.models import Cto
from matching.curation.models import Pending, Thing
from matching.proposals.actions import hands, phone, withdrawals
from matching.proposals.models import Hand, Proposal
from missions.needs import actions as needs
from missions.needs.models import Need

Act = Pending.Act


def _cto(pending: Pending) -> dict[str, Any]:
    return {"cto": Cto.objects.get(pk=pending.thing_id), "by": pending.by}


def _company(pending: Pending) -> dict[str, Any]:
    return {"company": Company.objects.get(pk=pending.thing_id), "by": pending.by}


def _need(pending: Pending) -> dict[str, Any]:
    return {"need": Need.objects.get(pk=pending.thing_id), "by": pending.by}


def _hand(pending: Pending) -> dict[str, Any]:
    return {"hand": Hand.objects.get(pk=pending.thing_id), "by": pending.by}


def _proposal(pending: Pending) -> dict[str, Any]:
    return {"proposal": Proposal.objects.to_act_on().get(pk=pending.thing_id), "by": pending.by}


def _verify_cto(*, cto: Cto, by: User, lift_reason: str = "", **note: str) -> None:
    ctos.verify(cto=cto, by=by, note=note, lift_gate_reason=lift_reason)


def _not_now(*, hand: Hand, by: User, words: str) -> None:
    hands.answer(hand=hand, by=by, answer=Hand.Answer.NOT_NOW, words=words)


def _withdraw(*, proposal: Proposal, by: User, reason: str, note: str) -> None:
    side = Proposal.Side.CURATOR
    withdrawals.withdraw(proposal=proposal, by=by, side=side, reason=reason, note=note)


def _note_answer(*, proposal: Proposal, by: User, person: int, **answer: Any) -> None:
    phone.note_answer(proposal=proposal, by=by, on_behalf_of=User.objects.get(pk=person), **answer)


DO: Mapping[str, tuple[Thing, Callable[..., object], Callable[[Pending], dict[str, Any]]]] = {
    Act.VERIFY_CTO: (Thing.CTO, _verify_cto, _cto),
    Act.ASK_CTO: (Thing.CTO, ctos.ask, _cto),
    Act.ORIENT_CTO: (Thing.CTO, ctos.orient, _cto),
    Act.READ_CHANGES: (Thing.CTO, ctos.read_changes, _cto),
    Act.ASK_CHANGES: (Thing.CTO, ctos.ask_about_changes, _cto),
    Act.VERIFY_COMPANY: (Thing.COMPANY, companies.verify, _company),
    Act.REFUSE_COMPANY: (Thing.COMPANY, companies.refuse, _company),
    Act.PUBLISH_NEED: (Thing.NEED, needs.publish, _need),
    Act.ASK_NEED: (Thing.NEED, needs.ask, _need),
    Act.SUGGEST: (Thing.NEED, needs.suggest, _need),
    Act.SETTLE_CONSENT: (Thing.NEED, needs.settle_refusal, _need),
    Act.NOT_NOW: (Thing.HAND, _not_now, _hand),
    Act.WITHDRAW: (Thing.PROPOSAL, _withdraw, _proposal),
    Act.NOTE_ANSWER: (Thing.PROPOSAL, _note_answer, _proposal),
}
"""What each act is about, and which action does it to whom."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


READ: Mapping[str, Callable[[Any], Any]] = {
    "recheck_on": _day,
    "register_checked_on": _day,
    "starts_on": _day,
    "slot": _moment,
    "slots": lambda texts: [_moment(text) for text in texts],
}
"""Arguments that are days or moments: JSON knows them as texts."""


def do(pending: Pending) -> None:
    _thing, action, found = DO[pending.act]
    said = {name: READ[name](value) if name in READ else value for name, value in pending.arguments.items()}
    action(**found(pending), **said)
