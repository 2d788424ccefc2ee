"""The people one meets in the demo, and where each story stands when it begins."""

from datetime import timedelta

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos.actions import submit
from fractional.ctos.models import Cto, Function
from matching.demo import people, world
from matching.demo.doors import BY_KEY
from matching.proposals.actions import company as company_side
from matching.proposals.actions import cto as cto_side
from matching.proposals.actions import selections
from matching.proposals.models import Match, Proposal
from matching.proposals.ranking import rank_need
from missions.needs import actions as need_actions
from missions.needs.models import Goal, Need


def tell() -> None:
    """Everything, in the order it happened."""
    claire = world.person("Claire", "Marsault", BY_KEY["claire"].email, is_curator=True)
    paule = world.person("Paule", "Estève", "paule.esteve@fractional.example", is_curator=True)
    world.person("Nour", "Delavigne", BY_KEY["nouvelle"].email)
    _named_ctos(claire, paule)
    world.crowd([claire, paule], world.CTOS - Cto.objects.count())
    _kelvio(claire)
    _norvea(claire)
    _tilia()
    _orbelys(paule)
    _other_companies(claire)


def _named_ctos(claire: User, paule: User) -> None:
    mael = world.person("Maël", "Trévidic", BY_KEY["mael"].email, phone="06 39 98 10 01")
    with clock.standing_at(world.days_ago(60)):
        cto = world.cto_file(
            mael,
            headline="CTO fondateur, part-time depuis 2024",
            target=1000,
            floor=880,
            discount=8,
            from_months=6,
            half_days=(2, 3, 6, 7),
            zones=["69", "38", "42"],
            kinds_wanted=["standing", "project"],
            stages_wanted=["seed", "series_a"],
            motives=["variety"],
            posts=[
                world.post(
                    "founder_cto",
                    8,
                    5.5,
                    headcount=40,
                    team=11,
                    company_name="Yolande Sécurité",
                    tags=["python", "django", "postgresql"],
                    problems=["delivery_slow", "debt", "no_lead"],
                    goals=["delivery", "debt", "process", "hiring"],
                    result="Délai de livraison passé de trois semaines à quatre jours",
                    first_days="Deux files d’attente cachées entre produit et technique ; décision de livrer chaque mardi.",
                ),
                world.post(
                    "cto", 2.4, 2.4, headcount=28, team=6, full_time=False, company_name="Client part-time"
                ),
            ],
        )
    for number in range(2):
        world.confirmed_reference(cto, number)
    world.verified(cto, claire, submitted=55, read=51, confirmed=3)
    ines = world.person("Inès", "Haddour", "ines.haddour@personnes.example")
    with clock.standing_at(world.days_ago(50)):
        cto = world.cto_file(
            ines,
            headline="CTO de transition, passations et équipes en tension",
            target=1150,
            floor=1000,
            half_days=tuple(range(10)),
            max_half_days_in_all=10,
            max_missions=1,
            hands_on=0,
            kinds_wanted=["transition"],
            zones=["75", "92", "69"],
            posts=[
                world.post(
                    "cto",
                    11,
                    7,
                    headcount=70,
                    team=14,
                    kinds=["standing", "transition"],
                    problems=["cto_left", "outages", "debt"],
                    goals=["reliability", "hiring", "process"],
                    result="Passation menée en neuf semaines",
                )
            ],
        )
    world.confirmed_reference(cto, 1)
    world.verified(cto, paule, submitted=45, read=42, confirmed=2)
    antoine = world.person("Antoine", "Rivalet", "antoine.rivalet@personnes.example")
    with clock.standing_at(world.days_ago(90)):
        cto = world.cto_file(
            antoine,
            headline="CPTO, deux entreprises en parallèle",
            target=1100,
            floor=950,
            half_days=(0, 1, 2, 3, 4, 5, 6, 7),
            max_missions=2,
            max_half_days_in_all=8,
            hands_on=0,
            scopes=["cto", "cpto"],
            zones=["69"],
            posts=[
                world.post(
                    "cto",
                    12,
                    9,
                    headcount=60,
                    team=12,
                    goals=["delivery", "roadmap", "business_interface"],
                    problems=["business_gap", "delivery_slow"],
                    result="Feuille de route tenue quatre trimestres de suite",
                )
            ],
        )
    world.verified(cto, claire, submitted=80, read=77, confirmed=10)
    oriane = world.person("Oriane", "Fauvelin", "oriane.fauvelin@personnes.example")
    with clock.standing_at(world.days_ago(40)):
        january = workdays.next_monday(clock.today() + timedelta(days=75))
        cto = world.cto_file(
            oriane,
            headline="CTO d’éditeurs SaaS, disponible en début d’année",
            target=900,
            floor=800,
            half_days=(0, 1, 2, 3, 6, 7),
            opens_on=january,
            posts=[
                world.post(
                    "cto",
                    7,
                    6.5,
                    headcount=25,
                    team=7,
                    problems=["delivery_slow", "team_to_build"],
                    goals=["delivery", "hiring", "team_growth"],
                )
            ],
        )
    world.verified(cto, paule, submitted=35, read=33, confirmed=8)
    idriss = world.person("Idriss", "Benaloui", "idriss.benaloui@personnes.example")
    with clock.standing_at(world.days_ago(4)):
        cto = world.cto_file(
            idriss,
            headline="CTO d’une jeune équipe produit",
            target=750,
            floor=700,
            half_days=(4, 5, 6, 7, 8, 9),
            hands_on=2,
            nature="mixed",
            posts=[
                world.post(
                    "cto",
                    3.2,
                    3,
                    headcount=14,
                    team=4,
                    problems=["team_to_build", "delivery_slow"],
                    goals=["hiring", "delivery"],
                )
            ],
        )
    with clock.standing_at(world.days_ago(2)):
        submit(cto=cto, by=idriss)


def make_need(
    company: Company, owner: User, *, goals: list[tuple[str, str, str, str]], submit: bool = True, **fields
) -> Need:
    """A need filled in, assessed and, unless told otherwise, submitted."""
    need = need_actions.start_need(company=company, by=owner)
    first = workdays.next_monday(clock.today() + timedelta(days=14))
    answers = {
        "function": Function.objects.get(code="cto"),
        "kind": "standing",
        "nature": "lead",
        "hands_on": 1,
        "team_devs": 6,
        "team_has_lead": False,
        "committee_seat": True,
        "decision_maker": f"{owner.full_name}, direction générale",
        "business_counterpart": f"{owner.full_name}",
        "half_days": 4,
        "start_first_on": first,
        "start_last_on": first + timedelta(days=42),
        "months": 6,
        "ceiling_eur": 1050,
        "languages": ["fr"],
        "contracts": ["freelance"],
        "priorities": ["years", "goals", "days"],
    } | fields
    for name, value in answers.items():
        setattr(need, name, value)
    need.save()
    for code, result, metric, baseline in goals:
        Goal.objects.create(need=need, code=code, result=result, metric=metric, baseline=baseline)
    if submit:
        need_actions.assess(need=need, by=owner)
        if need.verdict.kind not in ("part_time", "transition"):
            need_actions.maintain(need=need, by=owner)
        need_actions.submit(need=need, by=owner)
    return need


def _kelvio(claire: User) -> None:
    """A selection of three waits for Solène; with one of them a meeting is already planned."""
    solene = world.person("Solène", "Marquais", BY_KEY["solene"].email, phone="06 39 98 20 02")
    with clock.standing_at(world.days_ago(14)):
        kelvio = world.company(
            solene,
            claire,
            name="Kelvio Atelier",
            sector="saas",
            stage="series_a",
            headcount=25,
            about="Un logiciel de planning pour les ateliers",
            town="Lyon",
            department="69",
        )
        need = make_need(
            kelvio,
            solene,
            title="Remettre la livraison sur les rails",
            problem="delivery_slow",
            problem_words="Nos livraisons ont trois semaines de retard à chaque fois. Les devs travaillent beaucoup, et pourtant rien ne sort. Je ne sais plus quoi promettre à nos clients.",
            if_nothing_changes="Deux clients importants ne renouvelleront pas au printemps.",
            team_devs=7,
            tags=["python", "django"],
            asked_half_days=[2, 3, 6, 7],
            on_site_half_days=2,
            town="Lyon",
            department="69",
            goals=[
                (
                    "delivery",
                    "Livrer toutes les deux semaines",
                    "Délai entre la demande et la livraison",
                    "sept semaines",
                ),
                ("debt", "Cesser de corriger la même panne", "Incidents par mois", "onze"),
            ],
        )
    with clock.standing_at(world.days_ago(12)):
        need_actions.publish(need=need, by=claire)
    rank_need(need.pk)
    mael = Cto.objects.get(user__email=BY_KEY["mael"].email)
    chosen = [mael] + [match.cto for match in Match.objects.of_need(need).exclude(cto=mael)[:2]]
    notes = (
        "A déjà remis deux équipes de votre taille à livrer, la seconde en deux jours par semaine.",
        "Une méthode calme : mesurer d’abord, changer une chose à la fois.",
        "Connaît bien votre secteur ; demandez-lui ses trente premiers jours.",
    )
    with clock.standing_at(world.days_ago(2)):
        for cto, note in zip(chosen, notes, strict=True):
            selections.keep(need=need, cto=cto, by=claire, note=note)
        selection = selections.draft_of(need, claire)
        selections.schedule(
            selection=selection,
            by=claire,
            words="Trois profils qui ont remis une équipe à livrer. Commencez par celui dont les jours sont les vôtres.",
            files_read=11,
        )
    with clock.standing_at(world.days_ago(2, hour=12)):
        selection.refresh_from_db()
        selections.send(selection=selection)
    _one_meeting_planned(need, solene, mael)


def _one_meeting_planned(need: Need, solene: User, mael: Cto) -> None:
    proposal = Proposal.objects.filter(need=need).exclude(cto=mael).order_by("letter").first()
    with clock.standing_at(world.days_ago(1)):
        now = clock.now()
        slots = [now + timedelta(days=days) for days in (6, 7, 8)]
        proposal = company_side.want(
            proposal=proposal,
            by=solene,
            message="Comment reprenez-vous une équipe qui ne livre plus ?",
            slots=slots,
        )
    with clock.standing_at(world.days_ago(1, hour=16)):
        cto_side.accept(proposal=proposal, by=proposal.cto.user)


def _norvea(claire: User) -> None:
    """The CTO leaves in four weeks: published this morning, the selection is promised in two days."""
    owner = world.person("Bertille", "Guérande", "bertille.guerande@norvea.example")
    with clock.standing_at(world.days_ago(3)):
        norvea = world.company(
            owner,
            claire,
            name="Norvéa Fret",
            sector="logistics",
            stage="series_b",
            headcount=48,
            about="Le suivi de fret pour les ports",
            town="Paris",
            department="75",
        )
        need = make_need(
            norvea,
            owner,
            title="Passer le relais sans rien arrêter",
            problem="cto_left",
            kind="transition",
            cto_leaves_on=clock.today() + timedelta(days=28),
            problem_words="Notre CTO part dans quatre semaines. L’équipe s’inquiète et deux chantiers sont au milieu du gué.",
            if_nothing_changes="Les deux chantiers s’arrêtent et les meilleurs partent aussi.",
            team_devs=12,
            team_has_lead=True,
            half_days=6,
            months=4,
            ceiling_eur=1200,
            hands_on=0,
            goals=[("reliability", "Aucune interruption pendant le relais", "Incidents par mois", "deux")],
        )
    with clock.standing_at(world.days_ago(0, hour=9)):
        need_actions.publish(need=need, by=claire)
    rank_need(need.pk)


def _tilia() -> None:
    """A reinforcement waits for the consent of the CTO in place."""
    owner = world.person("Honorine", "Lacaze", "honorine.lacaze@tilia.example")
    with clock.standing_at(world.days_ago(1)):
        tilia = world.company(
            owner,
            None,
            name="Tilia Pension",
            sector="finance",
            stage="series_a",
            headcount=36,
            has_cto=True,
            about="L’épargne retraite des indépendants",
            town="Nantes",
            department="44",
        )
        make_need(
            tilia,
            owner,
            title="Épauler notre CTO pendant un an de croissance",
            problem="cto_alone",
            kind="reinforcement",
            cto_in_place_email="cto@tilia.example",
            problem_words="Notre CTO porte seul l’architecture, les recrutements et la conformité. Il s’épuise.",
            if_nothing_changes="Nous le perdons.",
            team_devs=9,
            team_has_lead=True,
            half_days=2,
            months=12,
            ceiling_eur=1000,
            goals=[("team_growth", "Deux leads autonomes", "Décisions prises sans le CTO", "aucune")],
        )


def _orbelys(paule: User) -> None:
    """« Refondre le SI » is read and waits for its publication."""
    owner = world.person("Évariste", "Montbrun", "evariste.montbrun@orbelys.example")
    with clock.standing_at(world.days_ago(2)):
        orbelys = world.company(
            owner,
            paule,
            name="Orbelys",
            sector="industry",
            stage="small_business",
            headcount=44,
            about="Des pièces d’optique sur mesure",
            town="Lyon",
            department="69",
        )
        make_need(
            orbelys,
            owner,
            title="Refondre le SI",
            problem="information_system",
            kind="project",
            next_owner="La responsable des opérations",
            problem_words="Notre système d’information a douze ans. Chaque commande passe par trois tableurs.",
            if_nothing_changes="Nous refuserons des commandes l’an prochain.",
            team_devs=4,
            team_has_lead=True,
            half_days=4,
            months=9,
            ceiling_eur=1000,
            goals=[
                ("information_system", "Une commande saisie une seule fois", "Saisies par commande", "trois")
            ],
        )


def _other_companies(claire: User) -> None:
    """Eight more companies with a need each, in various states."""
    problems = (
        "debt",
        "no_lead",
        "team_to_build",
        "information_system",
        "outages",
        "security",
        "business_gap",
        "supplier",
    )
    for number, (name, sector, stage, headcount, about) in enumerate(people.COMPANIES):
        owner = world.person(
            people.FIRST_NAMES[-number - 1],
            people.LAST_NAMES[number],
            f"fondation{number}@entreprises.example",
        )
        with clock.standing_at(world.days_ago(9 - number)):
            made = world.company(
                owner, claire, name=name, sector=sector, stage=stage, headcount=headcount, about=about
            )
            need = make_need(
                made,
                owner,
                title=(
                    "Reprendre la dette en main",
                    "Donner un cap à l’équipe",
                    "Construire la première équipe",
                    "Remplacer l’outil interne",
                    "Dormir la nuit",
                    "Passer l’audit d’un grand client",
                    "Faire parler technique et métier",
                    "Reprendre la main sur le prestataire",
                )[number],
                problem=problems[number],
                problem_words="Nous avançons moins vite chaque mois, et personne ici ne peut dire pourquoi.",
                if_nothing_changes="Nous perdrons une année.",
                team_devs=3 + number,
                team_has_lead=True,
                half_days=(2, 4, 4, 6, 2, 4, 3, 4)[number],
                ceiling_eur=(900, 950, 1000, 1050, 1100, 850, 950, 1000)[number],
                goals=[("delivery", "Livrer chaque mois", "Livraisons par mois", "une tous les deux mois")],
                submit=number != 7,
            )
        if number < 6:
            with clock.standing_at(world.days_ago(8 - number, hour=14)):
                need_actions.publish(need=need, by=claire)
            rank_need(need.pk)
