"""Codes stay what they are; figures are dated and say where they come from."""

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.utils.translation import override

from fractional import clock, data
from fractional.data import ClosedList, Taxonomy, figures, taxonomy

# The first codes of each list and the number they had when this test was last read over: bits are stored in masks,
# so what stands here may be added to at the end and never change.
FROZEN = {
    "problems": "delivery_slow debt no_lead cto_left cto_alone team_to_build supplier information_system outages"
    " security business_gap audit",
    "goals": "delivery debt process roadmap hiring information_system business_interface security"
    " fundraising_audit team_growth reliability costs",
    "situations": "standing transition reinforcement project",
    "stages": "idea pre_seed seed series_a series_b growth bootstrapped small_business mid_cap group non_profit",
    "sectors": "agriculture building commerce culture data_ai education energy finance gaming health hr industry"
    " insurance legal logistics marketing public saas security social sport telecom travel",
    "tags": "python django javascript typescript react vue angular node php symfony laravel ruby java kotlin swift"
    " flutter react_native dotnet go rust c_cpp elixir postgresql mongodb aws google_cloud azure french_cloud"
    " kubernetes terraform data_platform machine_learning generative_ai embedded iot mobile no_code erp payments"
    " marketplace open_source",
    "languages": "fr en de es it pt nl pl ar zh",
    "motives": "time money variety team impact",
    "cto_declines": "rate days_or_start problem_far not_a_cto_role sector_or_company no_availability",
    "company_declines": "experience_far total_cost days_or_start team_size another_chosen need_suspended",
    "paths": "A B C",
    "deliverables": "audit process_review roadmap debt_plan",
    "sources": "unknown word_of_mouth cto investor search press other",
}
LISTS = {name: getattr(taxonomy, name) for name in Taxonomy.__dataclass_fields__}


@pytest.mark.parametrize("name", FROZEN)
def test_places_never_change(name: str) -> None:
    codes = FROZEN[name].split()
    assert LISTS[name].codes()[: len(codes)] == codes


def test_departments_keep_their_places() -> None:
    codes = taxonomy.departments.codes()
    assert len(codes) == 101
    assert (codes[0], codes[19], codes[20], codes[75], codes[100]) == ("01", "2A", "2B", "75", "976")
    assert all(entry.region in taxonomy.regions for entry in taxonomy.departments)
    assert sum(len(taxonomy.departments_of(region.code)) for region in taxonomy.regions) == 101
    assert taxonomy.departments_of("11") == ["75", "77", "78", "91", "92", "93", "94", "95"]


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_unique_and_labels_complete(name: str) -> None:
    closed: ClosedList = LISTS[name]
    assert len(set(closed.codes())) == len(closed) <= 128
    for entry in closed:
        assert entry.fr
        assert entry.en
        assert bool(entry.fr_help) == bool(entry.en_help)
        assert "'" not in entry.fr + entry.en + entry.fr_help + entry.en_help


def test_problems_and_goals_fit_into_one_column() -> None:
    assert len(taxonomy.problems) + len(taxonomy.goals) <= 63


@pytest.mark.parametrize("name", LISTS)
def test_masks_come_back_as_codes(name: str) -> None:
    closed: ClosedList = LISTS[name]
    for code in closed.codes():
        assert closed.codes(closed.mask([code])) == [code]
        assert closed.mask([code]) == 1 << closed.bit(code)
    assert closed.codes(closed.mask(reversed(closed.codes()))) == closed.codes()
    assert closed.codes(0) == []


def test_labels_follow_the_reader() -> None:
    choices = dict(taxonomy.problems.choices())
    with override("fr"):
        assert str(choices["debt"]) == "La dette technique nous freine"
    with override("en"):
        assert str(choices["debt"]) == taxonomy.problems.label("debt") == "Technical debt holds us back"
        assert taxonomy.situations["standing"].help.startswith("Engineering")


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        taxonomy.tags.mask(["cobol"])
    assert "cobol" not in taxonomy.tags


def test_regions_group_their_departments() -> None:
    grouped = taxonomy.departments_by_region()
    assert str(grouped[7][0]) == "Île-de-France"
    assert [code for code, _ in grouped[4][1]] == ["2A", "2B"]


class TestFigures:
    ON = date(2026, 11, 23)

    def test_are_exact_numbers_with_their_source(self) -> None:
        found = figures(self.ON)
        assert found["vat_rate_percent"].value == 20
        assert found["micro_rate_bnc_percent"].value == Decimal("25.8")
        assert found["service_fee_percent"].value == 0
        assert all(figure.source and figure.unit for figure in found.by_key.values())
        assert found.checked_on == date(2026, 11, 23)

    def test_agree_with_each_other(self) -> None:
        found = figures(self.ON)
        ceiling = found["social_security_ceiling_month_eur"].value
        assert found["umbrella_minimum_month_eur"].value == ceiling * Decimal("0.75")
        assert found["late_penalty_floor_percent"].value == 3 * found["legal_interest_business_percent"].value

    def test_say_when_they_are_out_of_date(self) -> None:
        assert not figures(self.ON).expired("vat_rate_percent", "micro_ceiling_services_eur")
        assert figures(self.ON).expired("legal_interest_business_percent")
        assert figures(date(2027, 1, 1)).expired("vat_franchise_current_year_eur")
        assert figures(self.ON).expired()

    def test_are_todays_unless_a_day_is_named(self) -> None:
        with clock.shifted(timedelta(days=800)):
            assert figures().expired("micro_rate_bnc_percent")

    def test_before_the_first_file_are_unknown(self) -> None:
        with pytest.raises(LookupError):
            figures(date(2026, 6, 30))

    def test_of_a_later_file_replace_the_earlier_ones(
        self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "fr").mkdir()
        for day, rate in (("2026-07-01", 20), ("2027-01-01", 21)):
            figure = {
                "key": "vat_rate_percent",
                "value": rate,
                "unit": "%",
                "valid_from": day,
                "valid_to": None,
                "source": "s",
                "checked_on": day,
            }
            content = {"valid_from": day, "figures": [figure]}
            (tmp_path / "fr" / f"{day}.json").write_text(json.dumps(content))
        monkeypatch.setattr(data, "FOLDER", tmp_path)
        monkeypatch.setattr(data, "_files", data._files.__wrapped__)
        assert figures(date(2026, 12, 31))["vat_rate_percent"].value == 20
        assert figures(date(2027, 1, 1))["vat_rate_percent"].value == 21

    def test_stand_in_files_named_by_their_day(self) -> None:
        for path in (data.FOLDER / "fr").iterdir():
            content = json.loads(path.read_text())
            assert path.stem == content["valid_from"]
            assert all(row["valid_from"] <= path.stem for row in content["figures"])
        starts = [start for start, _ in data._files()]
        assert all(earlier < later for earlier, later in pairwise(starts))
