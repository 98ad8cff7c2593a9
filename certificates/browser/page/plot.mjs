// Plots of curves, as SVG, and of a function of two inputs, on a canvas.

import { drawing, element, decimal } from "./dom.mjs";

const WIDTH = 640;
const LEFT = 62;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 44;
const DIGIT = 11; // the width of one, where the window is narrow

// Round numbers from low to high, about `wanted` of them.
export function ticks(low, high, wanted) {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return last - first < 4 * wanted
    ? Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)))
    : [];
}

// The least interval that holds all the values and some air.
export function extent(...lists) {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (const value of list) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) return [-1, 1];
  // What varies by no more than floats err is constant.
  const size = Math.max(Math.abs(low), Math.abs(high));
  const air = high - low > 1e-9 * size ? (high - low) * 0.06 : size || 1;
  return [low - air, high + air];
}

// A plot: { node, draw(curves, marks, bands) }. A curve is { values, name, title } with one value per sample, a mark { at, name, title } a vertical line,
// a band { from, to, low, high, name, title } a rectangle.
export function plot({ samples, range, height, label, axis }) {
  const [low, high] = range;
  const from = samples[0];
  const to = samples[samples.length - 1];
  const bottom = height - BOTTOM;
  const heights = ticks(low, high, height / 45);
  const left = Math.max(LEFT, ...heights.map((v) => 12 + DIGIT * decimal(v, 6).length));
  const x = (s) => left + ((s - from) / (to - from)) * (WIDTH - left - RIGHT);
  const y = (v) => bottom - ((v - low) / (high - low)) * (bottom - TOP);
  const frame = drawing("g", { class: "axes" });
  for (const s of ticks(from, to, 7)) {
    frame.append(
      drawing("line", { x1: x(s), x2: x(s), y1: TOP, y2: bottom, class: s === 0 ? "zero" : "grid" }),
      drawing("text", { x: x(s), y: bottom + 16, "text-anchor": "middle" }, decimal(s, 6)),
    );
  }
  for (const v of heights) {
    frame.append(
      drawing("line", { x1: left, x2: WIDTH - RIGHT, y1: y(v), y2: y(v), class: v === 0 ? "zero" : "grid" }),
      drawing("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, decimal(v, 6)),
    );
  }
  frame.append(
    drawing(
      "text",
      { x: (left + WIDTH - RIGHT) / 2, y: height - 5, "text-anchor": "middle", class: "axis-name" },
      axis,
    ),
  );
  const curvesNode = drawing("g", { class: "curves" });
  const clip = `clip-${(plot.count = (plot.count ?? 0) + 1)}`;
  curvesNode.setAttribute("clip-path", `url(#${clip})`);
  const node = drawing(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label, class: "plot" },
    drawing(
      "clipPath",
      { id: clip },
      drawing("rect", { x: left, y: TOP, width: WIDTH - left - RIGHT, height: bottom - TOP }),
    ),
    frame,
    curvesNode,
  );
  const path = (values) => {
    let text = "";
    for (let k = 0; k < values.length; ++k) {
      text += `${k ? "L" : "M"}${x(samples[k]).toFixed(1)} ${Math.max(-1e4, Math.min(1e4, y(values[k]))).toFixed(2)}`;
    }
    return text;
  };
  const draw = (curves, marks = [], bands = []) => {
    curvesNode.replaceChildren(
      ...bands.map((band) =>
        drawing(
          "rect",
          {
            x: x(band.from),
            width: x(band.to) - x(band.from),
            y: y(band.high),
            height: y(band.low) - y(band.high),
            class: band.name,
          },
          drawing("title", {}, band.title),
        ),
      ),
      ...marks.map(({ at, name, title }) =>
        drawing(
          "line",
          { x1: x(at), x2: x(at), y1: TOP, y2: bottom, class: name },
          drawing("title", {}, title),
        ),
      ),
      ...curves.map(({ values, name, title }) =>
        drawing("path", { d: path(values), class: name }, drawing("title", {}, title)),
      ),
    );
  };
  return { node, draw };
}

// A function of two inputs as colours, and lines on it: { node, paint(value(s, t)), draw(lines) }. A line is { p, q, r, name, title }: p s + q t + r = 0.
export function heatMap({ range: [from, to], label, axes }) {
  const size = 260;
  const cells = 104;
  const left = 44;
  const top = 8;
  const canvas = element("canvas", { width: cells, height: cells, "aria-hidden": "true" });
  const x = (s) => left + ((s - from) / (to - from)) * size;
  const y = (t) => top + size - ((t - from) / (to - from)) * size;
  const overlay = drawing("g", {});
  const clip = drawing(
    "clipPath",
    { id: "plane" },
    drawing("rect", { x: left, y: top, width: size, height: size }),
  );
  overlay.setAttribute("clip-path", "url(#plane)");
  const frame = drawing("g", { class: "axes" });
  for (const s of ticks(from, to, 5)) {
    frame.append(
      drawing("text", { x: x(s), y: top + size + 14, "text-anchor": "middle" }, decimal(s, 6)),
      drawing("text", { x: left - 5, y: y(s) + 4, "text-anchor": "end" }, decimal(s, 6)),
    );
  }
  frame.append(
    drawing(
      "text",
      { x: left + size / 2, y: top + size + 29, "text-anchor": "middle", class: "axis-name" },
      axes[0],
    ),
    drawing(
      "text",
      {
        x: 10,
        y: top + size / 2,
        "text-anchor": "middle",
        class: "axis-name",
        transform: `rotate(-90 10 ${top + size / 2})`,
      },
      axes[1],
    ),
  );
  const svg = drawing(
    "svg",
    {
      viewBox: `0 0 ${left + size + 8} ${top + size + 34}`,
      role: "img",
      "aria-label": label,
      class: "plane-lines",
    },
    clip,
    frame,
    overlay,
  );
  const caption = element("figcaption", {});
  const node = element(
    "figure",
    { class: "plane" },
    element("div", { class: "plane-box" }, canvas, svg),
    caption,
  );
  const paint = (value) => {
    const grid = new Float64Array(cells * cells);
    for (let j = 0; j < cells; ++j) {
      for (let i = 0; i < cells; ++i) {
        grid[j * cells + i] = value(
          from + ((to - from) * (i + 0.5)) / cells,
          to - ((to - from) * (j + 0.5)) / cells,
        );
      }
    }
    const low = grid.reduce((p, q) => Math.min(p, q));
    const high = grid.reduce((p, q) => Math.max(p, q));
    const context = canvas.getContext("2d");
    const image = context.createImageData(cells, cells);
    grid.forEach((v, k) => {
      // From blue through white to orange.
      const u = high > low ? (2 * (v - low)) / (high - low) - 1 : 0;
      const far = Math.abs(u);
      const hue = u < 0 ? [40, 96, 176] : [214, 106, 20];
      hue.forEach((part, channel) => {
        image.data[4 * k + channel] = 250 + (part - 250) * far;
      });
      image.data[4 * k + 3] = 255;
    });
    context.putImageData(image, 0, 0);
    caption.textContent = `from ${decimal(low)} (blue) to ${decimal(high)} (orange); a line where b·x + c = 0 for each unit with weight`;
  };
  const draw = (lines) => {
    const far = 2 * (to - from);
    overlay.replaceChildren(
      ...lines.map(({ p, q, r, name, title }) => {
        const norm = Math.hypot(p, q);
        if (norm === 0) return drawing("g", {});
        const middle = (from + to) / 2;
        const gap = (p * middle + q * middle + r) / (norm * norm);
        const [s, t] = [middle - gap * p, middle - gap * q];
        const [ds, dt] = [(-q / norm) * far, (p / norm) * far];
        return drawing(
          "line",
          { x1: x(s - ds), y1: y(t - dt), x2: x(s + ds), y2: y(t + dt), class: name },
          drawing("title", {}, title),
        );
      }),
    );
  };
  return { node, paint, draw };
}
