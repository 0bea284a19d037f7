// What the drawing page can do. Plotly makes ids from random numbers; here they come from a seed, so that the same
// figure gives the same bytes.
globalThis.indicators = {
  seed(number) {
    let state = number >>> 0;
    Math.random = () => {
      // mulberry32, public domain
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  },

  // What Plotly.toImage does, without its copies and pauses.
  async draw(figure, seed) {
    indicators.seed(seed);
    const place = document.createElement("div");
    place.style.cssText = "position: fixed; left: -9999px";
    document.body.append(place);
    try {
      await Plotly.newPlot(place, figure.data, figure.layout, { staticPlot: true, plotlyServerURL: "" });
      // less what XML does not allow, and an empty attribute whose place depends on when fonts are there
      return Plotly.Snapshot.toSVG(place, "svg", 1)
        .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
        .replace(/^(<svg[^>]*) style=""/, "$1");
    } finally {
      Plotly.purge(place);
      document.body.replaceChildren();
    }
  },

  async paint(svg, width, height) {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d", { alpha: false }).drawImage(picture, 0, 0, width, height);
    return canvas.toDataURL("image/png").slice("data:image/png;base64,".length);
  },

  // A letter is missing where it looks like one that no font has.
  missing(letters, font) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 32;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.font = `20px ${font}`;
    const looks = (letter) => {
      pen.clearRect(0, 0, 32, 32);
      pen.fillText(letter, 4, 24);
      return pen.getImageData(0, 0, 32, 32).data.join();
    };
    const none = new Set(["\u{10ffff}", "\u0378", "\u{2fffd}"].map(looks));
    return [...letters].filter((letter) => none.has(looks(letter))).join("");
  },
};
undefined;
