// Exports: the look before a download, the download, pictures made by the reader's own browser, the basket.
//
// <div data-export="CODE~CODE"> holds links with `data-format`, each a plain download. With this file the server is asked first
//   what there is to know (`./preflight`), and what goes wrong is said beside the links instead of on a page of its own.
// <button data-basket="CODE"> puts a chart into the basket and takes it out. The basket is a list of codes in `localStorage`; on
//   its own page the address is the list, and the storage follows.

function installExports() {
  const SIZE = "indicators.size", BASKET = "indicators.basket";
  const SOON = 300; // ms after which waiting is mentioned
  let server; // whether the server can make pictures; asked when a menu is opened for the first time
  let busy = null; // the download under way

  // ---------------------------------------------------------------- what is remembered

  const remembered = (name) => {
    try {
      return localStorage.getItem(name) ?? "";
    } catch {
      return app.remembered?.[name] ?? ""; // storage may be forbidden: then until the page is left
    }
  };
  const remember = (name, value) => {
    (app.remembered ??= {})[name] = value;
    try {
      localStorage.setItem(name, value);
    } catch { /* see above */ }
  };
  const listed = () => remembered(BASKET).split("~").filter(Boolean);
  const onBasket = () => /\/basket$/.test(location.pathname);
  const addressed = (href) => new URL(href, location.href).searchParams.get("charts") ?? "";

  // ---------------------------------------------------------------- after each answer

  app.placed = () => {
    if (onBasket()) {
      const codes = addressed(location.href);
      if (codes) remember(BASKET, codes);
      else if (listed().length) return go(basketAddress(location.href), { replace: true });
    }
    for (const radio of document.querySelectorAll("[data-export] [name=size]")) radio.checked ||= radio.value === remembered(SIZE);
    document.querySelectorAll("[data-export]").forEach(address);
    if (document.querySelector(".basket [data-export]")) means();
    count();
    if (location.hash === "#old-deck" && app.jumped !== here()) {
      app.jumped = here();
      document.getElementById("old-deck")?.scrollIntoView();
    }
  };

  const basketAddress = (href) => {
    const url = new URL(href, location.href);
    url.searchParams.delete("charts");
    const codes = listed().map(encodeURIComponent).join("~");
    return url.origin + url.pathname + [url.search.slice(1), codes && `charts=${codes}`].filter(Boolean).reduce((all, part) => `${all}${all ? "&" : "?"}${part}`, "") + url.hash;
  };

  function count() {
    const codes = listed();
    for (const link of document.querySelectorAll("[data-basket-link]")) {
      link.href = basketAddress(link.href);
      link.querySelector(".many").textContent = codes.length ? ` ${codes.length}` : "";
    }
    for (const button of document.querySelectorAll("[data-basket]")) {
      const inside = codes.includes(button.dataset.basket);
      if (button.dataset.in) {
        button.dataset.out ??= button.textContent;
        button.textContent = inside ? button.dataset.in : button.dataset.out;
      } else button.setAttribute("aria-pressed", String(inside));
    }
  }

  function toggle(button) {
    const code = button.dataset.basket;
    const codes = listed();
    remember(BASKET, (codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code]).join("~"));
    count();
    const link = document.querySelector(".top [data-basket-link]");
    document.querySelector("[data-basket-said]").textContent = `${link.textContent}`;
  }

  // ---------------------------------------------------------------- addresses of downloads

  function address(box) {
    const size = box.querySelector("[name=size]:checked")?.value ?? "16:9";
    for (const link of box.querySelectorAll("[data-format]")) link.href = link.href.replace(/size=[^&]*/, `size=${size}`);
  }

  async function means() {
    server ??= fetch("./export").then((response) => response.json()).then(({ browser }) => browser).catch(() => true);
    const there = await server;
    for (const box of document.querySelectorAll("[data-export]")) {
      box.querySelector(".means").hidden = there;
      const pdf = box.querySelector('[data-format="pdf"]');
      if (there) continue;
      pdf.setAttribute("aria-disabled", "true");
      pdf.title = box.querySelector(".means").textContent;
    }
    return there;
  }

  // ---------------------------------------------------------------- words beside the links

  // Under what was found, where there is any.
  const say = (box, text) => {
    const said = box.querySelector(".said");
    const state = said.querySelector(".state:not([role])") ?? said.appendChild(Object.assign(document.createElement("p"), { className: "state" }));
    state.textContent = text;
  };
  const saySoon = (box, text) => {
    const timer = setTimeout(() => say(box, text), SOON);
    return () => clearTimeout(timer);
  };

  async function asked(address, options = {}) {
    const response = await fetch(address, { ...options, headers: { Accept: "application/json" } });
    if (response.ok) return response;
    const { message } = await response.json().catch(() => ({}));
    throw Object.assign(new Error(message), { said: message });
  }

  // One thing at a time: what is asked for next takes the place of what is under way.
  async function attempt(box, task) {
    busy?.abort();
    const mine = (busy = new AbortController());
    box.querySelector(".said .state:not([role])")?.remove();
    box.setAttribute("aria-busy", "true");
    try {
      await task(mine.signal);
    } catch (error) {
      if (error.name !== "AbortError") say(box, error.said ?? box.dataset.trouble);
    }
    if (busy === mine) busy = null;
    box.removeAttribute("aria-busy");
  }

  // ---------------------------------------------------------------- downloads

  function save(blob, name) {
    const link = document.body.appendChild(Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name, hidden: true }));
    link.dispatchEvent(new MouseEvent("click")); // heard by nobody else: a click outside would close the menu
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const nameOf = (response) => {
    const given = response.headers.get("Content-Disposition") ?? "";
    return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(given)?.[1] ?? /filename="([^"]+)"/.exec(given)?.[1] ?? "export");
  };

  // An order goes as an address, or as a form where slides are built on a template.
  function ordered(link, path, signal) {
    const form = link.dataset.format;
    const fields = [...new URL(link.href).searchParams, ["format", form]];
    const template = form === "pptx" && document.querySelector("[data-template]")?.files[0];
    if (!template) return [`${path}?${new URLSearchParams(fields)}`, { signal }];
    const body = new FormData();
    for (const [name, value] of fields) body.set(name, value);
    body.set("template", template);
    return [path, { method: "POST", body, signal }];
  }

  async function download(box, link, signal) {
    const quiet = saySoon(box, box.dataset.making);
    try {
      const form = link.dataset.format;
      if (/png|svg/.test(form) && !(await means())) return await drawHere(box, link, form, signal);
      const response = await asked(...ordered(link, `./export/${form}`, signal));
      const name = nameOf(response);
      save(await response.blob(), name);
      quiet();
      say(box, box.dataset.made.replace("{name}", () => name));
    } finally {
      quiet();
    }
  }

  // The server has no browser, the reader has one: the same figures, the same size, drawn here.
  async function drawHere(box, link, form, signal) {
    const query = new URL(link.href).searchParams;
    const { pictures } = await (await asked(`./picture?${query}`, { signal })).json();
    const Plotly = await plotly();
    for (const { name, data, layout, width, height, scale } of pictures) {
      const url = await Plotly.toImage({ data, layout }, { format: form, width, height, scale });
      if (signal.aborted) return;
      save(await (await fetch(url)).blob(), `${name}.${form}`);
      say(box, box.dataset.made.replace("{name}", () => `${name}.${form}`));
    }
  }

  const check = (box, link) =>
    attempt(box, async (signal) => {
      box.querySelector(".said").replaceChildren();
      const quiet = saySoon(box, box.dataset.checking);
      let found;
      try {
        found = await (await asked(...ordered(link, "./preflight", signal))).json();
      } finally {
        quiet();
      }
      box.querySelector(".said").innerHTML = found.html;
      const anyway = box.querySelector("[data-anyway]");
      if (anyway) Object.assign(anyway, { href: link.href }).dataset.format = link.dataset.format;
      if (!found.stop) await download(box, link, signal);
    });

  // ---------------------------------------------------------------- an old deck

  const checkDeck = (form, refresh) =>
    attempt(form, async (signal) => {
      const body = new FormData(form);
      if (refresh) body.set("refresh", "1");
      const quiet = saySoon(form, refresh ? form.dataset.making : form.dataset.checking);
      try {
        const response = await asked(form.getAttribute("action"), { method: "POST", body, signal });
        quiet();
        if (refresh) {
          const name = nameOf(response);
          save(await response.blob(), name);
          form.querySelector("[data-refreshed]").textContent = form.dataset.made.replace("{name}", () => name);
        } else form.querySelector(".said").innerHTML = (await response.json()).html;
      } finally {
        quiet();
      }
    });

  // ---------------------------------------------------------------- clicks

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-format]");
    if (link && plainClick(event)) {
      event.preventDefault();
      const box = link.closest("[data-export]");
      if (link.getAttribute("aria-disabled") === "true") return;
      if ("anyway" in link.dataset) attempt(box, (signal) => download(box, link, signal));
      else check(box, link);
      return;
    }
    const button = event.target.closest?.("button[data-basket]");
    if (button) toggle(button);
    const kept = event.target.closest?.("a[data-keep]");
    if (kept && plainClick(event)) remember(BASKET, addressed(kept.href));
    if (event.target.closest?.("[data-refresh]")) {
      event.preventDefault();
      checkDeck(event.target.closest("form[data-deck]"), true);
    }
  }, true); // before the page's own listener follows a link
  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.("form[data-deck]")) return;
    event.preventDefault();
    checkDeck(event.target, false);
  });
  document.addEventListener("change", ({ target }) => {
    const picked = target.type === "file" && target.closest("p")?.querySelector("[data-picked]");
    if (picked) picked.textContent = target.files[0]?.name ?? "";
    if (!target.matches?.("[data-export] [name=size]")) return;
    remember(SIZE, target.value);
    document.querySelectorAll("[data-export]").forEach(address);
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches?.("details.export[open]")) means();
  }, true);
  addEventListener("storage", ({ key }) => key === BASKET && count()); // another tab
}
