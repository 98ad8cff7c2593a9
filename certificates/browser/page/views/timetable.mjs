// The timetable: a table of units and vertices, with the role of each unit at each vertex.

import { element } from "../dom.mjs";
import { roleClass, roleMark, roleText } from "./roles.mjs";

export const MOST_ROWS = 100;
export const MOST_COLUMNS = 60;

const hidden = (text) => element("span", { class: "hidden" }, text);
const decoration = (name, text = "") => element("span", { class: name, "aria-hidden": "true" }, text);

function legend(groups) {
  const chip = (name, group = null) => {
    const role = { name, group, sign: 1 };
    return decoration(`chip ${roleClass(role)}`, roleMark(role));
  };
  const item = (...children) => element("li", {}, ...children);
  const essential = Array.from({ length: Math.min(groups, 8) }, (_, k) => chip("essential", k));
  const further = groups > 8 ? `… ${groups - 1} ` : "";
  return element(
    "ul",
    { class: "legend" },
    groups ? item(essential, further, "carries this essential group; −: with its signs turned") : null,
    item(chip("blank"), "blank: a = 0; (k): at the pair of group k"),
    item(chip("zero-sum"), "zero-sum: weights at one pair that add up to 0"),
    item(chip("constant"), "constant: b = 0"),
    item(decoration("link moves"), "moves to another pair (b, c)"),
    item(decoration("link shifts", "±"), "stays, its weight changes"),
  );
}

// What a unit does in a segment, in which it is first p and then q.
function segmentCell(i, v, p, q) {
  const moves = p.c !== q.c || p.b.some((text, k) => text !== q.b[k]);
  const shifts = !moves && p.a.some((text, k) => text !== q.a[k]);
  const says = moves ? "moves" : shifts ? "weight changes" : "stays";
  const kind = moves ? "moves" : shifts ? "shifts" : "stays";
  return element(
    "td",
    { class: "segment", title: `unit ${i}, segment ${v}: ${says}` },
    decoration(`link ${kind}`, shifts ? "±" : ""),
    hidden(says),
  );
}

function segmentHead(v, isBroken) {
  return element(
    "th",
    { scope: "col", class: isBroken ? "segment broken" : "segment" },
    hidden(`segment ${v}${isBroken ? ", broken" : ""}`),
    isBroken ? decoration(null, "✗") : "",
  );
}

function vertexCell(i, name, role) {
  return element(
    "td",
    { title: `unit ${i}, vertex ${name}: ${roleText(role)}` },
    decoration(`chip ${roleClass(role)}`, roleMark(role)),
    hidden(roleText(role)),
  );
}

export class Timetable {
  // `columns` are the names of the vertices; `joined` says whether there are segments between them, `broken`
  // is the set of those that are broken. `go(k)` goes to vertex k; null if there is nowhere to go.
  constructor({ vertices, roles, groups, columns, joined, broken, go }) {
    Object.assign(this, { vertices, roles, columns, joined, broken, go });
    this.rows = Math.min(vertices[0].units.length, MOST_ROWS);
    this.width = Math.min(vertices.length, MOST_COLUMNS);
    // Nodes by column, vertices and segments in turns, for the mark of where the slider is.
    this.cells = Array.from({ length: 2 * this.width }, () => []);
    const head = this.headRow();
    const body = Array.from({ length: this.rows }, (_, i) => this.unitRow(i));
    const table = element(
      "table",
      { class: "timetable" },
      element(
        "caption",
        { class: "hidden" },
        "Units down, vertices across: the role of each unit at each vertex",
      ),
      element("thead", {}, head),
      element("tbody", {}, body),
    );
    const region = { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timetable" };
    this.node = element("div", {}, element("div", region, table), legend(groups), this.leftOut());
  }

  // A row that begins with `first`, and has vertex(v) for each vertex and segment(v) for each segment.
  row(first, vertex, segment) {
    const row = element("tr", {}, first);
    const put = (column, node) => {
      this.cells[column].push(node);
      row.append(node);
    };
    for (let v = 0; v < this.width; ++v) {
      put(2 * v, vertex(v));
      if (this.joined && v + 1 < this.width) put(2 * v + 1, segment(v));
    }
    return row;
  }

  headRow() {
    const vertex = (v) => this.vertexHead(v);
    const segment = (v) => segmentHead(v, this.broken.has(v));
    return this.row(element("th", { scope: "col" }, "unit"), vertex, segment);
  }

  vertexHead(v) {
    const name = this.columns[v];
    const click = () => this.go(v);
    const button = { type: "button", click, "aria-label": `go to vertex ${name}` };
    return element("th", { scope: "col" }, this.go ? element("button", button, name) : name);
  }

  unitRow(i) {
    const vertex = (v) => vertexCell(i, this.columns[v], this.roles[v][i]);
    const segment = (v) => segmentCell(i, v, this.vertices[v].units[i], this.vertices[v + 1].units[i]);
    return this.row(element("th", { scope: "row" }, String(i)), vertex, segment);
  }

  leftOut() {
    const units = this.vertices[0].units.length;
    const vertices = this.vertices.length;
    const parts = [];
    if (units > this.rows) parts.push(`units ${this.rows} to ${units - 1}`);
    if (vertices > this.width) parts.push(`vertices ${this.width} to ${vertices - 1}`);
    return parts.length ? element("p", { class: "note" }, `Not drawn: ${parts.join(", ")}.`) : null;
  }

  // Marks the vertex or the segment that is at this position of the path.
  mark(position) {
    const nearest = Math.round(position);
    const isVertex = Math.abs(position - nearest) < 1e-6;
    const now = isVertex ? 2 * nearest : 2 * Math.floor(position) + 1;
    this.cells.forEach((column, k) => {
      for (const cell of column) cell.classList.toggle("now", k === now);
    });
  }
}
