"""Complete things in one call, for tests. Every person and company here is invented."""

from datetime import date, timedelta
from itertools import count

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company, Member
from fractional.ctos import rates
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto, Function, Post, Reference
from matching.pool.actions import write_card
from matching.proposals.models import Hand, Proposal, Question, Selection
from missions.needs.models import Goal, Need

_numbers = count(1)


def make_user(email: str = "", **fields) -> User:
    number = next(_numbers)
    fields = {"first_name": f"Prénom{number}", "last_name": f"Nom{number}"} | fields
    return User.objects.create_user(email or f"personne{number}@exemple.example", **fields)


def make_curator(**fields) -> User:
    return make_user(**({"first_name": "Claire", "is_curator": True} | fields))


def make_cto(
    *,
    user: User | None = None,
    target: int = 1000,
    floor: int = 850,
    open_half_days: tuple[int, ...] = tuple(range(10)),
    years: int = 8,
    references: int = 1,
    state: str = Cto.State.VERIFIED,
    verified_by: User | None = None,
    **fields,
) -> Cto:
    """A verified CTO with one full-time role, an open week and a card, unless told otherwise."""
    today = clock.today()
    cto = Cto.objects.create(
        user=user or make_user(),
        state=Cto.State.DRAFT,
        **(
            {
                "function": Function.objects.get(code="cto"),
                "headline": "CTO de jeunes éditeurs",
                "nature": Cto.Nature.LEAD,
                "scopes": ["cto"],
                "hands_on": Cto.HandsOn.SOME,
                "target_rate_eur": target,
                "floor_rate_eur": floor,
                "rates": rates.grid(target, floor),
                "max_half_days_in_all": 8,
                "zones": ["75", "69"],
                "languages": ["fr", "en"],
                "kinds_accepted": ["standing", "transition", "reinforcement", "project"],
                "kinds_wanted": ["standing"],
                "contracts": ["freelance"],
                "motives": ["variety"],
                "availability_confirmed_on": today,
            }
            | fields
        ),
    )
    post = Post.objects.create(
        cto=cto,
        title=Post.Title.CTO,
        full_time=True,
        company_name="Ancienne Maison",
        company_description="éditeur SaaS, 30 personnes",
        sector="saas",
        stage="series_a",
        headcount=30,
        team_led=8,
        tags=["python", "django"],
        started_on=today - timedelta(days=365 * years + 30),
        ended_on=today - timedelta(days=20),
        kinds=["standing"],
        problems=["delivery_slow"],
        goals=["delivery", "debt"],
        result="Délai de livraison divisé par trois",
    )
    for number in range(references):
        Reference.objects.create(
            cto=cto,
            post=post,
            referee_name=f"Référente {number}",
            referee_email=f"referente{number}.{cto.pk}@exemple.example",
            state=Reference.State.CONFIRMED,
            confirmed_at=clock.now(),
            positive=True,
        )
    monday = workdays.monday_of(today)
    set_week(cto=cto, steps=[Step(from_on=monday, open=list(open_half_days), protected=[])], by=None)
    if state != Cto.State.DRAFT:
        now = clock.now()
        dates = {"submitted_at": now, "verified_at": now, "verified_by": verified_by or cto.user}
        Cto.objects.filter(pk=cto.pk).update(state=state, **dates)
        cto.refresh_from_db()
    write_card(cto)
    return cto


def make_company(*, owner: User | None = None, verified_by: User | None = None, **fields) -> Company:
    number = next(_numbers)
    owner = owner or make_user()
    company = Company.objects.create(
        **(
            {
                "name": f"Maison Inventée {number}",
                "siren": siren(number),
                "stage": "series_a",
                "sector": "saas",
                "headcount": 25,
                "state": Company.State.VERIFIED,
                "verified_at": clock.now(),
                "verified_by": verified_by or owner,
            }
            | fields
        )
    )
    Member.objects.create(company=company, user=owner, role=Member.Role.OWNER)
    return company


def siren(number: int) -> str:
    """A checksum-valid SIREN of nobody: the check digit completes an invented prefix."""
    prefix = f"{90_000_000 + number:08d}"
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(prefix)]
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return f"{prefix}{-total % 10}"


def make_need(*, company: Company | None = None, state: str = Need.State.PUBLISHED, **fields) -> Need:
    """A complete need: 2 days a week for 6 months, starting within two months, 1 000 EUR at most."""
    company = company or make_company()
    owner = company.members.get(role=Member.Role.OWNER).user
    today, now = clock.today(), clock.now()
    first = workdays.next_monday(today + timedelta(days=14))
    need = Need.objects.create(
        company=company,
        created_by=owner,
        **(
            {
                "state": state,
                "title": "Remettre la livraison sur les rails",
                "problem": "delivery_slow",
                "problem_words": "Nos livraisons prennent trois semaines de retard à chaque fois.",
                "if_nothing_changes": "Nous perdrons deux clients au printemps.",
                "team_devs": 7,
                "team_has_lead": False,
                "tags": ["python"],
                "decision_maker": "La fondatrice",
                "committee_seat": True,
                "function": Function.objects.get(code="cto"),
                "kind": Need.Kind.STANDING,
                "nature": "lead",
                "hands_on": 1,
                "half_days": 4,
                "asked_half_days": [2, 3, 6, 7],
                "start_first_on": first,
                "start_last_on": first + timedelta(days=28),
                "months": 6,
                "ceiling_eur": 1000,
                "languages": ["fr"],
                "contracts": ["freelance"],
                "assessed_at": now,
                "submitted_at": now,
                "published_at": now,
                "published_by": owner,
                "selected_at": now,
                "in_talks_at": now,
                "promised_on": workdays.add_working_days(today, 5),
                "confirmed_on": today,
            }
            | fields
        ),
    )
    Goal.objects.create(
        need=need,
        code="delivery",
        result="Livrer chaque semaine",
        metric="Délai de livraison",
        baseline="3 semaines",
    )
    return need


def make_selection(need: Need, *, curator: User | None = None, sent: bool = True) -> Selection:
    now = clock.now()
    return Selection.objects.create(
        need=need,
        curator=curator or make_curator(),
        words="Trois profils qui ont déjà vécu votre situation.",
        files_read=11,
        state=Selection.State.SENT if sent else Selection.State.DRAFT,
        sent_at=now if sent else None,
    )


def make_proposal(
    *, need: Need, cto: Cto, selection: Selection | None = None, state: str = "kept", **fields
) -> Proposal:
    """A proposal in any open state, with the dates that its state demands."""
    selection = selection or need.selections.first() or make_selection(need)
    now, today = clock.now(), clock.today()
    asker = need.created_by
    dates: dict = {}
    if state != "kept":
        dates |= {
            "wanted_at": now,
            "wanted_by": asker,
            "message": "Parlons de vos livraisons.",
            "turn": "system",
        }
        dates["slots"] = [now + timedelta(days=day) for day in (8, 9, 10)]
    if state not in ("kept", "wanted"):
        dates |= {"sent_at": now, "sent_on": today, "turn": "cto"}
    if state == "countered":
        terms = {
            "counter_rate_eur": 990,
            "counter_half_days": [2, 3],
            "counter_start_on": need.start_first_on,
        }
        dates |= {"countered_at": now, "turn": "company", **terms}
    if state in ("accepted", "chosen"):
        dates |= {"accepted_at": now, "turn": "company"}
    if state == "chosen":
        dates |= {
            "chosen_at": now,
            "chosen_by": asker,
            "final_rate_eur": 1000,
            "final_half_days": [2, 3, 6, 7],
            "final_starts_on": need.start_first_on,
            "final_ends_on": need.start_first_on + timedelta(days=180),
            "final_contract": "freelance",
            "final_will_not_do": ["L’astreinte de nuit"],
            "turn": "cto",
        }
    if state == "seen":
        dates["seen_at"] = now
    letter = "ABCDE"[selection.proposals.count()]
    return Proposal.objects.create(
        selection=selection,
        need=need,
        cto=cto,
        letter=letter,
        state=state,
        note="A déjà remis une équipe de huit devs à livrer chaque semaine.",
        kept_by=selection.curator,
        **({"due_on": workdays.add_working_days(today, 5)} | dates | frozen(need, cto) | fields),
    )


def make_hand(need: Need, cto: Cto, **fields) -> Hand:
    """A hand that is up."""
    return Hand.objects.create(
        need=need, cto=cto, **{"due_on": workdays.add_working_days(clock.today(), 5)} | fields
    )


def make_question(proposal: Proposal, **fields) -> Question:
    """A question that waits for the company."""
    usual = {"text": "Qui décide du budget ?", "due_on": workdays.add_working_days(clock.today(), 2)}
    return Question.objects.create(
        proposal=proposal, **{"number": proposal.questions.count() + 1} | usual | fields
    )


def frozen(need: Need, cto: Cto) -> dict:
    from matching.proposals.frozen import freeze

    return freeze(need, cto)


def on(day: str) -> date:
    return date.fromisoformat(day)
