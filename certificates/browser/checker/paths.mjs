// Paths and their segments: the kinds "path valid", "path broken" and "connected" (sections 6 to 8 of the
// format). That rules S1 to S3 decide a segment is Theorem 3.

import { MOST_SEGMENTS, MOST_UNITS } from "./text.mjs";
import { half, fraction, plus, times, compare, isNegative, readRational, KTotal } from "./numbers.mjs";
import {
  readShape,
  readUnits,
  readBiases,
  readRationals,
  oriented,
  isZeroVector,
  sameTexts,
  sameSums,
  WeightTotals,
} from "./network.mjs";
import { readPoint } from "./kinds.mjs";
import { checkWitness } from "./enclosure.mjs";

const KEPT = 2000000; // units in all vertices, up to which all vertices are kept for showing

// Gathers, over the units of a segment from u to v, the sums that S1, S2 and S3 speak of.
class SegmentSums {
  constructor({ outputs, activation }) {
    this.outputs = outputs;
    this.isLogistic = activation === "logistic";
    this.starts = new WeightTotals(outputs); // weights at u; of units that stay, less those at v
    this.ends = new WeightTotals(outputs); // weights at v of units that move
    this.groups = new Map(); // key: { moves, first: the index of the first unit }
    this.constants = Array.from({ length: outputs }, () => new KTotal()); // at u less those at v, by output
  }

  addBiases(u, v) {
    u.d.forEach((sum, o) => {
      if (sum.text === v.d[o].text) return;
      this.constants[o].addSum(sum, 1);
      this.constants[o].addSum(v.d[o], -1);
    });
  }

  // Unit i, which is p at u and q at v.
  addUnit(i, p, q) {
    const moves = p.c !== q.c || !sameTexts(p.b, q.b);
    const sameWeights = sameTexts(p.a, q.a);
    if (moves ? isZeroVector(p.a) && isZeroVector(q.a) : sameWeights) return;
    if (this.isLogistic && !sameWeights) this.addHalves(p, q);
    if (!moves && isZeroVector(p.b)) this.addConstant(p, q);
    else this.addToGroup(i, p, q, moves);
  }

  addToGroup(i, p, q, moves) {
    const { key, sign } = oriented([...p.b, p.c, ...q.b, q.c]);
    const group = `${moves ? "moves" : "stays"} ${key}`;
    if (!this.groups.has(group)) this.groups.set(group, { moves, first: i });
    this.starts.add(group, p.a, sign);
    if (moves) this.ends.add(group, q.a, sign);
    else this.starts.add(group, q.a, -sign);
  }

  // M1: half of each a joins d.
  addHalves(p, q) {
    for (let o = 0; o < this.outputs; ++o) {
      this.constants[o].add("", times(fraction(p.a[o]), [1n, 2n]), 1);
      this.constants[o].add("", times(fraction(q.a[o]), [1n, 2n]), -1);
    }
  }

  // A unit that stays with b = 0.
  addConstant(p, q) {
    const c = this.isLogistic ? half(p.c) : p.c;
    const factor = [1n, this.isLogistic ? 2n : 1n];
    for (let o = 0; o < this.outputs; ++o) {
      this.constants[o].addTanh(times(fraction(p.a[o]), factor), c, 1);
      this.constants[o].addTanh(times(fraction(q.a[o]), factor), c, -1);
    }
  }

  // The first group whose weights break S1 or S2, as { rule, unit, output, message }; or null.
  brokenGroup() {
    for (const [group, { moves, first }] of this.groups) {
      const outputs = [this.starts.firstOutput(group)];
      if (moves) outputs.push(this.ends.firstOutput(group));
      const broken = outputs.filter((o) => o >= 0);
      if (!broken.length) continue;
      const output = Math.min(...broken);
      const what = moves
        ? "units that move together to have weights that add up to 0 at both vertices"
        : "units that stay together to have the same sum of weights at both vertices";
      const message = `expected ${what}, found other sums in output ${output}`;
      return { rule: moves ? "S1" : "S2", unit: first, output, message };
    }
    return null;
  }

  // The first output whose constants break S3, likewise.
  brokenConstants() {
    const output = this.constants.findIndex((total) => !total.isZero());
    if (output < 0) return null;
    const what = `d plus the contributions of the units that stay with b = 0 to be in output ${output}`;
    const message = `expected ${what} as at the vertex before, found another element of K`;
    return { rule: "S3", unit: null, output, message };
  }
}

// S1, S2 and S3: the unit of u and v whose rule does not hold and why, { rule, unit, output, message }; or
// null. `units` are the indices of the units to look at; each unit that is left out has the same numbers at
// both ends.
export function brokenRule(reader, shape, u, v, units) {
  const sums = new SegmentSums(shape);
  sums.addBiases(u, v);
  for (const i of units) sums.addUnit(i, u.units[i], v.units[i]);
  const fault = sums.brokenGroup() ?? sums.brokenConstants();
  if (!fault) for (const rule of ["S1", "S2", "S3"]) reader.held(rule);
  return fault;
}

// The numbers of a unit that change: { a, b, c }, null for each that does not.
function readChange(reader, shape) {
  const change = {};
  reader.key("a");
  change.a = reader.isNull() ? null : readRationals(reader, shape.outputs);
  reader.key("b");
  change.b = reader.isNull() ? null : readRationals(reader, shape.inputs);
  reader.key("c");
  change.c = reader.isNull() ? null : readRational(reader);
  reader.closeObject();
  return change;
}

// P2: { units, changed }, the units of the next vertex and the indices of those that change.
function readChanges(reader, shape, before) {
  const units = before.units.slice();
  const changed = [];
  let last = -1;
  reader.openList();
  while (reader.more()) {
    reader.openObject();
    const place = reader.place();
    reader.key("unit");
    const i = reader.integer(MOST_UNITS);
    if (i >= units.length) reader.refuse("P2", `expected a unit below ${units.length}, found ${i}`);
    if (i <= last) {
      reader.refuse("P2", `expected a unit beyond that of the change before, ${last}, found ${i}`);
    }
    last = i;
    const old = units[i];
    const change = readChange(reader, shape);
    if (change.a === null && change.b === null && change.c === null) {
      reader.refuse("P2", "expected an a, b or c that is not null, found none", place);
    }
    const demandOther = (name, same) => {
      if (change[name] === null || !same(change[name], old[name])) return;
      const message = `expected null or another ${name} than at the vertex before, found the same`;
      reader.refuse("P2", message, `${place}.${name}`);
    };
    demandOther("a", sameTexts);
    demandOther("b", sameTexts);
    demandOther("c", (left, right) => left === right);
    units[i] = { a: change.a ?? old.a, b: change.b ?? old.b, c: change.c ?? old.c };
    changed.push(i);
    reader.held("P2");
  }
  return { units, changed };
}

// P1: the next vertex, { units, d }, and the indices of its units that may differ from those of the vertex
// `before`.
function readVertex(reader, shape, before) {
  reader.openObject();
  const isByChanges = reader.key("units", "changes") === "changes";
  const place = reader.place();
  if (isByChanges && !before) reader.refuse("P1", 'expected vertex 0 with "units", found it with "changes"');
  const { units, changed } = isByChanges
    ? readChanges(reader, shape, before)
    : { units: readUnits(reader, shape), changed: null };
  if (before && units.length !== before.units.length) {
    const width = before.units.length;
    reader.refuse("P1", `expected ${width} units as at vertex 0, found ${units.length}`, place);
  }
  reader.key("d");
  let d = isByChanges && reader.isNull() ? before.d : null;
  if (!d) {
    d = readBiases(reader, shape);
    if (isByChanges && sameSums(d, before.d)) {
      reader.refuse("P2", "expected null or another d than at the vertex before, found the same");
    }
  }
  reader.closeObject();
  reader.held("P1");
  return { vertex: { units, d }, changed: changed ?? units.keys() };
}

// Reads a path. `onBroken(k, fault)` is told of each segment that breaks a rule, in order.
// { ...shape, count: of vertices, first, last, vertices: all of them, or null if they are many }
export function readPath(reader, onBroken) {
  reader.openObject();
  const path = { ...readShape(reader), count: 0, first: null, last: null, vertices: [] };
  reader.key("vertices");
  reader.openList();
  while (reader.more()) {
    const before = path.last;
    const place = reader.place();
    const { vertex, changed } = readVertex(reader, path, before);
    if (before) {
      const fault = brokenRule(reader, path, before, vertex, changed);
      if (fault) onBroken(path.count - 1, { ...fault, place, u: before, v: vertex });
    }
    path.first ??= vertex;
    path.last = vertex;
    ++path.count;
    if (path.vertices) path.vertices.push(vertex);
    if (path.vertices && path.count * (vertex.units.length + 1) > KEPT) path.vertices = null;
  }
  if (path.count === 0) reader.refuse("P1", "expected a vertex, found none", "$.claim.path.vertices");
  reader.closeObject();
  return path;
}

// A path all of whose segments hold.
export function readValidPath(reader) {
  reader.key("path");
  return readPath(reader, (k, fault) => {
    const unit = fault.unit === null ? "" : `, unit ${fault.unit}`;
    reader.refuse(fault.rule, fault.message, `${fault.place}, segment ${k}${unit}`);
  });
}

function readNoEvidence(reader) {
  reader.key("evidence");
  reader.openObject();
  reader.closeObject();
}

export function checkPathValid(reader) {
  reader.key("claim");
  reader.openObject();
  const path = readValidPath(reader);
  reader.closeObject();
  readNoEvidence(reader);
  return { path };
}

export function checkConnected(reader) {
  reader.key("claim");
  reader.openObject();
  const path = readValidPath(reader);
  reader.key("segments");
  const segments = reader.integer(MOST_SEGMENTS);
  if (segments !== path.count - 1) {
    reader.refuse("K1", `expected the number of vertices less one, ${path.count - 1}, found another`);
  }
  reader.held("K1");
  reader.closeObject();
  readNoEvidence(reader);
  return { path, segments };
}

// The function at w(t) = (1 - t) u + t v, output o, for enclosures. The numbers are mixed before they are
// mapped to tanh, which comes to the same.
function functionBetween(shape, u, v, t, o) {
  const s = plus([1n, 1n], [-t[0], t[1]]);
  const mix = (p, q) => plus(times(s, fraction(p)), times(t, fraction(q)));
  const isLogistic = shape.activation === "logistic";
  const halved = ([n, d]) => (isLogistic ? [n, 2n * d] : [n, d]);
  const units = [];
  const bias = [];
  const addBias = (sum, share) => {
    bias.push([times(share, fraction(sum.rational)), null]);
    for (const { coefficient, argument } of sum.terms) {
      bias.push([times(share, fraction(coefficient)), fraction(argument)]);
    }
  };
  addBias(u.d[o], s);
  addBias(v.d[o], t);
  u.units.forEach((p, i) => {
    const q = v.units[i];
    const a = halved(mix(p.a[o], q.a[o]));
    if (a[0] === 0n) return;
    units.push({ a, b: p.b.map((text, k) => halved(mix(text, q.b[k]))), c: halved(mix(p.c, q.c)) });
    if (isLogistic) bias.push([a, null]);
  });
  return { units, bias };
}

// B1: the list of broken segments is `broken`.
function readBroken(reader, broken) {
  const expected = (k) => `${broken[k]}, the next segment that is broken`;
  let next = 0;
  reader.openList();
  while (reader.more()) {
    const k = reader.integer(MOST_SEGMENTS);
    if (k !== broken[next]) {
      const what = next < broken.length ? expected(next) : "no further segment";
      reader.refuse("B1", `expected ${what}, found ${k}`);
    }
    ++next;
  }
  if (next < broken.length || next === 0) {
    const what = broken.length ? expected(next) : "a segment that is broken";
    reader.refuse("B1", `expected ${what}, found none`, "$.claim.broken");
  }
  reader.held("B1");
}

// B2 and N4: a witness in segment k, which is that of `fault`.
function readWitness(reader, path, k, { u, v }) {
  reader.openObject();
  reader.key("segment");
  const segment = reader.integer(MOST_SEGMENTS);
  if (segment !== k) {
    reader.refuse("B2", `expected the first segment that is broken, ${k}, found another`);
  }
  reader.key("t");
  const t = readRational(reader);
  if (t.length > 100 || isNegative(t) || compare(t, "1") > 0) {
    const shown = JSON.stringify(t.slice(0, 100));
    reader.refuse("B2", `expected 0 <= t <= 1 of at most 100 characters, found ${shown}`);
  }
  const { x, output, difference } = readPoint(reader, path, "B2");
  reader.closeObject();
  reader.held("B2");
  const here = functionBetween(path, u, v, fraction(t), output);
  const there = functionBetween(path, u, u, [0n, 1n], output);
  const bits = checkWitness(reader, here, there, x.map(fraction), difference);
  return { segment, t, x, output, difference, bits };
}

export function checkPathBroken(reader) {
  reader.key("claim");
  reader.openObject();
  reader.key("path");
  const broken = [];
  let fault = null; // of the first
  const path = readPath(reader, (k, found) => {
    broken.push(k);
    fault ??= found;
  });
  reader.key("broken");
  readBroken(reader, broken);
  reader.closeObject();

  reader.key("evidence");
  reader.openObject();
  reader.key("witness");
  const witness = reader.isNull() ? null : readWitness(reader, path, broken[0], fault);
  reader.closeObject();
  return { path, broken, witness };
}
