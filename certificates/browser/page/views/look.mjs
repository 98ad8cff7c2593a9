// Where to look: controls for the output, and for the line or the plane of inputs along which functions are
// drawn.

import { approximate } from "../../checker/numbers.mjs";
import { decimal, element } from "../dom.mjs";
import { usualRange } from "../showing.mjs";

const parseNumber = (piece) => (piece.includes("/") ? approximate(piece) : Number(piece));
const parsePoint = (text) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(parseNumber);

const option = (text, value) => element("option", { value }, text);

// How much the outputs depend on input k: the sum of |a b| over all units.
function reachOf({ h, m, n, a, b }, k) {
  let sum = 0;
  for (let i = 0; i < h; ++i) for (let o = 0; o < m; ++o) sum += Math.abs(a[i * m + o] * b[i * n + k]);
  return sum;
}

// The inputs, those first that matter most.
function inputsByReach(value) {
  const reaches = Array.from({ length: value.n }, (_, k) => reachOf(value, k));
  return [...reaches.keys()].sort((k, l) => reaches[l] - reaches[k] || k - l);
}

// A range of a domain with some air. Where the domain has no end, the range has that of the usual one.
function rangeAround([l, u], [from, to]) {
  const start = l === null ? null : approximate(l);
  const end = u === null ? null : approximate(u);
  const low = start ?? Math.min(from, end === null ? from : end - 1);
  const high = end ?? Math.max(to, start === null ? to : start + 1);
  const air = high > low ? (high - low) / 20 : 1;
  return [low - air, high + air];
}

export class LookControls {
  // The controls begin at `origin`, and where the domain is, if one is given. `changed()` is called after
  // each change.
  constructor(shape, value, origin, changed, domain = null) {
    const base = origin ?? new Array(shape.inputs).fill(0);
    Object.assign(this, { shape, value, base, changed, domain });
    this.makeChoices();
    this.makeFields();
    this.node = this.layOut();
    this.node.dataset.mode = this.mode.value;
    this.setRange();
  }

  makeChoices() {
    const change = (event) => this.update(event);
    const choose = (label, length, name) => {
      const options = Array.from({ length }, (_, k) => option(`${name} ${k}`, k));
      return element("select", { "aria-label": label, change }, options);
    };
    this.output = choose("Output", this.shape.outputs, "output");
    this.input = choose("Input that varies", this.shape.inputs, "input");
    this.other = choose("Second input", this.shape.inputs, "input");
    if (this.shape.inputs > 1) [this.input.value, this.other.value] = inputsByReach(this.value);
    this.mode = element(
      "select",
      { "aria-label": "Where to look", change },
      option("along one input", "input"),
      option("from point P to point Q", "points"),
      option("over two inputs", "plane"),
    );
  }

  makeFields() {
    const change = (event) => this.update(event);
    const field = (label, value, size) =>
      element("input", {
        type: "text",
        "aria-label": label,
        value,
        size,
        inputmode: "decimal",
        change,
        spellcheck: "false",
      });
    this.low = field("From", "", 6);
    this.high = field("to", "", 6);
    this.at = field("The other inputs: a point", this.base.map((v) => decimal(v)).join(", "), 24);
    this.p = field("Point P", this.base.map(() => 0).join(", "), 24);
    this.q = field("Point Q", this.base.map(() => 1).join(", "), 24);
  }

  layOut() {
    const { inputs, outputs } = this.shape;
    const label = (...children) => element("label", {}, ...children);
    // What is there in some modes only.
    const only = (modes, ...nodes) =>
      element("span", { class: modes.map((name) => `for-${name}`).join(" ") }, nodes);
    const lineOrPlane = [
      only(["input", "plane"], label(this.input)),
      only(["plane"], label("and ", this.other)),
      only(["input", "plane"], label("others at ", this.at)),
      only(["points"], label("P ", this.p), label("Q ", this.q)),
    ];
    return element(
      "div",
      { class: "look", role: "group", "aria-label": "Where to look" },
      outputs > 1 ? label(this.output) : null,
      inputs > 1 ? label("Look ", this.mode) : null,
      inputs > 1 ? lineOrPlane : null,
      element(
        "span",
        { class: "pair" },
        label(inputs > 1 ? "from " : "x from ", this.low),
        label("to ", this.high),
      ),
    );
  }

  // The point that a field states; the one to begin with if it states none.
  point(field) {
    const entries = parsePoint(field.value);
    const isPoint = entries.length === this.shape.inputs && entries.every(Number.isFinite);
    field.setAttribute("aria-invalid", String(!isPoint));
    return isPoint ? entries : this.base.slice();
  }

  // { origin, direction }
  line() {
    if (this.mode.value !== "points") return this.lineAlongInput();
    const origin = this.point(this.p);
    return { origin, direction: this.point(this.q).map((v, k) => v - origin[k]) };
  }

  lineAlongInput() {
    const varies = (k) => k === Number(this.input.value);
    return {
      origin: this.point(this.at).map((v, k) => (varies(k) ? 0 : v)),
      direction: this.base.map((_, k) => (varies(k) ? 1 : 0)),
    };
  }

  setRange() {
    const [low, high] = this.rangeToBegin();
    const isPlane = this.mode.value === "plane";
    this.low.value = decimal(isPlane ? Math.min(-1, low) : low, 4);
    this.high.value = decimal(isPlane ? Math.max(1, high) : high, 4);
  }

  rangeToBegin() {
    if (this.mode.value === "points") return [0, 1];
    const widest = this.domain || this.shape.inputs > 1 ? 10 : 1e6;
    const usual = usualRange(this.value, this.lineAlongInput(), widest);
    return this.domain ? rangeAround(this.domain[Number(this.input.value)], usual) : usual;
  }

  update(event) {
    this.node.dataset.mode = this.mode.value;
    const { mode, input, other, at, p, q } = this;
    if ([mode, input, other, at, p, q].includes(event.target)) this.setRange();
    this.changed();
  }

  // { output, line: { origin, direction }, from, to, axis, plane: null | { i, j, at } }
  look() {
    let from = Number(this.low.value);
    let to = Number(this.high.value);
    if (!Number.isFinite(from) || !Number.isFinite(to) || !(from < to)) [from, to] = [-3, 3];
    const mode = this.mode.value;
    const [i, j] = [Number(this.input.value), Number(this.other.value)];
    const alongInput = this.shape.inputs > 1 ? `input ${i}` : "x";
    const axis = mode === "points" ? "from P (0) to Q (1)" : alongInput;
    const plane = mode === "plane" && i !== j ? { i, j, at: this.point(this.at) } : null;
    return { output: Number(this.output.value), line: this.line(), from, to, axis, plane };
  }
}
