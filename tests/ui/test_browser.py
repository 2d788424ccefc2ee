"""The components in a real browser: readable by all, at every width and theme, and quick without losing anything."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.urls("tests.ui.urls")

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTEXTS = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "zoomed four times": {"viewport": {"width": 320, "height": 256}},
}


@pytest.mark.parametrize("path", ["/", "/refused-form"])
@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS.keys())
def test_everybody_can_read_it(visit, context, path):
    kit = visit(path, **context)
    for fold in kit.page.query_selector_all("details:not(.menu)"):
        fold.evaluate("fold => fold.open = true")
    found = Axe().run(kit.page, options=RULES)
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found.response["violations"]] == []
    width = kit.page.evaluate("document.documentElement.scrollWidth")
    assert width <= context["viewport"]["width"]
    assert kit.complaints == []


def test_the_choice_of_a_theme_wins_over_the_systems(visit):
    ground = "getComputedStyle(document.body).backgroundColor"
    assert visit("/dark", color_scheme="light").page.evaluate(ground) == "rgb(14, 21, 19)"
    assert visit("/", color_scheme="light").page.evaluate(ground) == "rgb(242, 244, 241)"


def test_a_reader_chooses_a_theme_and_the_server_will_know(visit):
    kit = visit("/", color_scheme="light")
    kit.page.get_by_role("button", name="Sombre").click()
    expect(kit.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert kit.page.evaluate("document.cookie") == "theme=dark"
    kit.page.get_by_role("button", name="Automatique").click()
    expect(kit.page.locator("html")).not_to_have_attribute("data-theme", "dark")
    assert kit.page.evaluate("document.cookie") == ""


def test_targets_are_large_enough_for_a_thumb(visit):
    kit = visit(viewport={"width": 390, "height": 844})
    small = kit.page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, summary, textarea")]
          .filter(e => e.checkVisibility() && !e.closest("p, .crumb") && !e.matches(".skip, [type=hidden]"))
          .map(e => [e, (e.closest("label") ?? e).getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24).map(([e]) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_bars_keep_the_proportions_of_the_weights(visit):
    kit = visit(viewport={"width": 1280, "height": 900})
    widths = kit.page.evaluate(
        "[...document.querySelectorAll('#m-1 .mix svg')].map(svg => svg.getBoundingClientRect().width)"
    )
    assert widths[0] / widths[2] == pytest.approx(35 / 20, rel=0.02)
    assert widths[1] / widths[2] == pytest.approx(25 / 20, rel=0.02)


def test_a_refused_form_takes_the_focus_to_its_summary_and_keeps_what_was_typed(visit):
    kit = visit()
    kit.page.locator("#brief .btn-primary").click()
    expect(kit.page.locator(".summary")).to_be_focused()
    expect(kit.page.locator("#id_rate")).to_have_value("beaucoup")
    kit.page.locator(".summary a").first.click()
    assert kit.focused() == "id_problem"
    expect(kit.page.locator("form[aria-busy]")).to_have_count(0)


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("#refused", "Votre mardi vient d’être engagé."),
        ("#missing", "Cette page n’existe pas"),
        ("#broken", "Cette action n’a pas abouti"),
    ],
)
def test_a_refusal_is_told_beside_what_it_answers(visit, button, said):
    kit = visit()
    kit.page.locator(button).click()
    expect(kit.page.locator("#problem")).to_contain_text(said)
    expect(kit.page.locator("#list .match")).to_have_count(3)
    kit.page.locator("#problem .close").click()
    expect(kit.page.locator("#problem")).to_be_empty()


def test_the_list_is_walked_with_j_and_k_only_from_within(visit):
    kit = visit()
    kit.page.keyboard.press("j")
    assert kit.focused("tagName") == "BODY"
    kit.page.locator("#open-0").focus()
    kit.page.keyboard.press("j")
    kit.page.keyboard.press("j")
    assert kit.focused() == "open-2"
    kit.page.keyboard.press("k")
    assert kit.focused() == "open-1"


def test_when_a_row_goes_the_next_one_takes_the_focus(visit):
    kit = visit()
    kit.page.locator("#row-1 button").press("Enter")
    expect(kit.page.locator("#row-1")).to_have_count(0)
    expect(kit.page.locator("#open-2")).to_be_focused()
    kit.page.locator("#row-3 button").press("Enter")
    expect(kit.page.locator("#open-2")).to_be_focused()


def test_a_redrawn_list_keeps_its_folds(visit):
    kit = visit()
    kit.page.locator("#e-2 summary").click()
    kit.page.locator("#list").evaluate("list => list.dataset.before = '1'")
    kit.page.locator("#redraw").click()
    expect(kit.page.locator("#list[data-before]")).to_have_count(0)
    expect(kit.page.locator("#e-2")).to_have_attribute("open", "")
    expect(kit.page.locator("#e-1")).not_to_have_attribute("open", "")


def test_the_week_is_filled_by_keyboard_and_by_whole_days(visit):
    kit = visit()
    kit.page.locator("#id_days_2").focus()
    kit.page.keyboard.press("ArrowRight")
    assert kit.focused("value") == "4"
    kit.page.keyboard.press("ArrowDown")
    assert kit.focused("value") == "5"
    kit.page.locator("[data-day='0']").click()
    ticked = "[...document.querySelectorAll('[data-week] input:checked')].map(box => box.value).sort().join()"
    assert kit.page.evaluate(ticked) == "0,1,2,3,6"
    kit.page.locator("[data-day='0']").click()
    assert kit.page.evaluate(ticked) == "2,3,6"


def test_the_account_menu_closes_on_escape_and_gives_the_focus_back(visit):
    kit = visit()
    kit.page.locator(".menu summary").click()
    kit.page.keyboard.press("Escape")
    expect(kit.page.locator(".menu")).not_to_have_attribute("open", "")
    assert kit.focused("tagName") == "SUMMARY"


def test_a_message_of_the_page_is_said_once_and_can_be_closed(visit):
    kit = visit()
    expect(kit.page.locator("#live")).to_have_text("Enregistré")
    kit.page.locator(".toast .close").click()
    expect(kit.page.locator(".toast")).to_have_count(0)


def test_a_lost_line_keeps_what_was_typed_and_says_when_it_is_back(visit):
    kit = visit()
    kit.page.locator("#id_problem").fill("Nos livraisons ralentissent")
    kit.context.set_offline(True)
    kit.page.locator("#brief .btn-primary").click()
    expect(kit.page.locator(".offline")).to_contain_text("Connexion interrompue")
    kit.context.set_offline(False)
    expect(kit.page.locator(".offline")).to_contain_text("La connexion est revenue", timeout=10_000)
    expect(kit.page.locator("#id_problem")).to_have_value("Nos livraisons ralentissent")


def test_without_a_script_every_control_is_there(visit):
    kit = visit(java_script_enabled=False)
    expect(kit.page.locator("[data-week] input[type=checkbox]")).to_have_count(10)
    expect(kit.page.locator("#brief .btn-primary")).to_be_visible()
    kit.page.locator(".menu summary").click()
    expect(kit.page.locator(".menu button").first).to_be_visible()
