// What moves along a path and what stands still: plots of the function and of what each unit contributes to
// it.

import { approximate } from "../../checker/numbers.mjs";
import { element } from "../dom.mjs";
import { extent, HeatMap, Plot } from "../plot.mjs";
import { between, contribution, MOST_CURVES, onPlane, samplesOf, STEPS, values } from "../showing.mjs";
import { LookControls } from "./look.mjs";
import { roleClass, roleText } from "./roles.mjs";

const titled = (title, ...children) => element("div", {}, element("h3", {}, title), ...children);

// The values that unit i can contribute to output o, whatever the input is.
function contributionExtent(value, i, o) {
  const a = value.a[i * value.m + o];
  return value.logistic ? [0, a] : [-a, a];
}

export class Motion {
  // `atVertex` are the vertices as floats, `scales` the largest weights by unit and output. `changed()` is
  // called when there is something else to draw.
  constructor(path, atVertex, broken, scales, witness, changed) {
    Object.assign(this, { atVertex, broken, scales });
    this.drawn = Math.min(atVertex[0].h, MOST_CURVES);
    const update = () => {
      this.prepare();
      changed();
    };
    const origin = witness?.x.map(approximate) ?? null;
    this.controls = new LookControls(path, atVertex[0], origin, update);
    this.scale = element(
      "select",
      { "aria-label": "Scale of the contributions", change: update },
      element("option", { value: "own" }, "each to its own scale (1: its largest weight on the path)"),
      element("option", { value: "one" }, "all to one scale"),
    );
    this.node = element("div", { class: "plots" });
    this.prepare();
  }

  // Makes the plots anew, for where the controls say to look.
  prepare() {
    const { output, line, from, to, axis, plane } = this.controls.look();
    Object.assign(this, { output, line, axis, plane, samples: samplesOf(from, to, STEPS) });
    this.start = this.curveOf(this.atVertex[0]);
    const seen = this.curvesToSee();
    this.gap = this.broken.length ? this.gapPlot(seen) : null;
    const range = extent(this.start, ...seen);
    const happens = this.broken.length ? "it changes on broken segments" : "it stands still";
    this.still = this.plotOf(range, 230, `The function along ${axis}: ${happens}`);
    this.moving = this.movingPlot();
    this.map = plane && this.planeMap([from, to]);
    if (this.map && !this.broken.length) this.map.paint(onPlane(this.atVertex[0], output, plane).at);
    this.node.replaceChildren(...this.figures());
  }

  curveOf(value) {
    return values(value, this.output, this.line, this.samples);
  }

  plotOf(range, height, label) {
    return new Plot({ samples: this.samples, range, height, axis: this.axis, label });
  }

  // Curves where the function may be seen to leave: at vertices and in the middle of broken segments.
  curvesToSee() {
    if (!this.broken.length) return [];
    const middle = (k) => between(this.atVertex[k], this.atVertex[k + 1], 0.5);
    const points = [...this.atVertex.slice(0, 50), ...this.broken.slice(0, 20).map(middle)];
    return points.map((value) => this.curveOf(value));
  }

  fromStart(curve) {
    return curve.map((v, k) => v - this.start[k]);
  }

  gapPlot(seen) {
    const range = extent(...seen.map((curve) => this.fromStart(curve)));
    return this.plotOf(range, 190, `How far the function is from that at vertex 0 along ${this.axis}`);
  }

  movingPlot() {
    const spans = [];
    for (const value of this.atVertex.slice(0, 200)) {
      for (let i = 0; i < this.drawn; ++i) spans.push(contributionExtent(value, i, this.output));
    }
    const range = this.hasOwnScales() ? [-1.06, 1.06] : extent(spans.flat());
    return this.plotOf(range, 260, `What each unit contributes along ${this.axis}`);
  }

  hasOwnScales() {
    return this.scale.value === "own";
  }

  planeMap(range) {
    const { i, j } = this.plane;
    const label = `The function over inputs ${i} and ${j}, and a line for each unit`;
    return new HeatMap({ range, label, axes: [`input ${i}`, `input ${j}`] });
  }

  figures() {
    const { drawn, gap } = this;
    const left = this.atVertex[0].h > drawn;
    return [
      titled(
        this.broken.length ? "The function" : "The function: it stands still",
        (this.map ?? this.still).node,
      ),
      gap ? titled("How far it is from the function at vertex 0", gap.node) : "",
      titled(
        "What each unit contributes: they move",
        element("p", {}, this.scale),
        this.moving.node,
        left ? element("p", { class: "note" }, `Units 0 to ${drawn - 1}.`) : null,
      ),
    ];
  }

  // `now` is { value, roles }, the point of the path that we are at.
  draw(now) {
    if (this.map) this.drawPlane(now);
    else this.drawFunction(now);
    if (this.gap) {
      const curve = this.fromStart(this.curveOf(now.value));
      this.gap.draw([{ values: curve, name: "function gap", title: "difference" }]);
    }
    this.moving.draw(this.parts(now));
  }

  drawPlane({ value, roles }) {
    const surface = onPlane(value, this.output, this.plane);
    if (this.broken.length) this.map.paint(surface.at);
    const edges = surface.parts.slice(0, MOST_CURVES).map((part, i) => {
      return { ...part, name: `edge ${roleClass(roles[i])}`, title: `unit ${i}: ${roleText(roles[i])}` };
    });
    this.map.draw(edges.filter(({ a }) => a !== 0));
  }

  drawFunction({ value }) {
    const before = { values: this.start, name: "function before", title: "f at vertex 0" };
    const now = { values: this.curveOf(value), name: "function f0", title: "f" };
    this.still.draw(this.broken.length ? [before, now] : [now]);
  }

  // The curve of each unit with weight.
  parts({ value, roles }) {
    const isOwn = this.hasOwnScales();
    const parts = [];
    for (let i = 0; i < this.drawn; ++i) {
      if (value.a[i * value.m + this.output] === 0) continue;
      const part = contribution(value, i, this.output, this.line, this.samples);
      parts.push({
        values: isOwn ? part.map((v) => v / this.scales[i][this.output]) : part,
        name: `part ${roleClass(roles[i])}`,
        title: `unit ${i}: ${roleText(roles[i])}`,
      });
    }
    return parts;
  }
}
