"""The sentences that a company reads: one per code of the scorer's reasons."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.ui import words as said
from matching.proposals.words.phrases import band, days, kind, quoted, start, topics

Facts = dict[str, Any]

FAMILIES: dict[str, Promise | str] = {
    "experience": gettext_lazy("Expérience"),
    "problem": gettext_lazy("Problème"),
    "rate": gettext_lazy("TJM"),
    "days": gettext_lazy("Jours"),
}
LABELS: dict[str, Promise | str] = {
    "references": gettext_lazy("Références"),
    "years": gettext_lazy("Expérience de CTO"),
    "situation": gettext_lazy("Situation déjà vécue"),
    "goals": gettext_lazy("Objectifs"),
    "rate": gettext_lazy("TJM"),
    "days": gettext_lazy("Jours et calendrier"),
    "stage": gettext_lazy("Taille d’entreprise"),
    "hands_on": gettext_lazy("Part de code"),
    "sector_stack": gettext_lazy("Secteur et technologies"),
}
MOST_DATES = 3


def say(reason: str, facts: Facts) -> str:
    """The sentence of a reason, `<part>.<reason>` or a reserve's own code."""
    return SENTENCES[reason](facts)


def say_strength(reason: str, facts: Facts) -> str:
    """The same as a strength: what falls short of full marks is not held against the profile there."""
    return STRENGTHS.get(reason, SENTENCES[reason])(facts)


def say_reserve(reason: str, facts: Facts) -> str:
    """The same as a reserve: what is a strength at its place must not read as one here."""
    return RESERVES.get(reason, SENTENCES[reason])(facts)


def _plain(sentence: Promise | str) -> Callable[[Facts], str]:
    return lambda facts: str(sentence)


def _references(facts: Facts) -> str:
    return ngettext(
        "%(count)s référence confirmée, positive.",
        "%(count)s références confirmées, toutes positives.",
        facts["confirmed"],
    ) % {"count": facts["confirmed"]}


def _not_five_references(facts: Facts) -> str:
    return ngettext(
        "Une seule référence confirmée, positive : cinq sont notre repère.",
        "%(count)s références confirmées, toutes positives : cinq sont notre repère.",
        facts["confirmed"],
    ) % {"count": facts["confirmed"]}


def _mixed_references(facts: Facts) -> str:
    if not facts["positive"]:
        return ngettext(
            "%(count)s référence confirmée, pas favorable.",
            "%(count)s références confirmées, aucune favorable.",
            facts["confirmed"],
        ) % {"count": facts["confirmed"]}
    return ngettext(
        "%(count)s référence confirmée, dont %(positive)s positive.",
        "%(count)s références confirmées, dont %(positive)s positives.",
        facts["confirmed"],
    ) % {"count": facts["confirmed"], "positive": facts["positive"]}


def _years(facts: Facts) -> str:
    return _("%(band)s.") % {"band": band(facts["from_years"], facts["to_years"])}


def _not_ten_years(facts: Facts) -> str:
    return _("%(band)s : dix ans sont notre repère.") % {"band": band(facts["from_years"], facts["to_years"])}


def _situation_lived(facts: Facts) -> str:
    return {
        "standing": _("A déjà été CTO dans la durée."),
        "transition": _("A déjà assuré une transition entre deux CTO."),
        "reinforcement": _("A déjà épaulé un CTO en place."),
        "project": _("A déjà lancé un projet de ce type."),
    }[kind(facts["kind"])]


def _situation_new(facts: Facts) -> str:
    return {
        "standing": _("N’a pas encore été CTO dans la durée."),
        "transition": _("N’a pas encore assuré de transition entre deux CTO."),
        "reinforcement": _("N’a pas encore épaulé un CTO en place."),
        "project": _("N’a pas encore lancé de projet de ce type."),
    }[kind(facts["kind"])]


def _all_goals(facts: Facts) -> str:
    return _("A déjà traité tout ce que vous citez : %(met)s.") % {"met": quoted(topics(facts["met"]))}


def _some_goals(facts: Facts) -> str:
    told = {"met": quoted(topics(facts["met"])), "missing": quoted(topics(facts["missing"]))}
    return _("A déjà traité %(met)s ; pas encore %(missing)s.") % told


def _no_goal(facts: Facts) -> str:
    return _("N’a pas encore traité ce que vous citez : %(missing)s.") % {
        "missing": quoted(topics(facts["missing"]))
    }


def _below_ceiling(facts: Facts) -> str:
    less = said.eur(facts["ceiling"] - facts["proposal_rate"])
    return _("%(rate)s, %(less)s sous votre plafond.") % {
        "rate": said.tjm(facts["proposal_rate"]),
        "less": less,
    }


def _at_ceiling(facts: Facts) -> str:
    return _("%(rate)s, égal à votre plafond.") % {"rate": said.tjm(facts["proposal_rate"])}


def _close_to_ceiling(facts: Facts) -> str:
    return _("%(rate)s : moins de 10 %% de marge sous votre plafond.") % {
        "rate": said.tjm(facts["proposal_rate"])
    }


def _no_margin(facts: Facts) -> str:
    return _("%(rate)s, égal à votre plafond : aucune marge.") % {"rate": said.tjm(facts["proposal_rate"])}


def _from(facts: Facts) -> dict[str, str]:
    return {
        "days": start(days(facts["proposed"])),
        "missing": days(facts["missing"]),
        "day": said.date_plain(date.fromordinal(facts["first_start"])),
    }


def _days_fit(facts: Facts) -> str:
    return _("%(days)s, début possible le %(day)s, avec une demi-journée de marge.") % _from(facts)


def _days_without_spare(facts: Facts) -> str:
    return _("%(days)s, début possible le %(day)s, sans demi-journée de marge.") % _from(facts)


def _days_late(facts: Facts) -> str:
    return _("%(days)s, mais pas avant le %(day)s, dans la seconde moitié de votre période.") % _from(facts)


def _some_asked_days(facts: Facts) -> str:
    return _("%(days)s, dès le %(day)s ; pas libre : %(missing)s.") % _from(facts)


def _other_days(facts: Facts) -> str:
    return _("Aucun des jours que vous demandez ; à la place : %(days)s, dès le %(day)s.") % (
        _from(facts) | {"days": days(facts["proposed"])}
    )


def _stage_inside(facts: Facts) -> str:
    if facts["from"] == facts["to"]:
        return _("A dirigé la technique d’une entreprise de votre taille.")
    return _("A dirigé la technique d’entreprises de %(low)s à %(high)s personnes ; vous êtes %(here)s.") % {
        "low": said.number(facts["from"]),
        "high": said.number(facts["to"]),
        "here": said.number(facts["headcount"]),
    }


def _stage_smaller(facts: Facts) -> str:
    return ngettext(
        "N’a dirigé que dans des entreprises plus grandes que la vôtre, %(low)s personne au moins.",
        "N’a dirigé que dans des entreprises plus grandes que la vôtre, %(low)s personnes au moins.",
        facts["from"],
    ) % {"low": said.number(facts["from"])}


def _stage_larger(facts: Facts) -> str:
    return ngettext(
        "N’a dirigé que dans des entreprises plus petites que la vôtre, %(high)s personne au plus.",
        "N’a dirigé que dans des entreprises plus petites que la vôtre, %(high)s personnes au plus.",
        facts["to"],
    ) % {"high": said.number(facts["to"])}


def _stage_near(facts: Facts) -> str:
    return _("A dirigé la technique d’entreprises d’une taille proche de la vôtre.")


def _code(facts: Facts) -> dict[str, str]:
    return {"liked": str(Cto.HandsOn(facts["liked"]).label), "asked": str(Cto.HandsOn(facts["asked"]).label)}


def _same_code(facts: Facts) -> str:
    return _("Souhaite la part de code que vous demandez : %(liked)s.") % _code(facts)


def _less_code(facts: Facts) -> str:
    return _("Souhaite moins de code que vous n’en demandez : %(liked)s.") % _code(facts)


def _more_code(facts: Facts) -> str:
    return _("Souhaite plus de code que vous n’en demandez : %(liked)s.") % _code(facts)


def _sector_and_stack(facts: Facts) -> str:
    lines = []
    sectors, met, missing = (
        taxonomy.sectors.codes(facts["sector"]),
        taxonomy.tags.codes(facts["met"]),
        taxonomy.tags.codes(facts["missing"]),
    )
    if sectors:
        sector = taxonomy.sectors.label(sectors[0])
        lines.append(
            _("Connaît votre secteur, %(sector)s.") % {"sector": sector}
            if facts["sector_met"]
            else _("Ne connaît pas encore votre secteur, %(sector)s.") % {"sector": sector}
        )
    if met:
        lines.append(_("Connaît %(tags)s.") % {"tags": said.listed(map(taxonomy.tags.label, met))})
    if missing:
        lines.append(_("Non déclaré : %(tags)s.") % {"tags": said.listed(map(taxonomy.tags.label, missing))})
    return " ".join(lines)


def _larger_team(facts: Facts) -> str:
    return _(
        "Votre équipe compte %(team)s devs ; le plus grand groupe encadré jusqu’ici en comptait %(led)s."
    ) % {
        "team": said.number(facts["team_size"]),
        "led": said.number(facts["max_team_led"]),
    }


def _stale(facts: Facts) -> str:
    day = said.date_plain(date.fromordinal(facts["confirmed_on"]))
    return _(
        "Disponibilité confirmée le %(day)s : nous la ferons confirmer à nouveau avant tout engagement."
    ) % {"day": day}


def _holidays(facts: Facts) -> str:
    lost = [date.fromordinal(day) for day in facts["days"]]
    count = len(lost)
    sentence = ngettext(
        "%(count)s jour férié tombe sur ces jours pendant la mission",
        "%(count)s jours fériés tombent sur ces jours pendant la mission",
        count,
    ) % {"count": count}
    if count > MOST_DATES:
        return f"{sentence}."
    return _("%(sentence)s : %(dates)s.") % {
        "sentence": sentence,
        "dates": said.listed(map(said.date_plain, lost)),
    }


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "references.none": _plain(gettext_lazy("Aucune référence confirmée à ce jour.")),
    "references.few": _references,
    "references.several": _references,
    "references.mixed": _mixed_references,
    "years.lifted": _plain(
        gettext_lazy(
            "Moins d’un an comme CTO à plein temps : exception accordée par notre équipe, avec son motif."
        )
    ),
    "years.few": _years,
    "years.several": _years,
    "years.ten": _years,
    "situation.lived": _situation_lived,
    "situation.new": _situation_new,
    "goals.all": _all_goals,
    "goals.some": _some_goals,
    "goals.none": _no_goal,
    "goals.unknown": _plain(gettext_lazy("Problèmes déjà résolus : à confirmer avec cette personne.")),
    "goals.unstated": _plain(gettext_lazy("Votre besoin ne cite pas d’objectif : rien à comparer.")),
    "rate.below_ceiling": _below_ceiling,
    "rate.at_ceiling": _at_ceiling,
    "rate.none": _plain(gettext_lazy("Mission bénévole : aucun tarif.")),
    "days.fits": _days_fit,
    "days.no_spare": _days_without_spare,
    "days.late": _days_late,
    "days.some_asked": _some_asked_days,
    "days.others": _other_days,
    "stage.inside": _stage_inside,
    "stage.smaller": _stage_smaller,
    "stage.larger": _stage_larger,
    "stage.unknown": _plain(gettext_lazy("Tailles d’entreprise connues : à confirmer avec cette personne.")),
    "stage.unstated": _plain(gettext_lazy("Votre effectif n’est pas renseigné : rien à comparer.")),
    "hands_on.same": _same_code,
    "hands_on.less": _less_code,
    "hands_on.more": _more_code,
    "sector_stack.all": _sector_and_stack,
    "sector_stack.some": _sector_and_stack,
    "sector_stack.none": _sector_and_stack,
    "sector_stack.unknown": _plain(
        gettext_lazy("Secteur et technologies : à confirmer avec cette personne.")
    ),
    "sector_stack.unstated": _plain(
        gettext_lazy("Votre besoin ne cite ni secteur ni technologie : rien à comparer.")
    ),
    "team.larger_than_led": _larger_team,
    "availability.stale": _stale,
    "profile.to_meet": _plain(
        gettext_lazy(
            "Le dossier ne montre pas de réserve : reste à savoir si vous vous entendez, en vous rencontrant."
        )
    ),
    "holidays.lost": _holidays,
}
STRENGTHS: dict[str, Callable[[Facts], str]] = {
    "stage.smaller": _stage_near,
    "stage.larger": _stage_near,
}
"""Where a strength needs other words than the part itself."""
RESERVES: dict[str, Callable[[Facts], str]] = {
    "references.few": _not_five_references,
    "references.several": _not_five_references,
    "years.few": _not_ten_years,
    "years.several": _not_ten_years,
    "rate.below_ceiling": _close_to_ceiling,
    "rate.at_ceiling": _no_margin,
}
"""Where a reserve needs other words than the part itself: what speaks for a profile is no reserve."""
