"""Every page of the site: who opens it, and the object that has most to show there."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse

from bench.world import World
from fractional import clock
from fractional.accounts.actions import contest
from fractional.accounts.links import to_new_address
from fractional.accounts.mailing import token
from fractional.accounts.models import AddressChange, Contest, User
from fractional.companies.links import to_invitation
from fractional.companies.models import Company, Invitation
from fractional.ctos import links as cto_links
from fractional.ctos.actions import ask_reference
from fractional.ctos.models import Cto, Reference
from fractional.outbox.models import Row
from matching.proposals import meeting_links
from matching.proposals.actions.questions import ask
from matching.proposals.compatible import compatible_needs
from matching.proposals.links import to_answer, to_contest
from matching.proposals.models import Hand, PhoneAnswer, Proposal, Question, Ranking, Selection
from missions.engagements.models import Mission
from missions.needs import links
from missions.needs.models import Consent, Need

PUBLIC = ("home", "ctos", "companies", "ranking", "legal", "privacy", "accessibility")
OF_A_CTO = (
    *("home", "wants", "experience", "months", "post_add", "profile", "summary", "rates", "rates_preview"),
    *("rules", "week", "clients", "pause", "references", "rate_band"),
)
OF_A_PERSON = ("settings", "address", "paces", "contests", "copy", "farewell")


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    person: User | None = None
    """None is a visitor."""


def pages(world: World) -> list[Page]:
    return [
        *(_page(None, name) for name in _open_to_all()),
        *_of_a_cto(),
        *_of_a_founder(),
        *_of_a_selection(),
        *_of_a_mission(),
        *_of_the_team(world.curator),
    ]


def _open_to_all() -> list[str]:
    outside = ["account_login", "account_signup", "account_inactive"]
    return [*(f"public:{name}" for name in PUBLIC), *outside, "web:healthz", "web:readyz", "web:robots"]


def _page(person: User | None, name: str, *args: Any) -> Page:
    return Page(name, reverse(name, args=args), person)


def _of_a_cto() -> list[Page]:
    """The CTO who received most proposals; the start of a file is for somebody who has none."""
    cto = Cto.objects.annotate(received=Count("proposals__sent_at")).order_by("-received").first()
    waiting = _of_state("sent", "seen")
    newcomer = User.objects.filter(cto=None, memberships=None, is_curator=False).first()
    newcomer = newcomer or User.objects.create_user("nouvelle@personnes.example")
    return [
        *(_page(cto.user, f"ctos:{name}") for name in OF_A_CTO),
        _page(cto.user, "ctos:post", cto.posts.first().public_id),
        _page(None, "ctos:confirm_by_link", cto_links.to_confirm(cto)),
        _page(None, "ctos:reference_answer", cto_links.of_reference(cto.references.first() or _asked(cto))),
        _page(cto.user, "proposals:inbox"),
        _page(cto.user, "proposals:compatible"),
        _page(cto.user, "proposals:shall_we_pause"),
        _page(cto.user, "proposals:what_if_cto"),
        *_of_a_hand(),
        _page(waiting.cto.user, "proposals:proposal", waiting.public_id),
        _page(waiting.cto.user, "proposals:counter", waiting.public_id),
        _page(None, "proposals:by_link", to_answer(waiting)),
        _page(newcomer, "ctos:start"),
        _page(newcomer, "ctos:freelancing"),
        _page(newcomer, "accounts:home"),
        _page(newcomer, "companies:create"),
    ]


def _asked(cto: Cto) -> Reference:
    who = {"referee_name": "Anne Roussel", "referee_email": "anne.roussel@personnes.example"}
    return ask_reference(cto=cto, by=cto.user, post=cto.posts.first(), **who)


def _of_a_hand() -> list[Page]:
    """Somebody who may raise a hand, on the first need of their list."""
    for cto in Cto.objects.verified().select_related("user"):
        if fitting := compatible_needs(cto):
            return [_page(cto.user, "proposals:raise_hand", fitting[0].need.public_id)]
    return []


def _of_a_founder() -> list[Page]:
    """The company that told most needs; one of them is read, another one still written."""
    company = Company.objects.annotate(told=Count("needs")).order_by("-told").first()
    need = company.needs.filter(state=Need.State.PUBLISHED).first()
    draft = company.needs.filter(state=Need.State.DRAFT).first() or _copy(need)
    owner = need.created_by
    of_a_need = ("need", "brief", "opinion", "rewordings", "pause", "withdraw")
    return [
        _page(owner, "needs:list"),
        _page(owner, "needs:new"),
        *(_page(owner, f"needs:{name}", need.public_id) for name in of_a_need),
        *(_page(owner, "needs:step", draft.public_id, slug) for slug in ("probleme", "rythme", "budget")),
        _page(None, "needs:confirm_by_link", links.to_confirm(need, owner)),
        _page(None, "needs:unwatch_by_link", links.to_unwatch(_watched(need), owner)),
        _page(None, "needs:consent", links.to_consent(_asked(need))),
        _page(owner, "companies:company", company.public_id),
        _page(owner, "companies:edit", company.public_id),
        _page(owner, "companies:people", company.public_id),
        _page(owner, "companies:join"),
        _page(owner, "companies:invitation", to_invitation(_invited(company))),
        *(_page(owner, f"accounts:{name}") for name in OF_A_PERSON),
        _page(owner, "api:tokens"),
        _page(None, "api:schema"),
        _page(None, "accounts:address_confirm", to_new_address(_moving(owner))),
        _page(None, "accounts:unsubscribe", token(str(owner.public_id), "reminders")),
        _page(owner, "mfa_activate_totp"),
        _page(owner, "mfa_generate_recovery_codes"),
        _page(owner, "account_logout"),
    ]


def _watched(need: Need) -> Need:
    Need.objects.filter(pk=need.pk).update(watched_at=clock.now())
    need.refresh_from_db()
    return need


def _moving(owner: User) -> AddressChange:
    return owner.address_changes.create(before=owner.email, after="neuf@entreprises.example")


def _asked(need: Need) -> Consent:
    return need.consents.create(email="en.place@entreprises.example", due_on=clock.today())


def _invited(company: Company) -> Invitation:
    return company.invitations.create(
        email="collegue@entreprises.example",
        role="member",
        invited_by=company.members.active()[0].user,
        due_on=clock.today(),
    )


def _copy(need: Need) -> Need:
    from missions.needs.actions import copy

    return copy(need=need, by=need.created_by)


def _of_a_selection() -> list[Page]:
    """A selection that has left, and its profiles in the states that open a page of their own."""
    kept, asked, met = _of_state("kept"), _of_state("sent", "seen", "chosen"), _of_state("accepted")
    question = _asked_about()
    return [
        _page(question.proposal.need.created_by, "proposals:question", question.public_id),
        _page(met.need.created_by, "proposals:selection", met.need.public_id),
        _page(met.need.created_by, "proposals:what_if_need", met.need.public_id),
        _page(None, "proposals:meeting", _meeting(met)),
        _page(asked.need.created_by, "proposals:withdraw", asked.public_id),
        *(_page(kept.need.created_by, f"proposals:{act}", kept.public_id) for act in ("want", "pass")),
        *(_page(met.need.created_by, f"proposals:{act}", met.public_id) for act in ("choose", "not_choose")),
    ]


def _meeting(met: Proposal) -> str:
    met.slot, met.slot_picked_at = clock.now() + timedelta(days=7), clock.now()
    met.save(update_fields=["slot", "slot_picked_at"])
    return meeting_links.to_meeting(met, met.cto.user)


def _asked_about() -> Question:
    asked = _of_state("seen")
    return ask(proposal=asked, by=asked.cto.user, text="Qui décide du budget ?")


def _of_state(*states: str) -> Proposal:
    return (
        Proposal.objects.shown().filter(state__in=states).select_related("need__created_by", "cto__user")[0]
    )


def _of_a_mission() -> list[Page]:
    mission = Mission.objects.whole()[0]
    return [
        _page(mission.cto.user, "engagements:list"),
        *(
            _page(mission.cto.user, f"engagements:{name}", mission.public_id)
            for name in ("mission", "conditions", "break_off")
        ),
    ]


def _of_an_answer(curator: User) -> list[Page]:
    """One that may be written down, and one that was."""
    sent = _of_state("sent", "seen")
    said = {"act": "decline", "source": "call", "by": curator, "on_behalf_of": sent.cto.user}
    noted = PhoneAnswer.objects.create(proposal=sent, contest_until=clock.today(), **said)
    return [
        _page(curator, "curation:note_answer", sent.public_id, "decline"),
        _page(None, "proposals:not_mine", to_contest(noted)),
    ]


def _hand(need: Need, cto: Cto) -> Hand:
    return Hand.objects.up().first() or Hand.objects.create(need=need, cto=cto, due_on=clock.today())


def _of_the_team(curator: User) -> list[Page]:
    """The board where most CTOs fit; a selection that is being prepared; a file and a need still to be read."""
    ranked = Ranking.objects.filter(need__state=Need.State.PUBLISHED).select_related("need")
    busiest = ranked.order_by("-eligible")[0].need
    best = Cto.objects.filter(pk__in=_matched(busiest)).first()
    prepared = Selection.objects.filter(state=Selection.State.DRAFT).select_related("need")[0].need
    file = Cto.objects.waiting_for_a_curator()[0]
    to_read = Need.objects.waiting_for_a_curator().select_related("company")[0]
    return [
        _page(curator, "curation:queue"),
        _page(curator, "curation:care", "cto", file.pk),
        _page(curator, "curation:conversation", Proposal.objects.shown().open()[0].public_id),
        *_of_an_answer(curator),
        _page(curator, "curation:hand", _hand(busiest, best).public_id),
        _page(curator, "curation:board", busiest.public_id),
        _page(curator, "curation:keep", busiest.public_id, best.public_id),
        _page(curator, "curation:drop", busiest.public_id, best.public_id),
        _page(curator, "curation:adjust", busiest.public_id, best.public_id),
        _page(curator, "curation:note", busiest.public_id, best.public_id),
        _page(curator, "curation:excluded", busiest.public_id, "calendar"),
        _page(curator, "curation:lift", best.public_id),
        _page(curator, "curation:selection", prepared.public_id),
        _page(curator, "curation:cto", file.public_id),
        _page(curator, "curation:need", to_read.public_id),
        _page(curator, "curation:company", to_read.company.public_id),
        _page(curator, "curation:debt", Row.objects.needing_attention()[0].pk),
        _page(curator, "curation:sent"),
        _page(curator, "accounts:contests_to_answer"),
        _page(curator, "curation:contest", _contest(file).public_id),
        _page(curator, "curation:journal"),
    ]


def _contest(cto: Cto) -> Contest:
    return contest(user=cto.user, kind=Contest.Kind.HUMAN, about="", words="Lisez ce dossier à nouveau.")


def _matched(need: Need) -> Any:
    from matching.proposals.models import Match

    return Match.objects.of_need(need).filter(place=1).values("cto")
