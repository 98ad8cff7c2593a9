// Paths and their segments: the kinds "path valid", "path broken" and "connected" (sections 6 to 8 of the format).

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

// The unit of u and v whose rule does not hold and why, { rule, unit, output, message }; or null. `units`: the indices to look at; each unit that
// is left out has the same numbers at both ends. S1, S2 and S3.
export function brokenRule(reader, shape, u, v, units) {
  const weights = new WeightTotals(shape.outputs);
  const first = new Map();
  const logistic = shape.activation === "logistic";
  const constants = Array.from({ length: shape.outputs }, () => new KTotal());
  u.d.forEach((sum, o) => {
    if (sum.text === v.d[o].text) return;
    constants[o].addSum(sum, 1);
    constants[o].addSum(v.d[o], -1);
  });
  for (const i of units) {
    const p = u.units[i];
    const q = v.units[i];
    const moves = p.c !== q.c || !sameTexts(p.b, q.b);
    const sameWeights = sameTexts(p.a, q.a);
    if (moves ? isZeroVector(p.a) && isZeroVector(q.a) : sameWeights) continue;
    if (logistic && !sameWeights) {
      // M1: half of each a joins d.
      for (let o = 0; o < shape.outputs; ++o) {
        constants[o].add("", times(fraction(p.a[o]), [1n, 2n]), 1);
        constants[o].add("", times(fraction(q.a[o]), [1n, 2n]), -1);
      }
    }
    if (!moves && isZeroVector(p.b)) {
      const c = logistic ? half(p.c) : p.c;
      const factor = [1n, logistic ? 2n : 1n];
      for (let o = 0; o < shape.outputs; ++o) {
        constants[o].addTanh(times(fraction(p.a[o]), factor), c, 1);
        constants[o].addTanh(times(fraction(q.a[o]), factor), c, -1);
      }
      continue;
    }
    const { key, sign } = oriented([...p.b, p.c, ...q.b, q.c]);
    const group = (moves ? "m " : "s ") + key;
    if (!first.has(group)) first.set(group, i);
    if (moves) {
      weights.add(group, p.a, sign);
      weights.add("v" + group, q.a, sign);
    } else {
      weights.add(group, p.a, sign);
      weights.add(group, q.a, -sign);
    }
  }
  for (const [group, unit] of first) {
    const moves = group.startsWith("m");
    const at = [weights.firstOutput(group), moves ? weights.firstOutput("v" + group) : -1].filter(
      (o) => o >= 0,
    );
    if (at.length) {
      const rule = moves ? "S1" : "S2";
      const output = Math.min(...at);
      const what = moves
        ? "units that move together to have weights that add up to 0 at both vertices"
        : "units that stay together to have the same sum of weights at both vertices";
      return { rule, unit, output, message: `expected ${what}, found other sums in output ${output}` };
    }
  }
  for (let o = 0; o < shape.outputs; ++o) {
    if (!constants[o].isZero()) {
      const message = `expected d plus the contributions of the units that stay with b = 0 to be in output ${o} as at the vertex before, found another element of K`;
      return { rule: "S3", unit: null, output: o, message };
    }
  }
  for (const rule of ["S1", "S2", "S3"]) reader.held(rule);
  return null;
}

export const allUnits = (vertex) => vertex.units.keys();

function readChange(reader, shape, before) {
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

// P2: the units of the next vertex, and the indices of those that change.
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
    if (i <= last)
      reader.refuse("P2", `expected a unit beyond that of the change before, ${last}, found ${i}`);
    last = i;
    const old = units[i];
    const change = readChange(reader, shape);
    if (change.a === null && change.b === null && change.c === null) {
      reader.refuse("P2", "expected an a, b or c that is not null, found none", place);
    }
    for (const [name, same] of [
      ["a", sameTexts],
      ["b", sameTexts],
      ["c", (l, r) => l === r],
    ]) {
      if (change[name] !== null && same(change[name], old[name])) {
        reader.refuse(
          "P2",
          `expected null or another ${name} than at the vertex before, found the same`,
          `${place}.${name}`,
        );
      }
    }
    units[i] = { a: change.a ?? old.a, b: change.b ?? old.b, c: change.c ?? old.c };
    changed.push(i);
    reader.held("P2");
  }
  return { units, changed };
}

// Reads a path. `onBroken(k, fault)` is told of each segment that breaks a rule, in order.
// { ...shape, count: of vertices, first, last, vertices: all of them, or null if they are many }
export function readPath(reader, onBroken) {
  reader.openObject();
  const path = readShape(reader);
  reader.key("vertices");
  path.count = 0;
  path.first = path.last = null;
  path.vertices = [];
  reader.openList();
  while (reader.more()) {
    const before = path.last;
    const vertex = {};
    const place = reader.place();
    let changed;
    let byChanges;
    reader.openObject();
    byChanges = reader.key("units", "changes") === "changes";
    const here = reader.place();
    if (byChanges && !before) reader.refuse("P1", 'expected vertex 0 with "units", found it with "changes"');
    if (byChanges) {
      ({ units: vertex.units, changed } = readChanges(reader, path, before));
    } else {
      vertex.units = readUnits(reader, path);
      changed = allUnits(vertex);
    }
    if (before && vertex.units.length !== before.units.length) {
      reader.refuse(
        "P1",
        `expected ${before.units.length} units as at vertex 0, found ${vertex.units.length}`,
        here,
      );
    }
    reader.key("d");
    if (byChanges && reader.isNull()) {
      vertex.d = before.d;
    } else {
      vertex.d = readBiases(reader, path);
      if (byChanges && sameSums(vertex.d, before.d)) {
        reader.refuse("P2", "expected null or another d than at the vertex before, found the same");
      }
    }
    reader.closeObject();
    reader.held("P1");
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
  if (segments !== path.count - 1)
    reader.refuse("K1", `expected the number of vertices less one, ${path.count - 1}, found another`);
  reader.held("K1");
  reader.closeObject();
  readNoEvidence(reader);
  return { path, segments };
}

// The function at w(t) = (1 - t) u + t v, output o, for enclosures: mapped to tanh after the numbers have been mixed, which is the same.
function functionBetween(shape, u, v, t, o) {
  const s = plus([1n, 1n], [-t[0], t[1]]);
  const mix = (p, q) => plus(times(s, fraction(p)), times(t, fraction(q)));
  const logistic = shape.activation === "logistic";
  const halved = ([n, d]) => (logistic ? [n, 2n * d] : [n, d]);
  const units = [];
  const bias = [];
  for (const [vertex, share] of [
    [u, s],
    [v, t],
  ]) {
    const sum = vertex.d[o];
    bias.push([times(share, fraction(sum.rational)), null]);
    for (const { coefficient, argument } of sum.terms)
      bias.push([times(share, fraction(coefficient)), fraction(argument)]);
  }
  u.units.forEach((p, i) => {
    const q = v.units[i];
    const a = halved(mix(p.a[o], q.a[o]));
    if (a[0] === 0n) return;
    units.push({ a, b: p.b.map((text, k) => halved(mix(text, q.b[k]))), c: halved(mix(p.c, q.c)) });
    if (logistic) bias.push([a, null]);
  });
  return { units, bias };
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
  let next = 0;
  reader.openList();
  while (reader.more()) {
    const k = reader.integer(MOST_SEGMENTS);
    const expected =
      next < broken.length ? `${broken[next]}, the next segment that is broken` : "no further segment";
    if (k !== broken[next++]) reader.refuse("B1", `expected ${expected}, found ${k}`);
  }
  if (next < broken.length || next === 0) {
    const expected = broken.length
      ? `${broken[next]}, the next segment that is broken`
      : "a segment that is broken";
    reader.refuse("B1", `expected ${expected}, found none`, "$.claim.broken");
  }
  reader.held("B1");
  reader.closeObject();

  reader.key("evidence");
  reader.openObject();
  reader.key("witness");
  let witness = null;
  if (!reader.isNull()) {
    reader.openObject();
    reader.key("segment");
    const segment = reader.integer(MOST_SEGMENTS);
    if (segment !== broken[0])
      reader.refuse("B2", `expected the first segment that is broken, ${broken[0]}, found another`);
    reader.key("t");
    const t = readRational(reader);
    if (t.length > 100 || isNegative(t) || compare(t, "1") > 0) {
      reader.refuse(
        "B2",
        `expected 0 <= t <= 1 of at most 100 characters, found ${JSON.stringify(t.slice(0, 100))}`,
      );
    }
    witness = { segment, t, ...readPoint(reader, path, "B2") };
    reader.closeObject();
    reader.held("B2");
    const { u, v } = fault;
    const o = witness.output;
    Object.assign(
      witness,
      checkWitness(
        reader,
        functionBetween(path, u, v, fraction(t), o),
        functionBetween(path, u, u, [0n, 1n], o),
        witness.x.map(fraction),
        witness.difference,
      ),
    );
  }
  reader.closeObject();
  return { path, broken, witness };
}
