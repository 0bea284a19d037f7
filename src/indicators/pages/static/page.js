// Follows links inside the app without loading the page again, filters lists as one types, copies text.
// All of it is progressive: without this file every link still works as a link.
const state = (window.__indicators ??= { installed: false, screen: {}, scrolls: new Map() });

const scroller = () => document.querySelector('[data-testid="stMain"]') ?? document.scrollingElement;

// A soft disc under the point whose evidence is shown. The chart itself stays as it is: changing it would draw it anew.
function pointOut() {
  const chart = document.querySelector(".st-key-figure .js-plotly-plot");
  const id = document.querySelector("[data-point]")?.dataset.point;
  const plot = chart?.querySelector(".cartesianlayer .overplot");
  chart?.querySelector(".halo")?.remove();
  const { xaxis, yaxis } = chart?._fullLayout ?? {};
  if (!id || !plot || !xaxis?.visible) return;
  for (const trace of chart._fullData ?? []) {
    const index = (trace.customdata ?? []).findIndex((data) => data[0] === id);
    if (index < 0) continue;
    const disc = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    disc.setAttribute("class", "halo");
    disc.setAttribute("cx", xaxis._offset + xaxis.d2p(trace.x[index]));
    disc.setAttribute("cy", yaxis._offset + yaxis.d2p(trace.y[index]));
    disc.setAttribute("r", 15);
    plot.before(disc);
    return;
  }
}

// What the tab says. Streamlit writes the page's name there on every run.
function retitle() {
  const wanted = document.querySelector("[data-title]")?.dataset.title;
  if (wanted && document.title !== wanted) document.title = wanted;
}

let planned = 0;
function watch(changes) {
  retitle();
  if (changes.every((change) => [...change.addedNodes].every((node) => node.classList?.contains("halo")))) return;
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(pointOut);
}

function plainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

// Streamlit follows the browser's history: a new entry and the event of a step in it show the page without a load.
function go(href, top) {
  state.scrolls.set(location.href, scroller().scrollTop);
  history.pushState(null, "", href);
  dispatchEvent(new PopStateEvent("popstate"));
  if (top) scroller().scrollTo(0, 0);
}

// Going back shows the page where it was left, as soon as it is long enough again.
function comeBack(event) {
  const wanted = event.isTrusted ? state.scrolls.get(location.href) : undefined;
  if (!wanted) return;
  const until = Date.now() + 3000;
  const step = () => {
    const box = scroller();
    if (box.scrollHeight - box.clientHeight >= wanted) box.scrollTo(0, wanted);
    if (Math.abs(box.scrollTop - wanted) > 2 && Date.now() < until) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

// The chart's script is large: it is fetched while the reader reads.
function fetchLater() {
  const href = document.querySelector('meta[name="later"]')?.content;
  if (!href || document.querySelector(`link[href="${href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href, crossOrigin: "" });
  (window.requestIdleCallback ?? setTimeout)(() => document.head.append(link));
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

function install() {
  state.installed = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-go]");
    if (link && plainClick(event)) {
      event.preventDefault();
      link.closest("details")?.removeAttribute("open");
      go(link.href, link.dataset.go === "top");
      return;
    }
    const row = event.target.closest?.("tr[data-href]");
    if (row && !event.target.closest("a, button") && plainClick(event) && !String(getSelection())) {
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
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute("open");
    });
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset?.filter) filter(event.target);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-menu][open]")) event.target.querySelector("input")?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details[data-menu][open]");
    if (event.key === "Escape" && menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    }
    if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const links = [...menu.querySelectorAll("a[data-go]")].filter((link) => link.offsetParent);
      const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (links[next] ?? (next < 0 ? menu.querySelector("input") : null))?.focus();
      event.preventDefault();
    }
    if (event.key === "Enter" && event.target.dataset?.filter) {
      [...menu.querySelectorAll("a[data-go]")].find((link) => link.offsetParent)?.click();
      event.preventDefault();
    }
  });
}

const DARK = matchMedia("(prefers-color-scheme: dark)");
const NARROW = matchMedia("(max-width: 640px)");

function tellScreen() {
  const screen = { dark: DARK.matches, narrow: NARROW.matches };
  document.documentElement.dataset.scheme = screen.dark ? "dark" : "light";
  if (screen.dark === state.screen.dark && screen.narrow === state.screen.narrow) return;
  state.screen = screen;
  state.tell("screen", screen);
}

export default function ({ setStateValue, data }) {
  state.tell = setStateValue;
  state.screen = { dark: data.dark, narrow: data.narrow };
  document.documentElement.lang = data.lang;
  if (!state.installed) {
    install();
    fetchLater();
    addEventListener("popstate", comeBack);
    new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
    new MutationObserver(retitle).observe(document.head, { childList: true, subtree: true });
    retitle();
    pointOut();
    DARK.addEventListener("change", tellScreen);
    NARROW.addEventListener("change", tellScreen);
  }
  tellScreen();
}
