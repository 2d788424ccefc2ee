"""What the database itself refuses about a CTO, a role, a reference."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fractional import clock
from fractional.ctos.models import Cto, Post, Reference, RefusedCompany
from tests.ctos.factories import a_cto, a_post, a_verified_cto

pytestmark = pytest.mark.django_db


def refused(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def update(cto, **fields):
    return lambda: Cto.objects.filter(pk=cto.pk).update(**fields)


NOW = clock.now()
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("cto_state_known", {"state": "famous"}),
        ("cto_submitted_dated", {"state": "submitted"}),
        ("cto_asked_dated", {"state": "asked"}),
        ("cto_oriented_has_a_path", {"state": "oriented"}),
        ("cto_oriented_has_a_path", {"state": "oriented", "oriented_at": NOW, "orientation_path": "C"}),
        ("cto_left_dated", {"state": "left", "left_on": TODAY}),
        ("cto_left_dated", {"state": "left", "left_reason": "other"}),
        ("cto_target_reaches_floor", {"target_rate_eur": 800, "floor_rate_eur": 900}),
        ("cto_rules_bounded", {"min_half_days": 0}),
        ("cto_rules_bounded", {"max_half_days": 11}),
        ("cto_rules_bounded", {"min_half_days": 5, "max_half_days": 4}),
        ("cto_rules_bounded", {"max_missions": 0}),
        ("cto_rules_bounded", {"max_half_days_in_all": 11}),
        ("cto_rules_bounded", {"min_months": 37}),
        ("cto_rules_bounded", {"weekly_cap": 4}),
    ],
)
def test_a_draft_obeys_its_bounds(name, fields):
    refused(name, update(a_cto(), **fields))


@pytest.mark.parametrize(
    "field",
    [
        "verified_at",
        "verified_by",
        "function",
        "hands_on",
        "rates",
        "floor_rate_eur",
        "availability_confirmed_on",
    ],
)
@pytest.mark.parametrize("state", ["verified", "paused"])
def test_a_verified_profile_is_complete(state, field):
    refused("cto_verified_is_complete", update(a_verified_cto(), state=state, **{field: None}))


def grid(**changes):
    rates = [1000, 1000, 1000, 980, 970, 960, 950, 940, 930, 920, 910, 900]
    for place, rate in changes.items():
        rates[int(place[1:])] = rate
    return rates


def test_a_falling_grid_is_accepted():
    update(a_verified_cto(), rates=grid())()


@pytest.mark.parametrize("changes", [{"_4": 990}, {"_6": 985}, {"_11": 935}, {"_0": 1010}])
def test_a_grid_never_rises_and_begins_at_the_target(changes):
    refused("cto_rates_never_rise", update(a_verified_cto(), rates=grid(**changes)))


def test_a_grid_has_twelve_steps():
    refused("cto_rates", update(a_verified_cto(), rates=[1000] * 11))


def test_a_step_never_goes_under_the_floor():
    refused("cto_rates_reach_floor", update(a_verified_cto(), rates=grid(), floor_rate_eur=901))


def test_a_person_has_one_file():
    cto = a_cto()
    refused("user_id", lambda: Cto.objects.create(user=cto.user))


def test_a_role_ends_after_it_begins():
    refused("post_ends_after_it_starts", lambda: a_post(a_cto(), ended_on=date(2014, 12, 31)))


def test_a_team_fits_in_its_company():
    refused("post_team_within_company", lambda: a_post(a_cto(), team_led=31))


def reference(cto, **fields):
    told = {"referee_name": "Une référente", "referee_email": "r@essai.example", "due_on": TODAY}
    return Reference.objects.create(cto=cto, **told | fields)


def test_a_confirmed_reference_has_its_date_and_its_answer():
    refused("reference_confirmed_dated", lambda: reference(a_cto(), state="confirmed", positive=True))
    refused("reference_confirmed_dated", lambda: reference(a_cto(), state="confirmed", confirmed_at=NOW))


def test_a_revoked_reference_has_its_date():
    refused("reference_revoked_dated", lambda: reference(a_cto(), state="revoked"))


def test_a_person_vouches_once_unless_it_was_revoked():
    cto = a_cto()
    first = reference(cto)
    refused("reference_one_per_person", lambda: reference(cto))
    Reference.objects.filter(pk=first.pk).update(state="revoked", revoked_at=NOW)
    reference(cto)


def test_a_company_is_turned_down_once_by_its_siren():
    cto = a_cto()
    RefusedCompany.objects.create(cto=cto, siren="732829320")
    refused("refused_company_once", lambda: RefusedCompany.objects.create(cto=cto, siren="732829320"))
    refused("refused_company_siren_form", lambda: RefusedCompany.objects.create(cto=cto, siren="73282932A"))


def test_availability_is_stale_after_45_days():
    fresh, old = TODAY - timedelta(days=45), TODAY - timedelta(days=46)
    a, b = a_verified_cto(availability_confirmed_on=fresh), a_verified_cto(availability_confirmed_on=old)
    assert not a.is_stale(TODAY)
    assert b.is_stale(TODAY)
    assert list(Cto.objects.stale(TODAY)) == [b]


def test_a_role_keeps_its_own_address():
    assert a_post(a_cto()).public_id != Post(cto=a_cto()).public_id
