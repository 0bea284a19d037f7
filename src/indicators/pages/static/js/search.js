// Search as one types. The server finds and writes the list (`./find`, templates/search.html); nothing else is put in place.
//
// <input data-find="./find?…" role="combobox" aria-controls="list"> fills a listbox with what was found: the arrows move,
//   Enter opens, Escape closes, / goes to the one with the id `search` (ARIA Authoring Practices, combobox with listbox popup).
// <input data-filter="list">, whose list `filter` in page.js narrows to the letters typed, also keeps the indicators that the
//   server finds by them, by pinyin for one. An item names its indicator in `data-indicator` or, last, in its link.

function installSearch() {
  let asked; // the request under way
  let typed = 0; // the timer of what was typed last
  let follow = false; // Enter came before the answer
  let ready = false; // the server has been told that there will be a question

  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
  const options = (input) => [...listOf(input).querySelectorAll("[role=option][href]")];
  const active = (input) => document.getElementById(input.getAttribute("aria-activedescendant") ?? "");
  const indicatorOf = (item) =>
    item.dataset.indicator ?? new URL(item.querySelector("a[href]")?.href ?? location.href).searchParams.get("indicator")?.split("~").at(-1);

  // The server's list for a query; null where another question or no answer came.
  async function ask(address, query) {
    asked?.abort();
    const request = (asked = new AbortController());
    const url = new URL(address, location.href);
    url.searchParams.set("q", query);
    try {
      const response = await fetch(url, { signal: request.signal });
      const list = response.ok ? await response.text() : "";
      return request.signal.aborted ? null : list;
    } catch (error) {
      return error.name === "AbortError" ? null : "";
    }
  }

  async function find(input) {
    const query = input.value.trim();
    const list = query ? await ask(input.dataset.find, query) : "";
    if (list === null || document.activeElement !== input) return;
    input.dataset.asked = query;
    fill(input, list);
    if (follow) active(input)?.click();
    follow = false;
  }

  function fill(input, html) {
    const list = listOf(input);
    list.innerHTML = html;
    list.scrollTop = 0;
    list.hidden = !html;
    input.setAttribute("aria-expanded", String(Boolean(html)));
    const found = options(input);
    activate(input, found[0]);
    const count = found.filter((option) => !option.matches(".found-table")).length;
    const said = !html ? "" : count ? input.dataset.count.replace("{count}", count) : input.dataset.none;
    input.form.querySelector("[role=status]").textContent = said;
  }

  // What a picker has hidden comes back where the server finds it.
  async function widen(input) {
    const query = input.value.trim();
    const address = document.getElementById("search")?.dataset.find;
    if (!query || !address) return;
    const url = new URL(address, location.href);
    url.searchParams.set("show", "indicators");
    const answer = document.createElement("template");
    answer.innerHTML = (await ask(url, query)) ?? "";
    const ids = new Set([...answer.content.querySelectorAll("[data-indicator]")].map((hit) => hit.dataset.indicator));
    const list = document.getElementById(input.dataset.filter);
    if (!list || input.value.trim() !== query) return;
    for (const item of list.querySelectorAll("[data-text][hidden]")) if (ids.has(indicatorOf(item))) item.hidden = false;
    for (const group of list.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-text]:not([hidden])");
    const none = list.querySelector("[data-none]");
    if (none) none.hidden = Boolean(list.querySelector("[data-text]:not([hidden])"));
  }

  function activate(input, option) {
    active(input)?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function step(input, by) {
    const found = options(input);
    if (!found.length) return;
    const next = found.indexOf(active(input)) + by;
    const option = found[(next + found.length) % found.length];
    activate(input, option);
    option.scrollIntoView({ block: "nearest" });
  }

  function close(input) {
    clearTimeout(typed);
    asked?.abort();
    follow = false;
    if (!listOf(input).hidden) fill(input, "");
  }

  document.addEventListener("input", ({ target }) => {
    const act = target.matches?.("[data-find]") ? find : target.matches?.("[data-filter]") ? widen : null;
    if (!act) return;
    clearTimeout(typed);
    asked?.abort();
    if (target.value.trim()) typed = setTimeout(() => act(target), 90);
    else act(target);
  });

  document.addEventListener("focusin", ({ target }) => {
    if (!ready && target.matches?.("[data-find], [data-filter]")) {
      ready = true; // the first question makes the index; nobody should wait for it
      fetch(document.getElementById("search").dataset.find).catch(() => {});
    }
    if (target.matches?.("[data-find]") && target.value.trim() && listOf(target).hidden) find(target);
  });

  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = target.closest?.("form[role=search]");
    if (form && relatedTarget && !form.contains(relatedTarget)) close(form.querySelector("[data-find]"));
  });

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const input = target.matches?.("[data-find]") ? target : null;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return; // an input method's own Enter and arrows
    if (key === "/" && !target.closest?.("input, textarea, select, [contenteditable]")) {
      const box = document.getElementById("search");
      box?.focus();
      box?.select();
      event.preventDefault();
    } else if (input && key === "Enter" && input.value.trim()) {
      event.preventDefault();
      clearTimeout(typed);
      if (active(input) && input.dataset.asked === input.value.trim()) active(input).click();
      else {
        follow = true;
        find(input);
      }
    } else if (input && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      if (listOf(input).hidden) find(input);
      else step(input, key === "ArrowDown" ? 1 : -1);
    } else if (input && key === "Escape") {
      event.preventDefault();
      if (listOf(input).hidden) input.value = "";
      else close(input);
    }
  });

  // What was chosen has been found: the field is empty again, and reading goes on in the page.
  document.addEventListener("click", (event) => {
    const input = document.getElementById("search");
    if (!input) return;
    const chosen = event.target.closest?.("#found a");
    if (chosen && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      input.value = "";
      close(input);
      document.getElementById("main")?.focus({ preventScroll: true });
    } else if (!listOf(input).hidden && !input.form.contains(event.target)) close(input);
  });
}
