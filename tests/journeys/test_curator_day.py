"""Twenty files in a row without a mouse, each leading to the next below; a decision undone in time; no script."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fractional.local.folders import ROOT
from tests.browser.product import Product, eventually

FILES = 20
PRESSES = 60
"""For all of them."""


FRIDAYS_ONLY = f"""
from tests import factories
for number in range({FILES}):
    user = factories.make_user(first_name="Dossier", last_name=f"Numéro {{number}}")
    factories.make_cto(user=user, state="submitted", drawn_by="role", open_half_days=(8, 9))
"""
"""Files that fit no need of the demo: nobody's ranking changes by them."""


@pytest.fixture
def twenty_files(product: Product) -> None:
    """Sent to the team while the product runs."""
    held = Path(f"/proc/{product.process('gunicorn')}/environ").read_text().split("\0")
    environment = dict(line.split("=", 1) for line in held if "=" in line)
    command = [sys.executable, "manage.py", "shell", "-c", FRIDAYS_ONLY]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | environment, capture_output=True)


@pytest.fixture
def nothing_is_done(product: Product) -> Iterator[None]:
    """However slow the machine is, the seconds in which one may think again are not over."""
    with product.frozen("beat-schedule"):
        yield


class Counted:
    """A keyboard that counts its presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1


def _verifies(keys: Counted) -> None:
    """The row that has the focus: its record is open beside the list, and its note is begun."""
    accept = keys.page.locator("#beside [data-key='1']")
    expect(accept).to_be_visible()
    keys.press("1")
    expect(accept).to_be_focused()
    with keys.page.expect_navigation():
        keys.press("Enter")


def test_twenty_files_are_decided_in_sixty_presses(visit, twenty_files):
    claire = visit()
    claire.enter("claire")
    page, keys = claire.page, Counted(claire.page)
    page.goto(f"{page.url.split('?')[0]}?genre=dossier")
    files = page.locator("[data-row] .name a", has_text="Dossier Numéro")
    expect(files).to_have_count(FILES)
    decided = []
    files.first.focus()
    while len(decided) < FILES:
        opened = page.locator("[data-row] .name a[data-open]")
        title = opened.inner_text()
        expect(page.locator("#opened")).to_have_text(title)
        if "Numéro" not in title:  # somebody else's file: the next one
            keys.press("j")
            expect(opened).not_to_have_text(title)
            continue
        rows = page.locator("[data-row] .name a").all_inner_texts()
        after = rows[rows.index(title) + 1 :] or rows
        decided.append(title)
        _verifies(keys)
        expect(page.locator(":focus")).to_have_attribute("data-open", "")
        expect(opened).to_have_text(after[0])
    assert len(set(decided)) == FILES
    assert keys.presses <= PRESSES


def test_a_decision_is_undone_in_time_by_one_key(visit, nothing_is_done):
    claire = visit()
    claire.enter("claire")
    page, keys = claire.page, Counted(claire.page)
    page.goto(f"{page.url.split('?')[0]}?genre=dossier")
    row = page.locator("[data-row] .name a").first
    name = row.inner_text()
    row.focus()
    _verifies(keys)
    claire.reads("Profil vérifié")
    with page.expect_navigation():
        keys.press("z")
    claire.reads("Annulé")
    expect(page.locator("[data-row] .name a", has_text=name)).to_have_count(1)
    assert keys.presses == 3


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_row_is_put_off_and_taken_up_again(visit, script: bool):
    claire = visit(script=script)
    claire.enter("claire")
    page = claire.page
    row = page.locator("[data-row]").first
    title = row.locator(".name").inner_text()
    row.locator(".due a").click()
    claire.is_on(title)
    claire.fill("Pourquoi", "Attend un appel")
    claire.press("Reporter", within=page.locator("#snooze"))
    claire.reads("La ligne revient ce jour-là.")
    page.get_by_role("link", name="reportée").first.click()
    page.locator("[data-row]", has_text=title).locator(".due a").first.click()
    claire.press("La reprendre maintenant")
    claire.reads("La ligne est de retour dans la file.")


def test_a_decision_is_undone_without_a_script(visit, nothing_is_done):
    claire = visit(script=False)
    claire.enter("claire")
    page = claire.page
    page.goto(f"{page.url.split('?')[0]}?genre=dossier")
    page.locator("[data-row] .name a").first.click()
    claire.press("Vérifier")
    claire.reads("Profil vérifié")
    claire.press("Annuler")
    claire.reads("Annulé")
    assert eventually(lambda: page.locator("[data-row]").count(), "the file is back")
