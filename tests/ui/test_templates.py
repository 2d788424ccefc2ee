"""What the content security policy would block, and what would break without a script, stands in no template."""

import re

import pytest

from fractional.local.folders import ROOT

TEMPLATES = ROOT / "templates"
PAGES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if "emails" not in path.parts and path.parent.name != "email"
]
FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an event attribute": r"\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b",
    "hx-boost": r"\bhx-boost\b",
    "evaluated values": r"[\"'](?:js|javascript):",
    "an event filter": r"hx-trigger=[\"'][^\"']*\[",
    "autoescape off or safe": r"autoescape off|\|\s*safe\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_holds(what):
    found = [str(p.relative_to(TEMPLATES)) for p in PAGES if re.search(FORBIDDEN[what], p.read_text())]
    assert found == []


def test_every_htmx_control_works_without_it():
    """Whatever sends a request is a link with an address or part of a form; polling regions only read."""
    bare = []
    for path in PAGES:
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "x", path.read_text())
        for name, attributes in re.findall(
            r"<([a-z]+)\s([^>]*\bhx-(?:get|post|put|patch|delete)=[^>]*)>", text
        ):
            polls = re.search(r"hx-trigger=\"[^\"]*(?:every|load)", attributes)
            if (
                name in ("form", "fieldset", "button", "input", "select")
                or (name == "a" and "href=" in attributes)
                or polls
            ):
                continue
            bare.append(f"{path.relative_to(TEMPLATES)}: <{name}>")
    assert bare == []
