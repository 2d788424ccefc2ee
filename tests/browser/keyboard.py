"""Somebody with a keyboard and no mouse: what has the focus is all they can act on."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  return one.role === "region" ? one.ariaLabel : (one.labels?.[0] ?? one).textContent.replace(/\\s+/g, " ");
}"""
"""What has the focus says: a field its label, a part of the page that scrolls its name; null when nothing has it."""
AMONG = """words => {
  const one = document.activeElement;
  if (one.type !== "radio") return false;
  const choices = [...one.form.elements].filter(other => other.name === one.name && other.type === "radio");
  return choices.some(other => other.labels[0].textContent.includes(words));
}"""
"""Whether what has the focus is one choice among several, of which one says these words."""
STEPS = 250


class Keyboard:
    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def walk_to(self, words: str) -> None:
        """Tab after Tab, from where one is; beyond the last control of a page nothing has the focus.

        Among choices that exclude each other arrows lead from one to the next, and choose it.
        """
        key = "Tab"
        for _step in range(STEPS):
            self.page.keyboard.press(key)
            said = self.page.evaluate(FOCUSED)
            assert said is not None, f"no key leads to « {words} » on {self.page.url}"
            if words in said:
                return
            if self.page.evaluate(AMONG, words):
                key = "ArrowDown"
        raise AssertionError(f"« {words} » is more than {STEPS} keys away on {self.page.url}")

    def press(self, words: str) -> None:
        """A link or a button that leads to another page."""
        self.walk_to(words)
        self._enter()

    def fill(self, label: str, text: str) -> None:
        self.walk_to(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def take(self, words: str) -> None:
        """A box, or a choice among several."""
        self.walk_to(words)
        self.page.keyboard.press("Space")

    def unfold(self, words: str) -> None:
        self.walk_to(words)
        self.page.keyboard.press("Enter")

    def answers(self, label: str, text: str) -> None:
        """A page of one question, whose field waits for the words and for Enter."""
        expect(self.page.locator(":focus")).to_have_accessible_name(re.compile(label))
        self.page.keyboard.type(text)
        self._enter()

    def _enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
