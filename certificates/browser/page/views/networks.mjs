// One or two networks side by side: their functions along a line or over a plane of inputs, and their
// difference.

import { approximate } from "../../checker/numbers.mjs";
import { element, line } from "../dom.mjs";
import { extent, HeatMap, Plot } from "../plot.mjs";
import { floats, MOST_CURVES, onPlane, samplesOf, STEPS, values } from "../showing.mjs";
import { exactDifference, insideOf } from "./difference.mjs";
import { LookControls } from "./look.mjs";

const key = (name, text) => element("li", {}, element("span", { class: `key ${name}` }), text);

// The middle of a range of a domain, or its only end, or 0.
function middleOf([l, u]) {
  if (u === null) return approximate(l ?? "0");
  return l === null ? approximate(u) : (approximate(l) + approximate(u)) / 2;
}

function surfaceOf({ name, value }, output, plane, range) {
  const surface = onPlane(value, output, plane);
  const axes = [`input ${plane.i}`, `input ${plane.j}`];
  const map = new HeatMap({ range, label: `${name} over inputs ${plane.i} and ${plane.j}`, axes });
  map.paint(surface.at);
  const weighted = surface.parts.filter(({ a }) => a !== 0).slice(0, MOST_CURVES);
  map.draw(weighted.map(({ p, q, r }) => ({ p, q, r, name: "edge", title: "" })));
  return element("div", { class: "side" }, element("h3", {}, line(`$${name}$`)), map.node);
}

class NetworksView {
  constructor(members, witness, bounded) {
    Object.assign(this, { members, witness, bounded });
    this.shape = members[0].network;
    this.drawn = members.map(({ name, network }) => ({ name, value: floats(network, network) }));
    this.point = witness?.x.map(approximate) ?? null;
    const origin = this.point ?? bounded?.domain.map(middleOf) ?? null;
    const changed = () => this.draw();
    this.controls = new LookControls(this.shape, this.drawn[0].value, origin, changed, bounded?.domain);
    if (witness) this.controls.output.value = String(witness.output);
    this.place = element("div", {});
    this.draw();
    this.node = element("div", {}, this.controls.node, this.place);
  }

  draw() {
    const look = this.controls.look();
    const { output, plane, from, to } = look;
    const nodes = plane
      ? this.drawn.map((member) => surfaceOf(member, output, plane, [from, to]))
      : this.curvesOf(look);
    this.place.replaceChildren(...nodes);
  }

  // A mark where the witness is, if it is on the line that is drawn.
  marksOf(axis) {
    if (!this.witness) return [];
    const markAt = (at) => [{ at, name: "witness", title: "the witness" }];
    if (this.shape.inputs === 1) return markAt(this.point[0]);
    return axis.startsWith("input") ? markAt(this.point[Number(axis.slice(6))]) : [];
  }

  curvesOf(look) {
    const { output, line: along, from, to, axis } = look;
    const samples = samplesOf(from, to, STEPS);
    const curves = this.drawn.map(({ name, value }, k) => {
      return { values: values(value, output, along, samples), name: `function f${k}`, title: name };
    });
    const names = this.drawn.map(({ name }) => name);
    const range = extent(...curves.map((curve) => curve.values));
    const label = `${names.join(" and ")} along ${axis}, from ${from} to ${to}`;
    const both = new Plot({ samples, range, height: 260, axis, label });
    const marks = this.marksOf(axis);
    both.draw(curves, marks);
    const legend = element(
      "ul",
      { class: "legend" },
      names.map((name, k) => key(`f${k}`, line(`$${name}$`))),
      marks.length ? key("witness", "the witness's point") : null,
    );
    const isCompared = this.drawn.length === 2 && (this.witness || this.bounded);
    return [legend, both.node, ...(isCompared ? this.differenceNodes(look, samples, curves, marks) : [])];
  }

  differenceNodes(look, samples, curves, marks) {
    const { line: along, axis } = look;
    const floating = curves[0].values.map((v, k) => v - curves[1].values[k]);
    const bound = this.bounded && this.boundAlong(along, samples);
    const size = bound && (Math.max(bound.lower, bound.upper ?? 0) || 1);
    const exact = bound && exactDifference(this.members, look.output, along, samples, size);
    const gap = exact ?? floating;
    const most = bound && (bound.upper ?? bound.lower);
    const range = extent(gap, [0], bound ? [-most, most] : []);
    const label = `The difference along ${axis}`;
    const picture = new Plot({ samples, range, height: bound ? 240 : 170, axis, label });
    const curve = { values: gap, name: "function gap", title: "difference" };
    picture.draw([...(bound?.levels ?? []), curve], marks, bound?.bands);
    const [left, right] = this.drawn;
    const title = element("h3", {}, line(`The difference $${left.name} − ${right.name}$`));
    return [title, ...(bound ? [bound.legend] : []), picture.node];
  }

  // What the bound says along a line: { lower, upper, levels, bands, legend }.
  boundAlong(along, samples) {
    const lower = approximate(this.bounded.lower);
    const upper = this.bounded.upper === null ? null : approximate(this.bounded.upper);
    const inside = insideOf(this.bounded.domain, along, samples);
    const bands = [];
    if (inside && upper !== null) {
      bands.push({
        from: inside[0],
        to: inside[1],
        low: -upper,
        high: upper,
        name: "band",
        title: "at most",
      });
    }
    const level = (v) => {
      return { values: new Float64Array(samples.length).fill(v), name: "level", title: "at least" };
    };
    const levels = lower > 0 ? [level(lower), level(-lower)] : [];
    const stays = "on the domain, in every output, it stays in this band";
    const reaches = "somewhere on the domain, in some output, it reaches one of these lines, or goes beyond";
    const legend = element(
      "ul",
      { class: "legend" },
      bands.length ? key("band", stays) : null,
      levels.length ? key("level", reaches) : null,
    );
    return { lower, upper, levels, bands, legend };
  }
}

// `members` are one or two of { name, network }; `witness` is { x, output } or null; `bounded` is { domain,
// lower, upper } of their difference, or null.
export function networksView(members, witness, bounded = null) {
  if (members.some(({ network }) => !network.units)) {
    return element("p", {}, "These networks are too large to be drawn here.");
  }
  if (members[0].network.inputs === 0) {
    return element("p", {}, "The networks have no input: their functions are constants.");
  }
  return new NetworksView(members, witness, bounded).node;
}
