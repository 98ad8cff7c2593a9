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

const titledNode = (tag, attributes, title) => drawing(tag, attributes, drawing("title", {}, title));
const label = (attributes, text) => drawing("text", attributes, text);

let plotCount = 0; // for names of clip paths

// Curves over one line of samples.
export class Plot {
  constructor({ samples, range, height, label: name, axis }) {
    Object.assign(this, { samples, range, height, bottom: height - BOTTOM });
    this.heights = ticks(range[0], range[1], height / 45);
    this.left = Math.max(LEFT, ...this.heights.map((v) => 12 + DIGIT * decimal(v, 6).length));
    this.width = WIDTH - this.left - RIGHT;
    const clip = `clip-${++plotCount}`;
    this.curves = drawing("g", { class: "curves", "clip-path": `url(#${clip})` });
    const inside = { x: this.left, y: TOP, width: this.width, height: this.bottom - TOP };
    this.node = drawing(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": name, class: "plot" },
      drawing("clipPath", { id: clip }, drawing("rect", inside)),
      this.frame(axis),
      this.curves,
    );
  }

  x(s) {
    const from = this.samples[0];
    const to = this.samples[this.samples.length - 1];
    return this.left + ((s - from) / (to - from)) * this.width;
  }

  y(v) {
    const [low, high] = this.range;
    return this.bottom - ((v - low) / (high - low)) * (this.bottom - TOP);
  }

  // A line of the grid.
  gridLine(value, ends) {
    return drawing("line", { ...ends, class: value === 0 ? "zero" : "grid" });
  }

  frame(axis) {
    const { left, bottom, samples } = this;
    const frame = drawing("g", { class: "axes" });
    for (const s of ticks(samples[0], samples[samples.length - 1], 7)) {
      const x = this.x(s);
      frame.append(
        this.gridLine(s, { x1: x, x2: x, y1: TOP, y2: bottom }),
        label({ x, y: bottom + 16, "text-anchor": "middle" }, decimal(s, 6)),
      );
    }
    for (const v of this.heights) {
      const y = this.y(v);
      frame.append(
        this.gridLine(v, { x1: left, x2: WIDTH - RIGHT, y1: y, y2: y }),
        label({ x: left - 6, y: y + 4, "text-anchor": "end" }, decimal(v, 6)),
      );
    }
    const middle = (left + WIDTH - RIGHT) / 2;
    const name = { x: middle, y: this.height - 5, "text-anchor": "middle", class: "axis-name" };
    frame.append(label(name, axis));
    return frame;
  }

  // The outline of a curve, as SVG has it.
  outline(values) {
    const points = Array.from(values, (value, k) => {
      const y = Math.max(-1e4, Math.min(1e4, this.y(value)));
      return `${this.x(this.samples[k]).toFixed(1)} ${y.toFixed(2)}`;
    });
    return points.length ? `M${points.join("L")}` : "";
  }

  bandNode({ from, to, low, high, name, title }) {
    const [x, y] = [this.x(from), this.y(high)];
    const size = { width: this.x(to) - x, height: this.y(low) - y };
    return titledNode("rect", { x, y, ...size, class: name }, title);
  }

  markNode({ at, name, title }) {
    const x = this.x(at);
    return titledNode("line", { x1: x, x2: x, y1: TOP, y2: this.bottom, class: name }, title);
  }

  // A curve is { values, name, title } with one value per sample, a mark { at, name, title } is a vertical
  // line, and a band { from, to, low, high, name, title } is a rectangle.
  draw(curves, marks = [], bands = []) {
    this.curves.replaceChildren(
      ...bands.map((band) => this.bandNode(band)),
      ...marks.map((mark) => this.markNode(mark)),
      ...curves.map(({ values, name, title }) => {
        return titledNode("path", { d: this.outline(values), class: name }, title);
      }),
    );
  }
}

// The place of a heat map in its drawing, and how many cells it has each way.
const MAP_SIZE = 260;
const MAP_LEFT = 44;
const MAP_TOP = 8;
const CELLS = 104;
const BLUE = [40, 96, 176];
const ORANGE = [214, 106, 20];

// A function of two inputs as colours, and lines on it.
export class HeatMap {
  constructor({ range: [from, to], label: name, axes }) {
    Object.assign(this, { from, to });
    this.canvas = element("canvas", { width: CELLS, height: CELLS, "aria-hidden": "true" });
    this.overlay = drawing("g", { "clip-path": "url(#plane)" });
    this.caption = element("figcaption", {});
    const inside = { x: MAP_LEFT, y: MAP_TOP, width: MAP_SIZE, height: MAP_SIZE };
    const svg = drawing(
      "svg",
      {
        viewBox: `0 0 ${MAP_LEFT + MAP_SIZE + 8} ${MAP_TOP + MAP_SIZE + 34}`,
        role: "img",
        "aria-label": name,
        class: "plane-lines",
      },
      drawing("clipPath", { id: "plane" }, drawing("rect", inside)),
      this.frame(axes),
      this.overlay,
    );
    const box = element("div", { class: "plane-box" }, this.canvas, svg);
    this.node = element("figure", { class: "plane" }, box, this.caption);
  }

  x(s) {
    return MAP_LEFT + ((s - this.from) / (this.to - this.from)) * MAP_SIZE;
  }

  y(t) {
    return MAP_TOP + MAP_SIZE - ((t - this.from) / (this.to - this.from)) * MAP_SIZE;
  }

  frame([below, beside]) {
    const bottom = MAP_TOP + MAP_SIZE;
    const middle = { x: MAP_LEFT + MAP_SIZE / 2, y: MAP_TOP + MAP_SIZE / 2 };
    const frame = drawing("g", { class: "axes" });
    for (const s of ticks(this.from, this.to, 5)) {
      frame.append(
        label({ x: this.x(s), y: bottom + 14, "text-anchor": "middle" }, decimal(s, 6)),
        label({ x: MAP_LEFT - 5, y: this.y(s) + 4, "text-anchor": "end" }, decimal(s, 6)),
      );
    }
    const name = { "text-anchor": "middle", class: "axis-name" };
    frame.append(
      label({ x: middle.x, y: bottom + 29, ...name }, below),
      label({ x: 10, y: middle.y, ...name, transform: `rotate(-90 10 ${middle.y})` }, beside),
    );
    return frame;
  }

  // The values of a function in the middles of the cells, from the upper left.
  gridOf(value) {
    const { from, to } = this;
    const grid = new Float64Array(CELLS * CELLS);
    for (let j = 0; j < CELLS; ++j) {
      const t = to - ((to - from) * (j + 0.5)) / CELLS;
      for (let i = 0; i < CELLS; ++i) {
        grid[j * CELLS + i] = value(from + ((to - from) * (i + 0.5)) / CELLS, t);
      }
    }
    return grid;
  }

  // Paints value(s, t), from blue through white to orange.
  paint(value) {
    const grid = this.gridOf(value);
    const low = grid.reduce((p, q) => Math.min(p, q));
    const high = grid.reduce((p, q) => Math.max(p, q));
    const context = this.canvas.getContext("2d");
    const image = context.createImageData(CELLS, CELLS);
    grid.forEach((v, k) => {
      const u = high > low ? (2 * (v - low)) / (high - low) - 1 : 0;
      const hue = u < 0 ? BLUE : ORANGE;
      hue.forEach((part, channel) => {
        image.data[4 * k + channel] = 250 + (part - 250) * Math.abs(u);
      });
      image.data[4 * k + 3] = 255;
    });
    context.putImageData(image, 0, 0);
    const ends = `from ${decimal(low)} (blue) to ${decimal(high)} (orange)`;
    this.caption.textContent = `${ends}; a line where b·x + c = 0 for each unit with weight`;
  }

  // Draws lines, each { p, q, r, name, title }, where p s + q t + r = 0.
  draw(lines) {
    this.overlay.replaceChildren(...lines.map((line) => this.lineNode(line)));
  }

  lineNode({ p, q, r, name, title }) {
    const norm = Math.hypot(p, q);
    if (norm === 0) return drawing("g", {});
    const far = 2 * (this.to - this.from);
    const middle = (this.from + this.to) / 2;
    const gap = (p * middle + q * middle + r) / (norm * norm);
    const [s, t] = [middle - gap * p, middle - gap * q];
    const [ds, dt] = [(-q / norm) * far, (p / norm) * far];
    const start = { x1: this.x(s - ds), y1: this.y(t - dt) };
    const end = { x2: this.x(s + ds), y2: this.y(t + dt) };
    return titledNode("line", { ...start, ...end, class: name }, title);
  }
}
