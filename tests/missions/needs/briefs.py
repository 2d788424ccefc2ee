"""Forty briefs of our own, with the help that we would have advised by hand (article rows 8 and 61)."""

from datetime import date
from typing import NamedTuple

from missions.needs.answers import Answers


class Brief(NamedTuple):
    title: str
    advised: str
    answers: Answers


TWO_DAYS = {"half_days": 4, "months": 6, "ceiling_eur": 1000}
TEAM = {"team_devs": 7, "team_has_lead": False, "committee_seat": True, "hands_on": 0, "nature": "lead"}


def _brief(title: str, advised: str, words: str, **answers) -> Brief:
    return Brief(title, advised, Answers(problem_words=words, **answers))


BRIEFS = [
    # --- A part-time CTO ------------------------------------------------------------------------------
    _brief("delivery qui ralentit", "part_time",
           "Nos livraisons prennent six semaines. Personne n’arbitre.", **TEAM, **TWO_DAYS),
    _brief("dette après cinq ans", "part_time",
           "Chaque évolution casse autre chose. L’équipe passe la moitié de son temps à réparer.",
           **TEAM | {"team_devs": 12, "team_has_lead": True}, **TWO_DAYS),
    _brief("premier plan d’embauche", "part_time",
           "Nous doublons l’équipe et personne ne sait évaluer un développeur.",
           **TEAM | {"team_devs": 4}, **TWO_DAYS | {"half_days": 3}),
    _brief("direction sans regard technique", "part_time",
           "Le comité décide sans comprendre ce que la technique coûte.",
           **TEAM | {"team_devs": 9, "team_has_lead": True}, **TWO_DAYS | {"half_days": 2}),
    _brief("agence à piloter", "part_time",
           "Notre agence livre en retard et nous ne savons pas pourquoi.",
           team_devs=0, team_outsourced=6, team_has_lead=False, committee_seat=True, hands_on=0, **TWO_DAYS),
    _brief("montée en charge", "part_time",
           "Nous passons de deux cents à deux mille clients. Le site tombe chaque lundi.",
           **TEAM | {"team_devs": 6, "hands_on": 1, "nature": "mixed"}, **TWO_DAYS | {"half_days": 6}),
    _brief("quelques jours par mois", "part_time",
           "Le lead tient l’équipe, il lui manque quelqu’un avec qui décider.",
           **TEAM | {"team_has_lead": True}, half_days=2, days_per_month=3, months=12, ceiling_eur=1100),
    _brief("sécurité et données de santé", "part_time",
           "Un hôpital nous demande une certification dans un an.",
           **TEAM | {"team_devs": 5, "team_has_lead": True}, **TWO_DAYS | {"months": 12}),
    _brief("produit et technique", "part_time",
           "Produit et technique ne se parlent plus, la feuille de route change chaque semaine.",
           **TEAM | {"team_devs": 10, "team_has_lead": True}, **TWO_DAYS | {"half_days": 6, "months": 9}),
    _brief("association bénévole", "part_time",
           "Trois bénévoles tiennent notre plateforme, il faut une direction.",
           team_devs=3, team_has_lead=True, committee_seat=True, hands_on=0, half_days=2, months=6, pro_bono=True),
    _brief("renfort d’un CTO débordé", "part_time",
           "Notre CTO porte seul vingt développeurs et la levée de fonds.",
           kind="reinforcement", **TEAM | {"team_devs": 20, "team_has_lead": True}, **TWO_DAYS),
    _brief("refondre le système d’information", "part_time",
           "Sept outils qui ne se parlent pas, des ressaisies partout.",
           kind="project", **TEAM | {"team_devs": 3, "team_has_lead": True}, **TWO_DAYS | {"months": 9}),
    # --- A lead dev -----------------------------------------------------------------------------------
    _brief("quelqu’un qui code tous les jours", "lead_dev",
           "Il nous faut quelqu’un qui code tous les jours. Deux développeurs juniors attendent des réponses.",
           team_devs=2, team_has_lead=False, committee_seat=False, hands_on=2, nature="hands_on", **TWO_DAYS),
    _brief("la phrase seule suffit", "lead_dev",
           "Nous voulons une personne qui code au quotidien avec les autres.",
           **TEAM | {"hands_on": 1, "nature": "mixed"}, **TWO_DAYS),
    _brief("beaucoup de code", "lead_dev",
           "Les nouvelles fonctions n’avancent pas assez vite.", **TEAM | {"hands_on": 2}, **TWO_DAYS),
    _brief("petite équipe sans place", "lead_dev",
           "Nos deux développeurs se contredisent et personne ne tranche.",
           team_devs=2, team_has_lead=False, committee_seat=False, hands_on=0, **TWO_DAYS),
    _brief("trois devs sans lead", "lead_dev",
           "Les revues de code ne se font plus.",
           team_devs=3, team_has_lead=False, committee_seat=False, hands_on=1, **TWO_DAYS),
    _brief("premier développeur", "lead_dev",
           "Nous avons une maquette et cherchons un développeur senior pour la construire.",
           team_devs=0, team_has_lead=False, committee_seat=False, hands_on=2, **TWO_DAYS | {"half_days": 6}),
    _brief("full-stack", "lead_dev",
           "Un profil full-stack pour finir la version 2.",
           team_devs=3, team_has_lead=False, committee_seat=False, hands_on=2, **TWO_DAYS | {"half_days": 8}),
    _brief("les mains dans le code", "lead_dev",
           "Quelqu’un d’expérimenté, les mains dans le code.",
           **TEAM | {"team_devs": 2, "committee_seat": False}, **TWO_DAYS),
    _brief("code à plein temps et un an", "lead_dev",
           "Développer les fonctionnalités de l’année, seul au début.",
           team_devs=1, team_has_lead=False, committee_seat=False, hands_on=2, half_days=10, months=12,
           ceiling_eur=600),
    _brief("le code d’abord, le comité ensuite", "lead_dev",
           "Reprendre le code laissé par notre prestataire et livrer du code chaque semaine.",
           team_devs=4, team_has_lead=False, committee_seat=True, hands_on=2, **TWO_DAYS),
    # --- A CTO of transition --------------------------------------------------------------------------
    _brief("CTO de transition demandé", "transition",
           "Notre CTO part dans quatre semaines et l’équipe s’inquiète.",
           kind="transition", cto_leaves_on=date(2026, 12, 18), **TEAM | {"team_devs": 14},
           **TWO_DAYS | {"half_days": 8}),
    _brief("départ écrit, trois jours par semaine", "transition",
           "Le départ de notre CTO nous laisse douze développeurs sans direction.",
           kind="standing", **TEAM | {"team_devs": 12}, **TWO_DAYS | {"half_days": 6}),
    _brief("démission", "transition",
           "La CTO démissionne fin janvier. Nous cherchons son successeur, il faudra six mois.",
           kind="standing", **TEAM | {"team_devs": 18, "team_has_lead": True}, **TWO_DAYS | {"half_days": 7}),
    _brief("transition de neuf mois à quatre jours", "transition",
           "Tenir la maison le temps de trouver.",
           kind="transition", cto_leaves_on=date(2027, 1, 29), **TEAM, half_days=8, months=9, ceiling_eur=1200),
    _brief("transition d’un mois", "transition",
           "Un congé parental à couvrir.",
           kind="transition", cto_leaves_on=date(2027, 1, 4), **TEAM, half_days=8, months=1, ceiling_eur=1000),
    _brief("transition avec du code", "transition",
           "Le directeur technique nous quitte et il codait beaucoup.",
           kind="transition", **TEAM | {"hands_on": 2, "team_devs": 4}, **TWO_DAYS | {"half_days": 6}),
    # --- A short audit --------------------------------------------------------------------------------
    _brief("audit avant levée", "audit",
           "Un fonds nous demande un audit technique sous cinq semaines.",
           problem="audit", **TEAM, half_days=4, months=3, ceiling_eur=1000),
    _brief("un mois pour comprendre", "audit",
           "Nous voulons savoir si cette base de code vaut d’être gardée.",
           **TEAM | {"team_devs": 3, "committee_seat": False}, half_days=4, months=1, ceiling_eur=1000),
    _brief("état des lieux d’une acquisition", "audit",
           "Nous rachetons un éditeur et voulons un état des lieux de sa technique.",
           problem="audit", team_devs=5, team_has_lead=True, committee_seat=False, hands_on=0,
           half_days=6, months=2, ceiling_eur=1200),
    _brief("un mois avec du code", "audit",
           "Quelqu’un pour regarder le code et dire ce qui tient.",
           team_devs=2, team_has_lead=False, committee_seat=False, hands_on=2, half_days=4, months=1,
           ceiling_eur=900),
    # --- A full-time CTO ------------------------------------------------------------------------------
    _brief("quatre jours pendant un an", "full_time",
           "L’équipe passe de dix à vingt-cinq personnes, il faut une direction quotidienne.",
           **TEAM | {"team_devs": 10, "team_has_lead": True}, half_days=8, months=12, ceiling_eur=1000),
    _brief("cinq jours pendant neuf mois", "full_time",
           "Tout passe par la technique et personne ne la dirige.",
           **TEAM | {"team_devs": 15}, half_days=10, months=9, ceiling_eur=900),
    _brief("quatre jours, deux ans, un lead en place", "full_time",
           "Nous voulons quelqu’un qui porte l’équipe longtemps.",
           **TEAM | {"team_devs": 6, "team_has_lead": True}, half_days=8, months=24, ceiling_eur=1000),
    # --- Not yet --------------------------------------------------------------------------------------
    _brief("une idée et une demi-journée", "not_yet",
           "Nous avons une idée et un peu de temps avec quelqu’un.",
           team_devs=0, team_has_lead=False, committee_seat=True, hands_on=0, half_days=1, months=6,
           ceiling_eur=800),
    _brief("une idée et un petit budget", "not_yet",
           "Tout est à faire, nous avons deux mille euros par mois.",
           team_devs=0, team_has_lead=False, committee_seat=False, hands_on=1, half_days=2, months=6,
           ceiling_eur=200),
    _brief("un site à faire coder", "not_yet",
           "Il faut développer notre site avec peu de moyens.",
           team_devs=0, team_has_lead=False, committee_seat=False, hands_on=2, half_days=1, months=6,
           ceiling_eur=500),
    # --- Traps ----------------------------------------------------------------------------------------
    _brief("un CTO part-time n’est pas un départ", "part_time",
           "Nous cherchons un CTO part-time pour remettre la delivery sur les rails.",
           **TEAM, **TWO_DAYS | {"half_days": 6}),
    _brief("le code nié n’est pas demandé", "part_time",
           "Nous ne cherchons pas quelqu’un qui code tous les jours, l’équipe le fait bien.",
           **TEAM | {"team_has_lead": True}, **TWO_DAYS),
]  # fmt: skip
