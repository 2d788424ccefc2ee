"""Why the calendar refuses, in the reader's language, with the real days and the real end."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fractional.ctos.calendar.models import Hold
from fractional.ctos.calendar.words import Held, Limits, Load
from fractional.errors import Conflict
from fractional.ui import words


def half_days_taken(holds: Sequence[Held]) -> Conflict:
    """The half-days asked for are held: « Votre mardi vient d’être engagé jusqu’au 30 juin 2027. »"""
    sold = [hold for hold in holds if hold.kind != Hold.Kind.CLOSED]
    if sold:
        return _chosen_again(_engaged(sold))
    days = words.half_days(hold.half_day for hold in holds)
    said = ngettext(
        "Votre %(days)s est fermé dans votre semaine.",
        "Vos %(days)s sont fermés dans votre semaine.",
        _days_named(holds),
    )
    return _chosen_again(said % {"days": days})


def half_days_sold(holds: Sequence[Held]) -> Conflict:
    """The week strip would close half-days that are engaged."""
    days, until = words.half_days(hold.half_day for hold in holds), _last_day(holds)
    if until is None:
        said = ngettext(
            "Votre %(days)s est engagé : gardez-le ouvert.",
            "Vos %(days)s sont engagés : gardez-les ouverts.",
            _days_named(holds),
        )
        values = {"days": days}
    else:
        said = ngettext(
            "Votre %(days)s est engagé jusqu’au %(until)s : gardez-le ouvert jusque-là.",
            "Vos %(days)s sont engagés jusqu’au %(until)s : gardez-les ouverts jusque-là.",
            _days_named(holds),
        )
        values = {"days": days, "until": words.date_plain(until)}
    return Conflict(said % values + " " + _("Rien n’a été enregistré."))


def limit_passed(loads: Iterable[Load], limits: Limits) -> Conflict:
    """The mission would be one too many, or half a day too much, in one of its weeks."""
    if any(load.missions >= limits.missions for load in loads):
        said = ngettext(
            "Vous avez déjà %(count)s mission sur cette période, et votre règle n’en accepte pas davantage.",
            "Vous avez déjà %(count)s missions sur cette période, et votre règle n’en accepte pas davantage.",
            limits.missions,
        ) % {"count": limits.missions}
    else:
        said = _(
            "Cette mission dépasserait votre limite de %(days)s par semaine, toutes missions comprises."
        ) % {"days": words.day_count(limits.half_days)}
    return Conflict(said + " " + _("Rien n’a été enregistré."))


def _engaged(holds: Sequence[Held]) -> str:
    days, until, count = (
        words.half_days(hold.half_day for hold in holds),
        _last_day(holds),
        _days_named(holds),
    )
    if until is None:
        said = ngettext("Votre %(days)s vient d’être engagé.", "Vos %(days)s viennent d’être engagés.", count)
        return said % {"days": days}
    said = ngettext(
        "Votre %(days)s vient d’être engagé jusqu’au %(until)s.",
        "Vos %(days)s viennent d’être engagés jusqu’au %(until)s.",
        count,
    )
    return said % {"days": days, "until": words.date_plain(until)}


def _chosen_again(said: str) -> Conflict:
    return Conflict(said + " " + _("Rien n’a été enregistré : choisissez un autre jour."))


def _days_named(holds: Iterable[Held]) -> int:
    return len({hold.half_day // 2 for hold in holds})


def _last_day(holds: Iterable[Held]) -> date | None:
    """The last day held, included; None when one of them has no known end."""
    ends = [hold.until for hold in holds]
    known = [end for end in ends if end is not None]
    return max(known) - timedelta(days=1) if known and len(known) == len(ends) else None
