"""A visitor without a mouse, who otherwise does what every visitor does: the same journeys are theirs."""

from __future__ import annotations

from contextlib import nullcontext

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Visitor

STEPS = 600
"""Twice around the longest page."""
HAS_THE_FOCUS = "one => one === document.activeElement"
BESIDE = """one => {
  const here = document.activeElement;
  return one.type === "radio" && here.type === "radio" && here.name === one.name && here.form === one.form;
}"""
"""Whether the focus is on another choice of the same question."""
LEADS_ELSEWHERE = """one => {
  const asks = "[hx-get], [hx-post]";
  const form = one.type === "submit" ? one.form : null;
  return (one.matches("a[href]") || Boolean(form)) && !one.matches(asks) && !form?.matches(asks);
}"""
"""Whether Enter opens another page, rather than a fold or a part of this one."""
CHOSEN = "one => [one.value, one.selectedOptions[0]?.label.trim()]"


class Typist(Visitor):
    def click(self, control: Locator) -> None:
        self._walk_to(control)
        with self.page.expect_navigation() if control.evaluate(LEADS_ELSEWHERE) else nullcontext():
            self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._walk_to(field)
        if field.get_attribute("type") == "month" and text:
            self._write_month(field, text)
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)

    def _write_month(self, field: Locator, text: str) -> None:
        """Two boxes, the year and the month, in the order of the browser's own language."""
        year, month = text.split("-")
        for first, second in ((year, month), (month, year)):
            self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.type(first)
            self.page.keyboard.press("ArrowRight")
            self.page.keyboard.type(second)
            if field.input_value() == text:
                return
        raise AssertionError(f"« {text} » cannot be typed: {field.input_value()}")

    def select(self, field: Locator, option: str) -> None:
        self._walk_to(field)
        self.page.keyboard.press("Home")
        for _each in range(field.locator("option").count()):
            if option in field.evaluate(CHOSEN):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to « {option} » on {self.page.url}")

    def tick(self, box: Locator) -> None:
        self._walk_to(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def _walk_to(self, control: Locator) -> None:
        """Tab after Tab, and from the end of the page to its beginning; arrows among choices of one question."""
        expect(control).to_be_attached()
        for _step in range(STEPS):
            if control.evaluate(HAS_THE_FOCUS):
                return
            self.page.keyboard.press("ArrowDown" if control.evaluate(BESIDE) else "Tab")
        raise AssertionError(f"no key leads to {control} on {self.page.url}")
