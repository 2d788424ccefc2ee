"""The sentences that a CTO reads: reasons and reserves by their own criteria, never a figure about themself."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.ui import words as said
from matching.proposals.words.phrases import days, kind, start

Facts = dict[str, Any]

LABELS: dict[str, Promise | str] = {
    "rate": gettext_lazy("Tarif"),
    "days": gettext_lazy("Jours"),
    "situation": gettext_lazy("Situation"),
    "hands_on": gettext_lazy("Part de code"),
    "duration": gettext_lazy("Durée"),
    "stage": gettext_lazy("Stade de l’entreprise"),
    "place": gettext_lazy("Lieu"),
}


def say(reason: str, facts: Facts) -> str:
    """The sentence of a reason, `<part>.<reason>` or a reserve's own code."""
    return SENTENCES[reason](facts)


def say_strength(reason: str, facts: Facts) -> str:
    """The same as a strength."""
    return STRENGTHS.get(reason, SENTENCES[reason])(facts)


def say_reserve(reason: str, facts: Facts) -> str:
    """The same as a reserve: what suits them at its place must not read as one here."""
    return RESERVES.get(reason, SENTENCES[reason])(facts)


def _plain(sentence: Promise | str) -> Callable[[Facts], str]:
    return lambda facts: str(sentence)


def _when(facts: Facts) -> dict[str, str]:
    return {
        "days": start(days(facts["proposed"])),
        "missing": days(facts["missing"]),
        "day": said.date_plain(date.fromordinal(facts["first_start"])),
    }


def _days_fit(facts: Facts) -> str:
    return _("%(days)s dès le %(day)s : votre semaine le permet, avec de la marge.") % _when(facts)


def _days_possible(facts: Facts) -> str:
    return _("%(days)s dès le %(day)s : votre semaine le permet.") % _when(facts)


def _days_without_spare(facts: Facts) -> str:
    return _("%(days)s dès le %(day)s : votre semaine serait pleine.") % _when(facts)


def _broken_days(facts: Facts) -> str:
    return _("%(days)s dès le %(day)s : des demi-journées séparées plutôt que des jours entiers.") % _when(
        facts
    )


def _some_asked_days(facts: Facts) -> str:
    return _("%(days)s dès le %(day)s ; l’entreprise demandait aussi : %(missing)s.") % _when(facts)


def _other_days(facts: Facts) -> str:
    return _("L’entreprise demandait d’autres jours (%(missing)s) ; les vôtres lui sont proposés.") % _when(
        facts
    )


def _situation(facts: Facts) -> str:
    return start(taxonomy.situations.label(kind(facts["kind"])))


def _wanted_situation(facts: Facts) -> str:
    return _("%(situation)s : la situation que vous recherchez.") % {"situation": _situation(facts)}


def _accepted_situation(facts: Facts) -> str:
    return _("%(situation)s : une situation que vous acceptez sans la rechercher d’abord.") % {
        "situation": _situation(facts)
    }


def _unknown_situation(facts: Facts) -> str:
    return _("%(situation)s : vous n’avez pas dit quelles situations vous recherchez.") % {
        "situation": _situation(facts)
    }


def _code(facts: Facts) -> dict[str, str]:
    return {"asked": str(Cto.HandsOn(facts["asked"]).label)}


def _same_code(facts: Facts) -> str:
    return _("La part de code que vous souhaitez : %(asked)s.") % _code(facts)


def _more_code_than_liked(facts: Facts) -> str:
    return _("Plus de code que vous ne le souhaitez : %(asked)s.") % _code(facts)


def _less_code_than_liked(facts: Facts) -> str:
    return _("Moins de code que vous ne le souhaitez : %(asked)s.") % _code(facts)


def _long(facts: Facts) -> str:
    return _("Une mission longue : %(months)s.") % {"months": said.months(facts["months"])}


def _medium(facts: Facts) -> str:
    return _("Une mission de %(months)s.") % {"months": said.months(facts["months"])}


def _short(facts: Facts) -> str:
    return _("Une mission courte : %(months)s.") % {"months": said.months(facts["months"])}


def _it_ends(facts: Facts) -> str:
    return _("Une fin prévue au bout de %(months)s.") % {"months": said.months(facts["months"])}


def _stage(facts: Facts) -> dict[str, str]:
    return {"stage": said.listed(map(taxonomy.stages.label, taxonomy.stages.codes(facts["stage"])))}


def _wanted_stage(facts: Facts) -> str:
    return _("%(stage)s : un stade que vous recherchez.") % _stage(facts)


def _accepted_stage(facts: Facts) -> str:
    return _("%(stage)s : un autre stade que ceux que vous recherchez.") % _stage(facts)


def _unknown_stage(facts: Facts) -> str:
    return _("%(stage)s : vous n’avez pas dit quels stades vous recherchez.") % _stage(facts)


def _on_site(facts: Facts) -> str:
    department = taxonomy.departments.codes(1 << facts["department"])[0]
    return _("%(rhythm)s sur place, dans un département où vous vous déplacez : %(department)s.") % {
        "rhythm": start(said.days_per_week(facts["on_site_half_days"])),
        "department": taxonomy.departments.label(department),
    }


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "rate.asked": _plain(
        gettext_lazy("Le tarif proposé est celui que vous demandez pour cette durée et ce rythme.")
    ),
    "rate.under_asked": _plain(
        gettext_lazy(
            "Le tarif proposé est sous celui que vous demandez pour cette durée, sans passer sous votre plancher."
        )
    ),
    "rate.pro_bono": _plain(gettext_lazy("Une mission bénévole, comme vous en acceptez.")),
    "days.fits": _days_fit,
    "days.no_spare": _days_without_spare,
    "days.broken": _broken_days,
    "days.some_asked": _some_asked_days,
    "days.others": _other_days,
    "situation.wanted": _wanted_situation,
    "situation.accepted": _accepted_situation,
    "situation.unknown": _unknown_situation,
    "hands_on.same": _same_code,
    "hands_on.less": _more_code_than_liked,
    "hands_on.more": _less_code_than_liked,
    "duration.long": _long,
    "duration.medium": _medium,
    "duration.short": _short,
    "stage.wanted": _wanted_stage,
    "stage.accepted": _accepted_stage,
    "stage.unknown": _unknown_stage,
    "stage.unstated": _plain(gettext_lazy("Le stade de l’entreprise n’est pas renseigné.")),
    "place.remote": _plain(gettext_lazy("À distance.")),
    "place.on_site": _on_site,
    "place.unknown": _plain(gettext_lazy("Du temps sur place est demandé, le lieu reste à préciser.")),
    "need.to_discuss": _plain(
        gettext_lazy("Rien ne s’y oppose dans vos règles : le reste se dira de vive voix.")
    ),
}
STRENGTHS: dict[str, Callable[[Facts], str]] = {"days.broken": _days_possible}
"""Where a strength needs other words than the part itself."""
RESERVES: dict[str, Callable[[Facts], str]] = {
    "rate.asked": _plain(
        gettext_lazy("Le tarif proposé est celui que vous demandez pour cette durée, sans rien au-dessus.")
    ),
    "duration.long": _it_ends,
    "duration.medium": _it_ends,
}
"""Where a reserve needs other words than the part itself."""
