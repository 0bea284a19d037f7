// Runs in every page before its own scripts. After every frame it looks whether a chart shows all of the numbers wanted, and what
// it and the words beside it look like; `last` is when that last changed, in milliseconds since the navigation began. The time
// is taken after the frame was painted: a message posted in a frame arrives behind its painting.
(() => {
  const WORDS = "h1, table, aside";
  const seen = (window.__seen = { numbers: [], first: 0, last: 0, drawn: false, pending: 0 });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    seen.pending--;
    seen.last = performance.now();
    if (seen.drawn) seen.first ||= seen.last;
  };

  const shows = (node) => {
    const there = new Set((node._fullData ?? []).flatMap((trace) => [...(trace.y ?? [])]));
    return seen.numbers.every((number) => there.has(number));
  };
  const chart = () =>
    [...document.querySelectorAll(".js-plotly-plot")].find(
      (node) => shows(node) && node.querySelector(".points path") && node.getBoundingClientRect().height > 100,
    );
  const picture = (node) =>
    [...node.querySelectorAll(".cartesianlayer, .infolayer, .shapelayer")].map((layer) => layer.innerHTML).join();
  seen.words = () => [...document.querySelectorAll(WORDS)].map((node) => [node.localName, node.textContent]);

  let before = "";
  const look = () => {
    const node = seen.numbers.length ? chart() : undefined;
    seen.drawn = Boolean(node);
    const now = node ? picture(node) + seen.words().join() : "";
    if (now !== before) {
      before = now;
      seen.pending++;
      port2.postMessage(0);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  // Waits for a chart with these numbers, and acts. Resolves, once nothing has changed for `quiet` ms, with the time from the act to
  // the last change.
  seen.until = (numbers, act, quiet) =>
    new Promise((done, fail) => {
      Object.assign(seen, { numbers, drawn: false });
      const begin = () => {
        const start = performance.now();
        act();
        const check = setInterval(() => {
          const now = performance.now();
          const settled = seen.drawn && !seen.pending && now - seen.last > quiet;
          if (settled) done(seen.last - start);
          if (now - start > 30000) fail(new Error(`no chart shows ${numbers}`));
          if (settled || now - start > 30000) clearInterval(check);
        }, 50);
      };
      setTimeout(begin, Math.random() * 17); // people do not click in time with the screen
    });
})();
