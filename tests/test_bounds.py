"""No input ends as an error of the server, and none that nobody means is taken."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from fractional import bounds, clock
from fractional.outbox.models import Row

NUL = "a\x00b"
SURROGATE = "a\ud800b"
BIDI = "prix \u202e0001"
ZERO_WIDTH = "\u200b\u200b"
CORPUS = [
    *("", " ", NUL, SURROGATE, BIDI, ZERO_WIDTH, "\u2800", "a\nb", "a\tb", "\ufeff", "%00", "../etc/passwd"),
    *("9" * 5_000, "-1", "0", str(2**31), str(2**63), str(10**27), "1e400", "1e999999999", "NaN", "Infinity"),
    *("٣٤", "½", "0x10", "1_000", "1 000", "99.9", "-0", "+5", "１２", "²"),
    *(
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "30/02/2026",
        "2026-13",
        "00/0000",
        "2026-11-23T10:00",
    ),
    *(
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "-2+3|cmd",
        "<img src=x onerror=alert(1)>",
        "(",
        "user__password",
        "\\",
    ),
    *(
        "javascript:alert(1)",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "https://2130706433",
        "http://[",
        "//x",
    ),
    *(
        "a@b",
        "a@b\r\nBcc: c@d.fr",
        '"\x01"@b.fr',
        "é@b.fr",
        "a@é.fr",
        "x" * 100_000,
        "000000000",
        "[" * 100_000,
    ),
]
FIELDS: dict[str, forms.Field] = {
    "rate": bounds.Rate(),
    "ceiling": bounds.Ceiling(),
    "budget": bounds.MonthlyBudget(),
    "half_days": bounds.HalfDays(),
    "half_days_per_month": bounds.HalfDaysPerMonth(),
    "months": bounds.Months(),
    "percent": bounds.Percent(),
    "count": bounds.Count(),
    "line": bounds.ShortText(),
    "text": bounds.LongText(),
    "name": bounds.PersonName(),
    "email": bounds.Email(),
    "phone": bounds.Phone(),
    "siren": bounds.Siren(),
    "address": bounds.WebAddress(),
    "day": bounds.Day(),
    "month": bounds.Month(),
    "choice": bounds.Choice(choices=[("a", "A")]),
    "choices": bounds.Choices(choices=[("a", "A"), ("b", "B")], at_most=1),
}


def errors_of(field: forms.Field, value: Any) -> list[str]:
    try:
        field.clean(value)
    except ValidationError as error:
        return [str(message) for message in error.messages]
    return []


def accepts(name: str, value: Any) -> bool:
    return not errors_of(FIELDS[name], value)


def asking(**query: str) -> Any:
    request = RequestFactory().get("/")
    request.GET = MultiValueDict({name: [value] for name, value in query.items()})  # type: ignore[assignment]  # an immutable QueryDict otherwise
    return request


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.django_db
def test_every_field_refuses_with_a_sentence_or_gives_what_can_be_stored(name: str) -> None:
    for value in CORPUS:
        given = [value] if name == "choices" else value
        if said := errors_of(FIELDS[name], given):
            assert all(sentence.endswith(".") or "…" in sentence for sentence in said), value[:40]
            assert len(" ".join(said)) < 300, value[:40]
        else:
            ask_the_database(FIELDS[name].clean(given))


def ask_the_database(cleaned: Any) -> None:
    """What a field let through is asked of PostgreSQL in its own type."""
    if isinstance(cleaned, str):
        assert not Row.objects.filter(subject=cleaned, text__icontains=cleaned).exists()
    elif isinstance(cleaned, int):
        assert not Row.objects.filter(owner_pid=cleaned, attempts=cleaned).exists()
    elif isinstance(cleaned, date):
        assert not Row.objects.filter(created_at__date=cleaned + timedelta(days=4_000)).exists()


@given(st.text(st.characters(blacklist_categories=()), max_size=60))
def test_text_is_clean_for_good(value: str) -> None:
    for lines in (False, True):
        try:
            cleaned = bounds.clean_text(value, lines=lines)
        except ValidationError:
            continue
        cleaned.encode()
        assert "\x00" not in cleaned
        assert bounds.clean_text(cleaned, lines=lines) == cleaned
        (bounds.validate_lines if lines else bounds.validate_line)(cleaned)


@given(st.one_of(st.text(max_size=30), st.integers().map(str), st.floats().map(str), st.dates().map(str)))
def test_fields_never_break(value: str) -> None:
    for name, field in FIELDS.items():
        errors_of(field, [value] if name == "choices" else value)


class TestNumbers:
    @pytest.mark.parametrize(
        ("name", "value", "fine"),
        [
            *[
                ("rate", value, True)
                for value in ("100", "3000", "850", "1 000", "1\u202f000 €", "1\u00a0000")
            ],
            *[("rate", value, False) for value in ("0", "90", "3010", "855", "-100", "99.9", "1e3", "٨٥٠")],
            *[("ceiling", value, True) for value in ("950", "1000")],
            *[("ceiling", value, False) for value in ("960", "0")],
            *[("half_days", value, True) for value in ("1", "10")],
            *[("half_days", value, False) for value in ("0", "11", "-3", "2,5", "99.9")],
            *[("months", value, False) for value in ("0", "37")],
            *[("percent", value, False) for value in ("-1", "101")],
        ],
    )
    def test_lie_within_reason_and_on_their_grid(self, name: str, value: str, fine: bool) -> None:
        assert accepts(name, value) is fine

    def test_are_read_as_people_write_them(self) -> None:
        assert FIELDS["rate"].clean("1\u202f000 €") == 1000

    def test_say_what_is_wrong(self) -> None:
        assert errors_of(FIELDS["rate"], "90") == ["Indiquez au moins 100."]
        assert errors_of(FIELDS["rate"], "5000") == ["Indiquez au plus 3\u00a0000."]
        assert errors_of(FIELDS["ceiling"], "960") == ["Indiquez un multiple de 50."]

    @pytest.mark.parametrize(
        "validate", [bounds.validate_rate, bounds.validate_ceiling, bounds.validate_budget]
    )
    def test_are_bounded_in_models_too(self, validate: Any) -> None:
        validate(1000)
        for value in (0, -1, 10**27):
            with pytest.raises(ValidationError):
                validate(value)

    def test_on_models_lie_on_the_grid_of_their_field(self) -> None:
        with pytest.raises(ValidationError):
            bounds.validate_rate(855)
        with pytest.raises(ValidationError):
            bounds.validate_ceiling(960)


class TestText:
    @pytest.mark.parametrize(
        "value", [NUL, SURROGATE, BIDI, ZERO_WIDTH, "\u2800", "x" * 121, "a\nb", "=cmd|x", "@a"]
    )
    def test_of_one_line_is_refused(self, value: str) -> None:
        assert not accepts("line", value)

    @pytest.mark.parametrize(
        "value", ["+20 % de livraison", "-3 jours", "L’équipe : 7 développeurs", "👍🏽 oui", "Ωμέγα", "(sic)"]
    )
    def test_of_one_line_is_taken(self, value: str) -> None:
        assert FIELDS["line"].clean(value) == value

    def test_of_several_lines_keeps_them(self) -> None:
        assert FIELDS["text"].clean("  a\r\nb\rc\n") == "a\nb\nc"

    def test_is_composed_trimmed_and_rid_of_what_hides(self) -> None:
        assert FIELDS["line"].clean(" e\u0301te\u0301\u200b ") == "été"

    @pytest.mark.parametrize(
        "value", ["Éloïse", "Jean-Pierre", "D’Almeida", "Nguyễn Thị", "O'Brien", "李", "J. Doe"]
    )
    def test_of_a_name_is_taken(self, value: str) -> None:
        assert accepts("name", value)

    @pytest.mark.parametrize(
        "value", ["123", "a@b.fr", "http://x.fr", "<b>", "-", ZERO_WIDTH, "Awa 06", "x" * 81]
    )
    def test_of_no_name_is_refused(self, value: str) -> None:
        assert not accepts("name", value)

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "|x"])
    def test_in_a_cell_is_no_formula(self, cell: str) -> None:
        assert bounds.csv_cell(cell) == f"'{cell}"
        assert bounds.csv_cell("900") == "900"


class TestIdentifiers:
    @pytest.mark.parametrize("value", ["542051180", "542 051 180", "542\u00a0051\u00a0180"])
    def test_siren_is_read_with_its_spaces(self, value: str) -> None:
        assert FIELDS["siren"].clean(value) == "542051180"

    @pytest.mark.parametrize(
        "value", ["000000000", "542051181", "54205118", "FR542051180", "５４２０５１１８０"]
    )
    def test_siren_is_refused(self, value: str) -> None:
        assert errors_of(FIELDS["siren"], value) == [
            "Ce numéro SIREN comporte une erreur : vérifiez les neuf chiffres sur votre Kbis."
        ]

    def test_email_is_stored_as_it_is_compared(self) -> None:
        assert FIELDS["email"].clean(" Awa.Diallo@Exemple.FR ") == "awa.diallo@exemple.fr"

    @pytest.mark.parametrize(
        "value", ["a@b", "a@b.fr\r\nBcc: c@d.fr", '"\x01"@b.fr', "a b@c.fr", "é@b.fr", "a@b.fr,"]
    )
    def test_email_is_refused(self, value: str) -> None:
        assert not accepts("email", value)

    @pytest.mark.parametrize("value", ["06 12 34 56 78", "+33 6 12 34 56 78", "+32.470.12.34.56"])
    def test_phone_is_taken(self, value: str) -> None:
        assert accepts("phone", value)

    @pytest.mark.parametrize("value", ["12", "06 12 34", "+0612345678", "0612345678; ls", "٠٦١٢٣٤٥٦٧٨"])
    def test_phone_is_refused(self, value: str) -> None:
        assert not accepts("phone", value)

    @pytest.mark.parametrize(
        "value", ["https://www.exemple.fr/a?b=c", "exemple.fr", "http://sous.exemple.co.uk"]
    )
    def test_web_address_is_taken(self, value: str) -> None:
        assert accepts("address", value)

    @pytest.mark.parametrize(
        "value",
        [
            *(
                "http://169.254.169.254/",
                "http://localhost",
                "http://[::1]/",
                "https://2130706433",
                "http://0x7f.1",
            ),
            *(
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://exemple.fr",
                "https://a@exemple.fr",
                "https://x.local",
            ),
            *("https://exemple.fr:8080", "http://[", "https://exemple", "https://.fr", "//evil", "\\\\evil"),
        ],
    )
    def test_web_address_is_refused(self, value: str) -> None:
        assert not accepts("address", value)


class TestDays:
    TODAY = datetime(2026, 11, 23, 9, tzinfo=clock.PARIS)

    @pytest.mark.parametrize(
        ("value", "fine"),
        [
            ("2026-11-25", True),
            ("25/11/2026", True),
            ("2000-01-01", True),
            ("1999-12-31", False),
            ("2036-11-23", True),
            ("2036-11-24", False),
            ("9999-12-31", False),
            ("0001-01-01", False),
            ("2027-02-29", False),
            ("٢٠٢٦-١١-٢٥", False),
        ],
    )
    def test_lie_within_reason(self, value: str, fine: bool) -> None:
        with clock.standing_at(self.TODAY):
            assert accepts("day", value) is fine

    def test_take_limits_that_move(self) -> None:
        future = bounds.Day(earliest=clock.today)
        with clock.standing_at(self.TODAY):
            assert errors_of(future, "2026-11-22") == ["Indiquez une date à partir du 23/11/2026."]
            assert not errors_of(future, "2026-11-23")

    def test_of_a_month_is_its_first(self) -> None:
        with clock.standing_at(self.TODAY):
            assert FIELDS["month"].clean("2024-03") == FIELDS["month"].clean("03/2024") == date(2024, 3, 1)
            assert not accepts("month", "2027-01")
            assert accepts("month", "1985-09")

    def test_in_ten_years_exist_on_29_february(self) -> None:
        with clock.standing_at(datetime(2028, 2, 29, 9, tzinfo=clock.PARIS)):
            assert accepts("day", "2038-02-28")


class TestChoices:
    def test_repeat_nothing_and_name_no_stranger(self) -> None:
        assert FIELDS["choices"].clean(["a", "a"]) == ["a"]
        assert errors_of(FIELDS["choices"], ["<script>"]) == ["Choisissez des réponses de la liste."]
        assert errors_of(FIELDS["choice"], NUL) == ["Choisissez une réponse de la liste."]

    def test_are_counted(self) -> None:
        assert errors_of(FIELDS["choices"], ["a", "b"]) == ["Choisissez-en au plus 1."]
