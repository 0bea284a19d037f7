// Puts answers in place: follows links inside the app without loading the page again, draws charts, copies text.
// The address is the only state. Without this file every link would still work as a link.

const app = (window.__indicators ??= { shape: null, scrolls: new Map(), drawn: new WeakMap() });
const DARK = matchMedia("(prefers-color-scheme: dark)");
const NARROW = matchMedia("(max-width: 640px)");
const PLOT = { displayModeBar: false, displaylogo: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false, plotlyServerURL: "" };

const scroller = () => document.querySelector('[data-testid="stMain"]') ?? document.scrollingElement;
const screenLetters = () => (DARK.matches ? "d" : "") + (NARROW.matches ? "n" : "");
const here = () => location.pathname + location.search;

// ---------------------------------------------------------------- an answer in place

// The page in parts: what is marked `data-part` by its name, with the empty element that holds its place, and the rest.
function parted(template) {
  const parts = new Map();
  for (const part of template.content.querySelectorAll("[data-part]")) {
    const holder = part.cloneNode(false);
    part.replaceWith(holder);
    parts.set(part.dataset.part, { part, holder, html: part.outerHTML });
  }
  return { parts, rest: template.innerHTML };
}

// Only what changed is replaced, so that charts, open menus and the place in a list survive. What is asked of the layout
// (the focus, the chosen tab) comes last: asked between two changes, the browser would lay out the page for each.
function place(answer) {
  const template = document.createElement("template");
  template.innerHTML = answer.html;
  const { parts, rest } = parted(template);
  const kept = focused();
  const charts = [...app.root.querySelectorAll(".chart")].filter((chart) => chart._fullLayout);
  if (app.shape?.rest === rest) {
    for (const old of app.root.querySelectorAll("[data-part]")) {
      const { part, html } = parts.get(old.dataset.part);
      if (app.shape.html.get(old.dataset.part) !== html) old.replaceWith(part);
    }
  } else {
    for (const { part, holder } of parts.values()) holder.replaceWith(part);
    app.root.replaceChildren(template.content);
  }
  app.shape = { rest, html: new Map([...parts].map(([name, { html }]) => [name, html])) };
  document.title = app.title = answer.title;
  app.shown = here();
  if (document.documentElement.lang !== answer.lang) document.documentElement.lang = answer.lang;
  draw(answer.figures, charts);
  refocus(kept);
  if (NARROW.matches) showTab();
  app.placed?.();
}

function showTab() {
  const tab = app.root.querySelector(".top nav [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40;
}

function focused() {
  const element = document.activeElement;
  if (!element || !app.root.contains(element)) return null;
  const { name, value, selectionStart } = element;
  const part = element.closest("[data-part]")?.dataset.part;
  return { element, part, href: element.getAttribute("href"), id: element.id, name, value, selectionStart };
}

// A replaced element hands the focus on to the one that took its place.
function refocus(kept) {
  if (!kept || kept.element.isConnected) return;
  const root = app.root.querySelector(`[data-part="${kept.part}"]`) ?? app.root;
  const same = (list) => [...root.querySelectorAll(list)];
  const next =
    (kept.id && document.getElementById(kept.id)) ||
    (kept.href && same("a[href]").find((link) => link.getAttribute("href") === kept.href)) ||
    (kept.name && same("[name]").find((field) => field.name === kept.name));
  if (!next) return;
  next.focus({ preventScroll: true });
  if (kept.name && "value" in next && next.type !== "hidden" && next.type !== "date") {
    next.value = kept.value;
    next.setSelectionRange?.(kept.selectionStart, kept.selectionStart);
  }
}

// ---------------------------------------------------------------- charts

const plotly = () =>
  (app.plotly ??= new Promise((done) => {
    if (window.Plotly) return done(window.Plotly);
    const script = document.createElement("script");
    script.src = document.querySelector('link[href*="plotly"]')?.href ?? "./vendor/plotly-basic.min.js";
    script.onload = () => done(window.Plotly);
    document.head.append(script);
  }));

async function draw(figures, drawn) {
  if (!figures.length) return;
  const serial = (app.serial = (app.serial ?? 0) + 1);
  const Plotly = window.Plotly ?? (await plotly());
  if (serial !== app.serial) return;
  for (const [number, figure] of figures.entries()) {
    let chart = app.root.querySelector(`.chart[data-figure="${number}"]`);
    if (!chart) continue;
    const old = drawn[number];
    if (old && old !== chart && !old.isConnected) {
      chart.replaceWith(old); // a drawn chart is changed faster than a new one is drawn
      old.dataset.figure = number;
      chart = old;
    }
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", figure.alt);
    if (app.drawn.get(chart) === figure.json) continue;
    const { data, layout } = JSON.parse(figure.json);
    const first = !app.drawn.has(chart);
    Plotly.react(chart, data, layout, PLOT);
    if (first) chart.on("plotly_click", clicked);
    app.drawn.set(chart, figure.json);
    if (number % 4 === 3) {
      await new Promise(setTimeout); // many charts: what the reader does meanwhile goes first
      if (serial !== app.serial) return;
    }
  }
  pointOut();
}

// A point leads where its row in the table leads.
function clicked({ points }) {
  for (const point of points) {
    const id = point.customdata?.[0];
    const row = id && [...app.root.querySelectorAll("[data-evidence]")].find((row) => row.dataset.evidence === id);
    const link = row?.matches("a") ? row : row?.querySelector("a[data-go]");
    if (link) return go(link.href);
  }
}

// A ring around the point whose evidence is shown. The chart itself stays as it is: changing it would draw it anew.
function pointOut() {
  const id = app.root.querySelector("[data-point]")?.dataset.point;
  for (const chart of app.root.querySelectorAll(".chart")) {
    const plot = chart.querySelector(".cartesianlayer .overplot");
    chart.querySelector(".halo")?.remove();
    const { xaxis, yaxis } = chart._fullLayout ?? {};
    if (!id || !plot || !xaxis?.visible) continue;
    for (const trace of chart._fullData ?? []) {
      const index = (trace.customdata ?? []).findIndex((data) => data?.[0] === id);
      if (index < 0) continue;
      const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      ring.setAttribute("class", "halo");
      ring.setAttribute("cx", xaxis._offset + xaxis.d2p(trace.x[index]));
      ring.setAttribute("cy", yaxis._offset + yaxis.d2p(trace.y[index]));
      ring.setAttribute("r", 13);
      plot.after(ring);
      break;
    }
  }
}

// ---------------------------------------------------------------- steps

// Shows an address. What cannot be fetched is loaded as a page, which says what is wrong.
async function show(href, then) {
  const url = new URL(href, location.href);
  const name = url.pathname.split("/").pop() || "overview";
  const query = new URLSearchParams(url.search);
  const letters = screenLetters();
  if (letters) query.set("screen", letters);
  app.asked?.abort();
  const asked = (app.asked = new AbortController());
  try {
    const response = await fetch(`./answer/${name}?${query}`, { signal: asked.signal });
    if (!response.ok) throw new Error(response.status);
    const answer = await response.json();
    if (asked.signal.aborted) return;
    then?.();
    place(answer);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(href);
  }
}

function go(href, { top = false, replace = false } = {}) {
  const url = new URL(href, location.href);
  app.scrolls.set(here(), scroller().scrollTop);
  const other = url.pathname !== location.pathname;
  show(url.href, () => {
    history[replace ? "replaceState" : "pushState"](null, "", url.href);
  }).then(() => {
    if (top) scroller().scrollTo(0, 0);
    if (other) document.getElementById("main")?.focus({ preventScroll: true });
  });
}

// Streamlit would run its script for every step in the history; the pages need it only once. It listens on the window
// as well and later than the document's first script, which hands the steps to `app.back`.
app.back = () => {
  if (here() === app.shown) return; // a step to another place on the page
  const wanted = app.scrolls.get(here());
  show(location.href).then(() => wanted && scroller().scrollTo(0, wanted));
};

// ---------------------------------------------------------------- clicks, keys, forms

function plainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function addressOf(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => String(value).trim()));
  return `${form.getAttribute("action")}${[...query].length ? `?${query}` : ""}`;
}

function filter(input) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const list = document.getElementById(input.dataset.filter);
  let shown = 0;
  list.querySelectorAll("[data-text]").forEach((item) => {
    const fits = words.every((word) => item.dataset.text.includes(word));
    item.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  list.querySelectorAll("[data-group]").forEach((group) => {
    group.hidden = !group.querySelector("[data-text]:not([hidden])");
  });
  const none = list.querySelector("[data-none]");
  if (none) none.hidden = shown > 0;
}

// A long list comes when it is opened.
async function fetchList(list) {
  if (!list || list.childElementCount) return;
  const response = await fetch(list.dataset.fetch);
  if (!response.ok) return;
  list.innerHTML = await response.text();
  const input = document.querySelector(`[data-filter="${list.id}"]`);
  if (input?.value) input.dispatchEvent(new Event("input", { bubbles: true }));
}

function install() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-go]");
    if (link && plainClick(event)) {
      event.preventDefault();
      link.closest("details[data-menu]")?.removeAttribute("open");
      go(link.href, { top: link.dataset.go === "top" });
      return;
    }
    const row = event.target.closest?.("tr[data-href]");
    if (row && !event.target.closest("a, button, summary") && plainClick(event) && !String(getSelection())) {
      row.querySelector("a[data-go]")?.click();
      return;
    }
    const copy = event.target.closest?.("button[data-copy]");
    if (copy) {
      navigator.clipboard?.writeText(copy.dataset.copy || location.href).then(() => {
        const label = copy.textContent;
        copy.textContent = copy.dataset.done;
        setTimeout(() => (copy.textContent = label), 1600);
      });
      return;
    }
    if (event.target.closest?.("button[data-print]")) print();
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-go]");
    if (!form) return;
    event.preventDefault();
    form.closest("details[data-menu]")?.removeAttribute("open");
    go(addressOf(form));
  });
  let typed = 0;
  document.addEventListener("input", (event) => {
    const { target } = event;
    if (target.dataset?.filter) filter(target);
    if (target.dataset && "live" in target.dataset) {
      clearTimeout(typed);
      typed = setTimeout(() => target.isConnected && go(addressOf(target.form), { replace: true }), 180);
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("form[data-go] :is(select, input[type=date], input[type=checkbox], input[type=radio])"))
      event.target.form.requestSubmit();
  });
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("details[data-menu][open]")) return;
    event.target.querySelector("input:not([type=hidden], [type=radio])")?.focus();
    app.list = fetchList(event.target.querySelector("[data-fetch]"));
  }, true);
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details[data-menu][open]");
    if (!menu) return;
    if (event.key === "Escape") {
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.type !== "radio") {
      const links = [...menu.querySelectorAll("a[data-go], a[data-format], button")].filter((link) => link.offsetParent);
      const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (links[next] ?? (next < 0 ? menu.querySelector("input, summary") : null))?.focus();
      event.preventDefault();
    }
    if (event.key === "Enter" && event.target.dataset?.filter) {
      event.preventDefault();
      Promise.resolve(app.list).then(() => [...menu.querySelectorAll("a[data-go]")].find((link) => link.offsetParent)?.click());
    }
  });
  // Streamlit writes the page's name into the title on every run.
  new MutationObserver(() => app.title && document.title !== app.title && (document.title = app.title)).observe(
    document.head, { childList: true, subtree: true, characterData: true });
  for (const query of [DARK, NARROW]) query.addEventListener("change", () => show(location.href));
  if (typeof installSearch === "function") installSearch();
  if (typeof installExports === "function") installExports();
}

// Streamlit hands over its answer whenever its script has run; only the first is news, and only for its own address.
export default function ({ data, parentElement }) {
  if (app.root?.isConnected) return;
  app.root = parentElement.appendChild(Object.assign(document.createElement("div"), { className: "page" }));
  app.shape = null;
  if (!app.installed) {
    app.installed = true;
    install();
  }
  place(data);
  if (data.screen.dark !== DARK.matches || data.screen.narrow !== NARROW.matches) show(location.href);
  if (!window.Plotly) (window.requestIdleCallback ?? setTimeout)(plotly);
}
