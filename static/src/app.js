// The one script of the site. Every page works without it; with htmx it keeps the focus, the folds and the typed
// words where they were, says what changed, and lets lists be walked by keyboard.
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const words = document.body.dataset;

// --- One polite voice: the last sentence within 600 ms wins, so that quick changes do not chatter.
let saying;
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => { $("#live").textContent = text; }, 600);
}

// --- Focus and folds survive a swap.
const ROWS = ".match, [data-row]";
const folds = new Map();
let held;

addEventListener("htmx:beforeSwap", ({ detail }) => {
  // A refusal that is no form of the page is told beside it: what it answers stays where it is.
  if (detail.xhr.status >= 400 && /^\s*<section class="problem/.test(detail.serverResponse)) {
    Object.assign(detail, { target: $("#problem"), swapOverride: "innerHTML" });
  } else if (detail.xhr.status < 400) $("#problem").replaceChildren();
  const { target } = detail;
  if (!target?.querySelectorAll) return;
  for (const fold of all("details[id]", target)) folds.set(fold.id, fold.open);
  if (target.matches("details[id]")) folds.set(target.id, target.open);
  const focus = document.activeElement;
  if (!focus || focus === document.body || !target.contains(focus)) return;
  const list = focus.closest("[data-keys]");
  held = { id: focus.id, name: focus.name, list, row: list ? all(ROWS, list).indexOf(focus.closest(ROWS)) : -1 };
});

// A row that only goes away settles nothing: the end of its request is the sign.
addEventListener("htmx:afterRequest", () => setTimeout(putFocusBack, 50));
addEventListener("htmx:afterSettle", ({ target }) => {
  for (const [id, open] of folds) {
    const fold = document.getElementById(id);
    if (fold) fold.open = open;
  }
  folds.clear();
  putFocusBack();
  dress();
  const spoken = target.closest?.("[data-announce]") ?? (target.querySelector && $("[data-announce]", target));
  if (spoken) say(spoken.dataset.announce || spoken.textContent.trim());
});

// The same control if it is still there, else the row that took its place, else the heading: never the body.
function putFocusBack() {
  const was = held;
  held = null;
  if (!was || (document.activeElement && document.activeElement !== document.body)) return;
  const list = was.list && (was.list.isConnected ? was.list : document.getElementById(was.list.id));
  const rows = list && was.row >= 0 ? all(ROWS, list) : [];
  const next = (was.id && document.getElementById(was.id))
    || (was.name && $(`[name="${CSS.escape(was.name)}"]`))
    || firstControl(rows[Math.min(was.row, rows.length - 1)])
    || $("h1[tabindex]");
  next?.focus({ preventScroll: true });
}

const firstControl = (row) => row && (row.matches("[tabindex]") ? row : $("a, button, summary, input", row));

// --- J and K walk a list, X ticks a row, only while the focus is in it.
addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[data-keys]");
  const step = { j: 1, k: -1, x: 0 }[event.key];
  if (!list || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const rows = all(ROWS, list);
  const here = rows.findIndex((row) => row.contains(event.target));
  if (!step) return rows[here] && $("input[type=checkbox]", rows[here])?.click();
  const row = rows[Math.max(0, Math.min(rows.length - 1, here + step))];
  firstControl(row)?.focus();
  row?.scrollIntoView({ block: "nearest" });
  event.preventDefault();
});

// --- A list and, where the window is wide enough, what is open of it. A row opens beside when it gets the focus or a
// click; Enter opens it as a page, like everywhere else.
const panes = $("[data-panes]");
const wide = matchMedia("(min-width: 64rem)");
const rowLink = (target) => target.closest?.("[data-panes] [data-row] .name a");
let opened, opening;
function following(link) {
  const links = all("[data-row] .name a", panes).map((one) => one.href);
  return links.slice(links.indexOf(link.href) + 1);
}
function openBeside(link) {
  if (!wide.matches || !link || !$("#pane")) return;
  for (const row of all("[data-row] .name a", panes)) row.toggleAttribute("data-open", row === link);
  if (opened === link.href) return;
  opened = link.href;
  sessionStorage.setItem("following", JSON.stringify(following(link)));
  $("#opened").textContent = link.textContent;
  $("#beside").replaceChildren();
  $("#pane").scrollTop = 0;
  clearTimeout(opening);
  opening = setTimeout(() => readBeside(link.href), 100);
}
// Only what was asked for last is shown: a late answer never stands under another row's name.
async function readBeside(address) {
  const answer = await fetch(address).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const record = page && $("#record", page);
  if (opened !== address || !record) return;
  $("#beside").replaceChildren(record);
  htmx.process(record);
}
if (panes) {
  addEventListener("focusin", ({ target }) => openBeside(rowLink(target)));
  addEventListener("click", (event) => {
    const link = event.detail && rowLink(event.target);
    if (!link || !wide.matches || !$("#pane") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openBeside(link);
  });
  // After a decision the row that followed has the focus, so that nobody walks again past what they left; when no row
  // is left, what undoes it.
  const undo = $("#undo button");
  const links = all("[data-row] .name a", panes);
  const after = undo ? JSON.parse(sessionStorage.getItem("following") ?? "[]") : [];
  const next = after.map((href) => links.find((link) => link.href === href)).find(Boolean) ?? links[0];
  openBeside(next);
  if (wide.matches && undo) setTimeout(() => (next ?? undo).focus({ preventScroll: true }));
}

// --- One key, one button or link: what [data-key] names, it does, while the focus is in the list or in a record. What
// is sent waits for Enter.
addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!target.closest?.("[data-panes], #record") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const one = $(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
  if (!one?.checkVisibility()) return;
  event.preventDefault();
  const sent = one.matches("#record button, #beside button, select");
  if (!sent) one.click();
  const control = one.matches("summary") ? $("input:not([type=hidden]), textarea, select", one.parentElement) : sent ? one : null;
  control?.focus();
  control?.scrollIntoView({ block: "center" });
});

// --- The editable week: arrows move between its boxes, a click on a day's name takes or gives back the day.
addEventListener("keydown", (event) => {
  const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 5, ArrowUp: -5 }[event.key];
  const week = event.target.closest?.("[data-week]");
  if (!week || !move) return;
  const boxes = all("input", week);
  boxes[boxes.indexOf(event.target) + move]?.focus();
  event.preventDefault();
});
addEventListener("click", ({ target }) => {
  const day = target.closest?.("[data-week] > [data-day]");
  if (!day) return;
  const boxes = all("input:not(:disabled)", day.parentElement).filter((box) => box.value >> 1 === +day.dataset.day);
  const take = boxes.some((box) => !box.checked);
  for (const box of boxes) if (box.checked !== take) box.click();
});

// --- Sliders: the fill and the figure follow the hand. What floats gets a button to close it.
function dress() {
  all("input[type=range]").forEach(fill);
  for (const toast of all(".toast:not(:has(.close)), #problem > :not(:has(.close))")) {
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "close", textContent: "×", ariaLabel: words.close });
    toast.append(close);
  }
}
function fill(slider) {
  const min = +slider.min || 0;
  const max = +slider.max || 100;
  slider.style.setProperty("--p", `${(100 * (slider.value - min)) / (max - min)}%`);
  const figure = $(".v", slider.parentElement);
  if (figure) figure.textContent = slider.value;
}
addEventListener("input", ({ target }) => target.type === "range" && fill(target));
// One column: sliders nobody has moved wait folded, so that the first profile is seen at once.
const sliders = $("#sliders");
if (sliders && !location.search && matchMedia("(max-width: 63.99rem)").matches) sliders.open = false;

addEventListener("click", ({ target }) => {
  target.closest?.(".close")?.parentElement.remove();
  for (const menu of all(".menu[open]")) if (!menu.contains(target)) menu.open = false;
});
addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && $(".menu[open]");
  if (!menu) return;
  menu.open = false;
  $("summary", menu).focus();
});

// --- Light, dark, or as the system says: kept in a cookie, so that the server writes it into the next page.
const themes = $("[data-themes]");
const root = document.documentElement;
function showTheme() {
  for (const button of all("button", themes)) button.ariaPressed = String(button.value === (root.dataset.theme ?? ""));
}
if (themes) {
  themes.hidden = false;
  showTheme();
  themes.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    if (target.value) root.dataset.theme = target.value;
    else delete root.dataset.theme;
    document.cookie = `theme=${target.value}; path=/; max-age=${target.value ? 31536000 : 0}; samesite=lax`;
    showTheme();
  });
}

// --- A form is sent once. Capturing, so that a second press reaches neither the browser nor htmx.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("aria-busy")) return stop(event);
  if (form.method === "get") return;
  if (!navigator.onLine) {
    stop(event);
    return showOffline(true);
  }
  busy(form, event.submitter);
}, true);
addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => elt.matches("a, button") && busy(elt));
addEventListener("htmx:afterRequest", ({ detail: { elt } }) => free(elt));
// Leaving a submit unsent (a script, a validity message) or coming back from the next page frees the form again.
addEventListener("submit", (event) => setTimeout(() => event.defaultPrevented && !htmxOwns(event.target) && free(event.target)));
addEventListener("pageshow", (event) => event.persisted && all("form[aria-busy]").forEach(free));

const htmxOwns = (form) => form.matches("[hx-post], [hx-get], [hx-put], [hx-patch], [hx-delete]");
function busy(...elements) {
  for (const one of elements) one?.setAttribute("aria-busy", "true");
}
function free(element) {
  for (const one of [element, ...all("[aria-busy]", element)]) one.removeAttribute?.("aria-busy");
}
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

// --- The network: what was typed stays on the page; reads are asked again, a form is left to its author.
const banner = document.createElement("p");
banner.className = "offline";
banner.setAttribute("role", "alert");
let unread = [];
let unsent = false;

addEventListener("htmx:sendError", ({ detail: { requestConfig } }) => {
  const read = requestConfig.verb === "get";
  if (read) unread.push(requestConfig);
  showOffline(!read);
});
function showOffline(form) {
  unsent ||= form;
  banner.textContent = words.offline;
  if (banner.isConnected) return;
  document.body.append(banner);
  setTimeout(knock, 3000);
}
async function knock() {
  const answer = await fetch("/healthz", { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (!answer) return setTimeout(knock, 5000);
  banner.remove();
  if (unsent) {
    banner.textContent = words.online;
    document.body.append(banner);
    setTimeout(() => banner.remove(), 8000);
  }
  for (const { elt, path } of unread) if (elt.isConnected) htmx.ajax("get", path, { source: elt });
  unread = [];
  unsent = false;
}

// A refusal without words of its own still says something.
addEventListener("htmx:responseError", () => setTimeout(() => {
  const region = $("#problem");
  if (region.textContent.trim()) return;
  const note = document.createElement("p");
  Object.assign(note, { className: "problem alert error", textContent: words.failed });
  region.replaceChildren(note);
  dress();
}, 50));

// --- A hidden tab polls at most once a minute.
const asked = new WeakMap();
addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (!elt.getAttribute("hx-trigger")?.includes("every")) return;
  // What somebody has ticked is not taken from under their hand.
  if ($(":checked", elt)) return event.preventDefault();
  if (!document.hidden) return;
  const now = performance.now();
  if (now - (asked.get(elt) ?? -60_000) < 60_000) event.preventDefault();
  else asked.set(elt, now);
});

// Messages that came with the page were there before the voice was: say them once.
const first = all(".toast p").map((one) => one.textContent).join(" ");
if (first) say(first);
// Settings beside a list start folded where they would push the list off the screen.
if (matchMedia("(max-width: 63.99rem)").matches) for (const fold of all("details[data-narrow]")) fold.open = false;
dress();
