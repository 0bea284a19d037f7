// What a brief does in its page: says how much room the charts have, and takes them in.
globalThis.brief = {
  // For each page the height in points that is left for the chart.
  room(height) {
    return [...document.querySelectorAll("section")].map((page) => {
      page.style.minHeight = "0";
      const chart = page.querySelector(".chart");
      const beside = document.body.classList.contains("beside");
      const rest = beside
        ? page.getBoundingClientRect().height -
          page.querySelector(".body").getBoundingClientRect().height +
          page.querySelector(".shown").getBoundingClientRect().height -
          chart.getBoundingClientRect().height
        : page.getBoundingClientRect().height - chart.getBoundingClientRect().height;
      return height - rest * 0.75;
    });
  },

  // Puts the charts into their places; a page that is too low for what stands on it grows, where it may.
  fill(charts, width, height, margin, grows) {
    const style = document.createElement("style");
    const pages = [...document.querySelectorAll("section")];
    pages.forEach((page, n) => {
      const svg = new DOMParser().parseFromString(charts[n], "image/svg+xml").documentElement;
      page.querySelector(".chart").append(document.importNode(svg, true));
      page.style.minHeight = "0";
      const tall = () => page.getBoundingClientRect().height * 0.75;
      page.classList.toggle("tight", tall() > height - 4);
      const needed = tall();
      const high = grows && needed > height - 1 ? Math.ceil(needed + 1) : height;
      page.style.minHeight = `${high - 1}pt`;
      if (high > height) {
        page.style.page = `page${n}`;
        style.append(`@page page${n} { size: ${width}pt ${high + 2 * margin}pt; margin: ${margin}pt; }\n`);
      }
    });
    document.head.append(style);
  },
};
undefined;
