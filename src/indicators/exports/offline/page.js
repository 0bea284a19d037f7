// Draws the charts as wide and as dark as the reader's window is, light and as wide as the paper for printing; a point
// leads to its row, a row rings its point. Without this file everything can be read in the tables.
"use strict";

(() => {
  const DARK = matchMedia("(prefers-color-scheme: dark)");
  const NARROW = 560; // px: a chart with less room has fewer labels, not smaller ones
  const PAPER = 660; // px across a sheet of A4 or Letter within its margins
  const PLOT = { displayModeBar: false, displaylogo: false, scrollZoom: false, doubleClick: false, showTips: false, showAxisDragHandles: false, plotlyServerURL: "" };
  const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
  const charts = [...document.querySelectorAll(".chart[data-figure]")];
  const figures = new Map(charts.map((chart) => [chart, parsed(`figure-${chart.dataset.figure}`)]));
  const templates = charts.length ? parsed("templates") : {};

  // ---------------------------------------------------------------- drawing

  function draw(chart, printing) {
    const width = printing ? PAPER : chart.clientWidth;
    const theme = DARK.matches && !printing ? "dark" : "light";
    const form = width < NARROW ? "narrow" : "wide";
    const state = `${form} ${theme} ${width}`;
    if (!width || chart.dataset.drawn === state) return;
    const first = !chart.dataset.drawn;
    if (first) chart.replaceChildren();
    chart.dataset.drawn = state;
    // Plotly writes into what it is given.
    const { data, layout } = JSON.parse(JSON.stringify(figures.get(chart)[form][theme]));
    Plotly.react(chart, data, { ...layout, template: templates[theme], width, autosize: false }, PLOT);
    if (first) chart.on("plotly_click", clicked(chart));
    ring(chart);
  }

  const drawAll = (printing = false) => charts.forEach((chart) => draw(chart, printing));

  // A long page is drawn as it is read.
  const near = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.add(target);
      draw(target, false);
    }
  }, { rootMargin: "1200px" });
  const drawNear = () => near.forEach((chart) => draw(chart, false));

  // ---------------------------------------------------------------- points and rows

  const rowsOf = (chart) => [...chart.closest(".exhibit").querySelectorAll("[data-evidence]")];

  const clicked = (chart) => ({ points }) => {
    const ids = points.map((point) => point.customdata?.[0]);
    const row = rowsOf(chart).find((each) => ids.includes(each.dataset.evidence));
    if (!row) return;
    choose(row);
    row.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    row.focus({ preventScroll: true });
  };

  function choose(row) {
    for (const other of row.closest(".exhibit").querySelectorAll(".selected")) other.classList.remove("selected");
    row.classList.add("selected");
    const chart = row.closest(".exhibit").querySelector(".chart[data-figure]");
    if (chart) ring(chart);
  }

  // A thin full ring around the point whose row is chosen; the chart itself stays as it is.
  function ring(chart) {
    const plot = chart.querySelector(".cartesianlayer .overplot");
    chart.querySelector(".halo")?.remove();
    const id = chart.closest(".exhibit").querySelector(".selected")?.dataset.evidence;
    const { xaxis, yaxis } = chart._fullLayout ?? {};
    if (!id || !plot || !xaxis) return;
    for (const trace of chart._fullData ?? []) {
      const index = (trace.customdata ?? []).findIndex((data) => data?.[0] === id);
      if (index < 0) continue;
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      circle.setAttribute("class", "halo");
      circle.setAttribute("cx", xaxis._offset + xaxis.d2p(trace.x[index]));
      circle.setAttribute("cy", yaxis._offset + yaxis.d2p(trace.y[index]));
      circle.setAttribute("r", 13);
      plot.after(circle);
      return;
    }
  }

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-evidence]");
    if (row && !event.target.closest("a") && !String(getSelection())) choose(row);
  });

  // ---------------------------------------------------------------- window and paper

  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawNear, 120);
  });
  DARK.addEventListener?.("change", drawNear);
  addEventListener("beforeprint", () => drawAll(true));
  addEventListener("afterprint", drawNear);
  charts.forEach((chart) => watcher.observe(chart));
})();
