// A path: a slider along it, the timetable, the units where the slider is, and plots of what moves.

import { approximate } from "../../checker/numbers.mjs";
import { element } from "../dom.mjs";
import { between, floats, MOST_CURVES } from "../showing.mjs";
import { Motion } from "./motion.mjs";
import { MOST_ROWS, Timetable } from "./timetable.mjs";
import { Transport } from "./transport.mjs";
import { UnitsTable } from "./units.mjs";

// The largest weights on the path, by unit and output, of the units that are drawn.
function largestWeights(atVertex) {
  const { h, m } = atVertex[0];
  const largest = (i, o) => atVertex.reduce((most, { a }) => Math.max(most, Math.abs(a[i * m + o])), 1e-300);
  const outputs = Array.from({ length: m }, (_, o) => o);
  const units = Math.min(h, Math.max(MOST_ROWS, MOST_CURVES));
  return Array.from({ length: units }, (_, i) => outputs.map((o) => largest(i, o)));
}

class PathView {
  constructor(path, { roles, groups }, broken, witness) {
    const { vertices } = path;
    const brokenSet = new Set(broken);
    this.roles = roles;
    this.atVertex = vertices.map((vertex) => floats(path, vertex));
    const scales = largestWeights(this.atVertex);
    const width = this.atVertex[0].h;
    this.transport = new Transport(vertices, brokenSet, () => {
      this.table.mark(this.transport.position);
      this.draw();
    });
    const columns = vertices.map((_, k) => String(k));
    const go = (k) => this.transport.go(k);
    this.table = new Timetable({ vertices, roles, groups, columns, joined: true, broken: brokenSet, go });
    this.units = new UnitsTable(path, width, scales);
    const isDrawn = path.inputs > 0 && width > 0;
    const draw = () => this.draw();
    this.motion = isDrawn ? new Motion(path, this.atVertex, broken, scales, witness, draw) : null;
    this.transport.go(witness ? witness.segment + approximate(witness.t) : 0);
    this.node = this.layOut();
  }

  // The point of the path that we are at: { value, roles }.
  now() {
    const { atVertex, roles } = this;
    if (this.transport.segments === 0) return { value: atVertex[0], roles: roles[0] };
    const { segment, t } = this.transport.here();
    const nearest = t < 0.5 ? segment : segment + 1;
    return { value: between(atVertex[segment], atVertex[segment + 1], t), roles: roles[nearest] };
  }

  draw() {
    const now = this.now();
    this.motion?.draw(now);
    this.units.draw(now, this.motion?.output ?? 0);
  }

  layOut() {
    return element(
      "div",
      {},
      this.transport.node,
      element(
        "div",
        { class: "sides" },
        element("section", {}, element("h3", {}, "Timetable"), this.table.node),
        element("section", { class: "now-units" }, element("h3", {}, "The units here"), this.units.node),
      ),
      this.motion ? [this.motion.controls.node, this.motion.node] : element("div", { class: "plots" }),
    );
  }
}

export function pathView({ path, roles, broken = [], witness = null }) {
  if (!path.vertices) return element("p", {}, "This path is too large to be drawn here.");
  return new PathView(path, roles, broken, witness).node;
}
