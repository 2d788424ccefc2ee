"""Every template is used, obeys the content security policy, and works without a script."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from fractional.local.catalogue import ROOT, modules, templates
from tests.sources import name_of, none_of, strings

FORBIDDEN_IN_TEMPLATES = {
    "a value trusted as HTML": re.compile(r"\|\s*safe(?:seq)?\b|\{% autoescape off"),
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)|javascript:"),
    "a handler in the page": re.compile(r"(?i)<[^>]*\son[a-z]+\s*="),
    "hx-on, hx-boost, js: or a filter, which need eval": re.compile(
        r"\bhx-on\b|\bhx-boost\b|['\"\s]js:|hx-trigger=\"[^\"]*\["
    ),
    "the machine's clock": re.compile(r"\{% now\b"),
}
STYLES = re.compile(r"<[^>]*\sstyle\s*=|<style\b")


def test_every_template_is_used() -> None:
    none_of(name_of(path) for path in templates() if not _used(str(path.relative_to(ROOT / "templates"))))


def _used(name: str) -> bool:
    """Named by our code or by a template, or put before one of Django's or of a package's."""
    mail = re.sub(r"(_subject)?\.(txt|html)$", "", name.removeprefix("emails/"))
    if name in {"400.html", "403.html", "404.html", "429.html", "500.html"} or _overrides(name):
        return True
    return any(pattern.fullmatch(name) or pattern.fullmatch(mail) for pattern in _named())


@cache
def _named() -> list[re.Pattern[str]]:
    """What code and templates say that may be a template's name; the gaps of an f-string stand for any word."""
    said = {text for path in modules() for _, text in strings(path)}
    for path in templates():
        said |= set(re.findall(r"[\"']([\w/.-]+\.(?:html|txt))", path.read_text()))
    names = {
        text.partition("#")[0] for text in said if re.search(r"/|\.(?:html|txt)$", text) and len(text) < 100
    }
    return [re.compile(r"[\w.-]+".join(map(re.escape, name.split("\0")))) for name in names]


def _overrides(name: str) -> bool:
    return any((folder / name).exists() for folder in get_app_template_dirs("templates")) or name.startswith(
        "django/forms/"
    )


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_no_template_holds(what: str) -> None:
    none_of(
        f"{name_of(path)}: {found[0]}"
        for path in templates()
        if path.suffix == ".html" and (found := FORBIDDEN_IN_TEMPLATES[what].search(_code(path)))
    )


def test_only_mails_carry_their_own_styles() -> None:
    none_of(
        f"{name_of(path)}: {found[0]}"
        for path in templates()
        if not path.is_relative_to(ROOT / "templates" / "emails") and (found := STYLES.search(_code(path)))
    )


def _code(path: Path) -> str:
    """A template without its comments."""
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)


class _Controls(HTMLParser):
    """Finds what htmx makes quicker and what nothing else makes work."""

    def __init__(self) -> None:
        super().__init__()
        self.forms = 0
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self.forms += 1
        if not {"hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"} & has.keys():
            return
        works = {
            "a": bool(has.get("href")),
            "form": has.get("method") == "post" or bool(has.get("action")) or "hx-get" in has,
            "button": bool(self.forms or has.get("form")),
            "input": bool(self.forms or has.get("form")),
            "select": bool(self.forms or has.get("form")),
        }.get(tag, self._asks_by_itself(has) or bool(self.forms))
        if not works or {"hx-put", "hx-patch", "hx-delete"} & has.keys():
            self.wrong.append(f"line {self.getpos()[0]}: {self.get_starttag_text()}")

    @staticmethod
    def _asks_by_itself(has: dict[str, str | None]) -> bool:
        return bool(re.match(r"load\b|every\b|revealed\b", has.get("hx-trigger") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.forms -= 1


def _wrong_controls(source: str) -> list[str]:
    controls = _Controls()
    controls.feed(
        re.sub(r"\{%.*?%\}", "", re.sub(r"\{\{.*?\}\}", "x", re.sub(r"\{% url .*?%\}", "/x", source)))
    )
    return controls.wrong


def test_every_control_works_without_a_script() -> None:
    none_of(f"{name_of(path)} {wrong}" for path in templates() for wrong in _wrong_controls(_code(path)))


@pytest.mark.parametrize(
    "control",
    [
        '<a hx-get="/x">',
        '<button hx-post="/x">',
        '<form hx-post="/x">',
        '<div hx-get="/x" hx-trigger="click">',
    ],
)
def test_a_control_that_is_nothing_without_htmx_is_seen(control: str) -> None:
    assert _wrong_controls(control)
