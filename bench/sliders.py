"""A slider moves in the browser: milliseconds until the new order is on screen, and its processor time.

    python -m fractional.local exec python -m bench.sliders [CTOS]

The curator's board and the founder's cards, by key presses in a headless Chromium, against gunicorn with the pool's
file, over plain HTTP as in the demo. From the input event to the first frame painted after the new rows stand in the
page.
"""

import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from bench import addresses, measure, product, world
from bench.pages import client_of
from bench.world.crowd import write_crowd
from fractional.local.browser import browser

WHOLE, MOVES, WARM = 400, 200, 10
"""CTOs with all that belongs to them, the others being a crowd; key presses measured, and before them."""
PAGES = ("curation:board", "proposals:selection")
GOAL_MS = 150
ARM = """() => {
  const before = document.getElementById("ranked");
  window.painted = new Promise(resolve => {
    let moved;
    document.addEventListener("input", () => { moved = performance.now(); }, {once: true, capture: true});
    new MutationObserver((_, watching) => {
      if (document.getElementById("ranked") === before) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - moved)));
    }).observe(document.body, {childList: true, subtree: true});
  });
}"""
"""What runs after a frame's callbacks runs when that frame has been painted."""


@dataclass(frozen=True)
class Measured:
    page: str
    moves: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    """Of gunicorn and PostgreSQL together, per move."""
    load_average: float


def main() -> int:
    ctos = measure.asked_size()
    print(f"Sliders: writing {ctos} CTOs …", flush=True)
    written = world.begin(WHOLE)
    world.live_on(written)
    write_crowd(Random(world.SEED), written.curator, max(0, ctos - WHOLE))
    world.settle()
    shown = [(page, _session(page)) for page in addresses.pages(written) if page.name in PAGES]
    measure.postmaster()  # like the sessions, asked for before the browser's loop runs
    found = browser()
    with (
        tempfile.TemporaryDirectory() as folder,
        product.pool_file(Path(folder)) as path,
        product.web(POOL_FILE=str(path), DEMO="1") as (port, gunicorn),
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(
            executable_path=found.executable, env=found.environment, args=found.arguments
        )
        measured = [_measure(chromium, *page, port, gunicorn.pid or 0) for page in shown]
        chromium.close()
    heads = ("page", "moves", "p50 ms", "p95 ms", "cpu ms", "load")
    print(measure.table(heads, [tuple(asdict(row).values()) for row in measured]))
    print(f"goal: p95 {GOAL_MS} ms")
    print(measure.save("sliders", {"ctos": ctos, "pages": [asdict(row) for row in measured]}))
    return 0


def _measure(chromium: Browser, page: addresses.Page, session: str, port: int, gunicorn: int) -> Measured:
    opened = _open(chromium, page, session, port)
    sliders = opened.locator("#sliders input[type=range]")
    count = sliders.count()
    times: list[float] = []
    cpu = 0.0
    for move in range(WARM + MOVES):
        if move == WARM:
            cpu -= product.cpu(gunicorn)
        sliders.nth(move % count).focus()
        opened.evaluate(ARM)
        opened.keyboard.press("ArrowRight" if move // count % 2 else "ArrowLeft")
        times.append(opened.evaluate("window.painted"))
    cpu += product.cpu(gunicorn)
    opened.context.close()
    return Measured(
        page=page.name,
        moves=MOVES,
        p50_ms=round(measure.percentile(times[WARM:], 50), 1),
        p95_ms=round(measure.percentile(times[WARM:], 95), 1),
        cpu_ms=round(1000 * cpu / MOVES, 1),
        load_average=measure.load_average(),
    )


def _session(page: addresses.Page) -> str:
    return client_of(page).cookies[settings.SESSION_COOKIE_NAME].value


def _open(chromium: Browser, page: addresses.Page, session: str, port: int) -> Page:
    context, address = (
        chromium.new_context(viewport={"width": 1280, "height": 900}),
        f"http://localhost:{port}",
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    opened = context.new_page()
    opened.goto(address + page.address)
    return opened


if __name__ == "__main__":
    sys.exit(main())
