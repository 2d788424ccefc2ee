"""The layout of mails: one column, light, with a text twin that says the same."""

from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

CONTEXT = {
    "subject": "Votre sélection est prête",
    "action_url": "https://fractional.example/s/1",
    "action_label": "Lire la sélection",
    "signed_by": "Claire",
    "site_url": "https://fractional.example",
    "name": "L'Atelier & fils",
}
BODY = "{% block content %}Trois profils pour {{ name }}.{% endblock %}"


def written(base: str, **more: str) -> str:
    with translation.override("fr"):
        template = engines["django"].from_string('{% extends "emails/' + base + '" %}' + BODY)
        return template.render(CONTEXT | more)


def test_both_twins_say_the_words_the_address_and_who_signs():
    for twin in (written("_base.html"), written("_base.txt")):
        assert "Trois profils pour" in twin
        assert "https://fractional.example/s/1" in twin
        assert "Claire, équipe Fractional" in twin


def test_text_keeps_its_signs_and_html_escapes_them():
    assert "L'Atelier & fils" in written("_base.txt")
    assert "L&#x27;Atelier &amp; fils" in written("_base.html")


def test_the_layout_is_light_and_fetches_nothing():
    html = written("_base.html")
    assert len(html.encode()) < 20_000
    assert "<img" not in html
    assert "http" not in html.replace("https://fractional.example", "")


def test_a_way_out_is_written_only_when_there_is_one():
    assert "Ne plus recevoir" not in written("_base.html") + written("_base.txt")
    for base in ("_base.html", "_base.txt"):
        assert "/stop/1" in written(base, unsubscribe_url="https://fractional.example/stop/1")


def test_a_mail_written_as_text_has_an_html_twin():
    text = "Bonjour,\n\nL'Atelier <script> vous attend :\nhttps://fractional.example/s/1\n"
    with translation.override("fr"):
        html = render_to_string("emails/_text.html", {"subject": "Votre sélection", "text": text})
    assert '<a href="https://fractional.example/s/1"' in html
    assert "<script>" not in html
    assert html.count("<p>") == 2
