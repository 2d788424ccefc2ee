"""Every form is ours: label, help, error and field stay tied together, and nothing typed is lost."""

from bs4 import BeautifulSoup
from django import forms
from django.utils import translation

from fractional.ui import words
from fractional.ui.widgets import CheckCards, DateInput, HalfDaysField, RadioCards, UnitInput


class Sample(forms.Form):
    name = forms.CharField(label="Nom", help_text="Comme sur le <Kbis>")
    note = forms.CharField(label="Note", required=False)
    rate = forms.IntegerField(label="TJM", widget=UnitInput("€ HT par jour", {"inputmode": "decimal"}))
    start = forms.DateField(label="Début", widget=DateInput())
    kind = forms.ChoiceField(
        label="Ce que vous cherchez",
        choices=[("a", "CTO dans la durée"), ("b", "Projet à lancer")],
        widget=RadioCards(notes={"a": "Six mois ou plus"}),
    )
    topics = forms.MultipleChoiceField(
        label="Sujets", choices=[("x", "X")], widget=CheckCards(), required=False
    )
    days = HalfDaysField(label="Demi-journées")
    agreed = forms.BooleanField(label="J’accepte")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(*args, **kwargs) -> tuple[Sample, BeautifulSoup]:
    form = Sample(*args, **kwargs)
    with translation.override("fr"):
        return form, BeautifulSoup(form.render(), "html.parser")


def test_every_control_has_its_words():
    _, page = draw()
    for control in page.select("input:not([type=hidden])"):
        label = page.select_one(f"label[for={control['id']}]") or control.find_parent("label")
        assert label, control
        assert label.get_text(strip=True)
    assert page.select_one("legend").get_text() == "Ce que vous cherchez"


def test_only_what_may_be_left_out_is_marked():
    _, page = draw()
    marked = [label.get_text() for label in page.select(".label") if label.select_one(".opt")]
    assert marked == ["Note (facultatif)", "Sujets (facultatif)"]


def test_a_help_text_is_text():
    _, page = draw()
    assert page.select_one("#id_name_helptext").get_text() == "Comme sur le <Kbis>"
    assert page.select_one("#id_name")["aria-describedby"] == "id_name_helptext"


def test_a_refused_form_leads_to_each_field_and_keeps_what_was_typed():
    form, page = draw({"name": "", "rate": "beaucoup", "days": ["2"], "kind": "z", "start": "2027-01-05"})
    summary = page.select_one(".summary[autofocus][tabindex='-1']")
    for link in summary.select("a"):
        assert page.select_one(link["href"]), link
    assert len(summary.select("li")) == sum(len(errors) for errors in form.errors.values())
    assert page.select_one("#id_rate")["value"] == "beaucoup"
    assert page.select_one("#id_start")["value"] == "2027-01-05"
    name = page.select_one("#id_name")
    assert name["aria-invalid"] == "true"
    assert page.select_one("#id_name_error")
    assert "id_name_error" in name["aria-describedby"]


def test_the_week_is_ten_boxes_that_give_numbers():
    form, page = draw({"days": ["7", "2", "2"]}, initial={})
    boxes = page.select(".week-edit input[type=checkbox]")
    assert len(boxes) == 10
    assert {box["value"] for box in boxes if box.has_attr("checked")} == {"2", "7"}
    assert page.select_one("label:has(#id_days_0) .sr-only").get_text() == "lundi matin"
    assert form.fields["days"].clean(["7", "2", "2"]) == [2, 7]


def test_taken_half_days_cannot_be_ticked():
    form = Sample()
    form.fields["days"].widget.taken = {0, 1}
    page = BeautifulSoup(form.render(), "html.parser")
    assert {box["value"] for box in page.select(".week-edit [disabled]")} == {"0", "1"}


def test_no_half_day_at_all_is_refused_in_words():
    form = Sample({})
    with translation.override("fr"):
        assert str(form.errors["days"][0]) == "Cochez au moins une demi-journée."


def test_a_unit_stands_in_the_box_and_a_note_under_its_card():
    _, page = draw()
    assert page.select_one(".unit:has(#id_rate) > span").get_text() == "€ HT par jour"
    assert page.select_one("#id_rate")["inputmode"] == "decimal"
    assert [note.get_text() for note in page.select(".cards small")] == ["Six mois ou plus"]


def test_dates_are_written_for_the_browsers_own_picker():
    with translation.override("fr"):
        _, page = draw(initial={"start": "2027-01-05"})
    assert (page.select_one("#id_start")["type"], page.select_one("#id_start")["value"]) == (
        "date",
        "2027-01-05",
    )


def test_a_question_announces_its_error_without_a_second_sign():
    with translation.override("fr"):
        assert (
            words.announces("Que voulez-vous résoudre\u00a0?", "à remplir")
            == "Que voulez-vous résoudre\u00a0? à remplir"
        )
        assert words.announces("Prénom", "à remplir") == "Prénom\u00a0: à remplir"
