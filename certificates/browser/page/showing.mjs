// What the page draws, from a claim that has been checked: the roles of units exactly, functions with floats.

import { approximate, compare } from "../checker/numbers.mjs";
import { isZeroVector, orientedPair, WeightTotals } from "../checker/network.mjs";

const MOST_PORTS_DRAWN = 1000; // inputs or outputs
const MOST_NUMBERS_DRAWN = 200000;
const MOST_UNITS_DRAWN = 2000; // of a network
const MOST_PATH_NUMBERS = 400000;
const MOST_PATH_UNITS = 20000; // of all vertices of a path

export const STEPS = 240; // of a curve
export const MOST_CURVES = 60;

function isDrawn({ inputs, outputs }, units, mostUnits, mostNumbers) {
  return (
    inputs <= MOST_PORTS_DRAWN &&
    outputs <= MOST_PORTS_DRAWN &&
    units <= mostUnits &&
    units * (inputs + outputs + 1) <= mostNumbers
  );
}

function networkForShowing(network) {
  const { activation, inputs, outputs, units, d } = network;
  const shown = { activation, inputs, outputs, width: units.length };
  const drawn = isDrawn(network, units.length, MOST_UNITS_DRAWN, MOST_NUMBERS_DRAWN);
  return drawn ? { ...shown, units, d } : { ...shown, units: null, d: null };
}

// { path, roles }, or only the first.
function pathForShowing({ activation, inputs, outputs, count, first, vertices }) {
  const shape = { activation, inputs, outputs };
  const width = first.units.length;
  const units = count * Math.max(1, width);
  const drawn = vertices && isDrawn(shape, units, MOST_PATH_UNITS, MOST_PATH_NUMBERS);
  const path = { ...shape, count, width, vertices: drawn ? vertices : null };
  return drawn ? { path, roles: rolesOf(shape, vertices) } : { path };
}

// The two parameters that a claim is about, as networks; null if it is about none.
function membersOf(kind, { network, pair, a, b }) {
  if (kind === "diameter") return pair.map((member) => ({ ...network, ...member }));
  return kind === "not connected" ? [a, b] : null;
}

// The claim, without what is too much to hand over and to draw (networks without units, paths without
// vertices), and with the roles of units.
export function forShowing(kind, claim) {
  if (!claim) return null;
  const shown = { ...claim };
  for (const name of ["network", "canonical", "near", "a", "b"]) {
    if (claim[name]) shown[name] = networkForShowing(claim[name]);
  }
  const members = membersOf(kind, claim);
  if (members) {
    shown.members = members.map(networkForShowing);
    if (shown.members.every(({ units }) => units)) shown.roles = rolesOf(members[0], members);
  }
  if (claim.path) Object.assign(shown, pathForShowing(claim.path));
  return shown;
}

// A network or vertex as floats: { h, n, m, logistic, a (h x m), b (h x n), c, d }.
export function floats(shape, { units, d }) {
  const n = shape.inputs;
  const m = shape.outputs;
  const value = {
    h: units.length,
    n,
    m,
    logistic: shape.activation === "logistic",
    a: new Float64Array(units.length * m),
    b: new Float64Array(units.length * n),
    c: new Float64Array(units.length),
    d: new Float64Array(m),
  };
  units.forEach((unit, i) => {
    unit.a.forEach((text, o) => {
      value.a[i * m + o] = approximate(text);
    });
    unit.b.forEach((text, k) => {
      value.b[i * n + k] = approximate(text);
    });
    value.c[i] = approximate(unit.c);
  });
  d.forEach((sum, o) => {
    value.d[o] = sum.terms.reduce(
      (total, { coefficient, argument }) =>
        total + approximate(coefficient) * Math.tanh(approximate(argument)),
      approximate(sum.rational),
    );
  });
  return value;
}

// The point (1 - t) u + t v.
export function between(u, v, t) {
  const mix = (p, q) => p.map((entry, k) => (1 - t) * entry + t * q[k]);
  return { ...u, a: mix(u.a, v.a), b: mix(u.b, v.b), c: mix(u.c, v.c), d: mix(u.d, v.d) };
}

const activationOf = ({ logistic }) => (logistic ? (z) => 1 / (1 + Math.exp(-z)) : Math.tanh);

// The argument of unit i on a line, as a function of s: slope s + start.
function argumentOf(value, i, line) {
  let slope = 0;
  let start = value.c[i];
  for (let k = 0; k < value.n; ++k) {
    slope += value.b[i * value.n + k] * line.direction[k];
    start += value.b[i * value.n + k] * line.origin[k];
  }
  return { slope, start };
}

// The contribution of unit i to output o along the line x = origin + s direction, at each s.
export function contribution(value, i, o, line, samples) {
  const a = value.a[i * value.m + o];
  if (a === 0) return new Float64Array(samples.length);
  const { slope, start } = argumentOf(value, i, line);
  const activation = activationOf(value);
  return Float64Array.from(samples, (s) => a * activation(slope * s + start));
}

export function values(value, o, line, samples) {
  const total = new Float64Array(samples.length).fill(value.d[o]);
  for (let i = 0; i < value.h; ++i) {
    if (value.a[i * value.m + o] === 0) continue;
    contribution(value, i, o, line, samples).forEach((part, k) => {
      total[k] += part;
    });
  }
  return total;
}

export const samplesOf = (from, to, steps) =>
  Float64Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);

// The value of a network at the points of a plane, as a function of two inputs: { parts, at(s, t) }. A part
// is a unit there, a act(p s + q t + r).
export function onPlane(value, output, { i, j, at }) {
  const parts = Array.from({ length: value.h }, (_, k) => {
    let r = value.c[k];
    for (let l = 0; l < value.n; ++l) if (l !== i && l !== j) r += value.b[k * value.n + l] * at[l];
    const [p, q] = [value.b[k * value.n + i], value.b[k * value.n + j]];
    return { a: value.a[k * value.m + output], p, q, r };
  });
  const activation = activationOf(value);
  const weighted = parts.filter(({ a }) => a !== 0);
  const add =
    (s, t) =>
    (sum, { a, p, q, r }) =>
      sum + a * activation(p * s + q * t + r);
  return { parts, at: (s, t) => weighted.reduce(add(s, t), value.d[output]) };
}

// An interval of the line in which most units bend.
export function usualRange(value, line, widest) {
  const ends = [];
  for (let i = 0; i < value.h; ++i) {
    const { slope, start } = argumentOf(value, i, line);
    let weight = 0;
    for (let o = 0; o < value.m; ++o) weight += Math.abs(value.a[i * value.m + o]);
    if (weight && slope) {
      ends.push((-start - 2.5 * Math.sign(slope)) / slope, (-start + 2.5 * Math.sign(slope)) / slope);
    }
  }
  ends.sort((p, q) => p - q);
  const from = ends[Math.floor(ends.length * 0.1)] ?? -3;
  const to = ends[Math.ceil(ends.length * 0.9) - 1] ?? 3;
  const middle = Math.max(-widest, Math.min(widest, (from + to) / 2));
  const half = Math.max(1e-3, Math.min(widest, (to - from) / 2)) * 1.15;
  const unit = 10 ** Math.floor(Math.log10(half)) / 2;
  return [Math.floor((middle - half) / unit) * unit, Math.ceil((middle + half) / unit) * unit];
}

// ---- Roles

// The oriented pairs of the units of a vertex with their sums: which of them are essential.
function groupsOf(shape, vertex) {
  const totals = new WeightTotals(shape.outputs);
  const pairs = vertex.units.map(orientedPair);
  pairs.forEach((pair, i) => {
    if (pair) totals.add(pair.key, vertex.units[i].a, pair.sign);
  });
  const essential = new Set([...totals.groups.keys()].filter((key) => totals.firstOutput(key) >= 0));
  return { pairs, essential };
}

function comparePairs(left, right) {
  const p = left.split(" ");
  const q = right.split(" ");
  const k = p.findIndex((text, j) => text !== q[j]);
  return k < 0 ? 0 : compare(p[k], q[k]);
}

// The roles of the units at each vertex: { roles, groups }, with roles[vertex][unit] as { name, group, sign
// }, and the number of essential groups. Essential groups are numbered as in the canonical form of vertex 0;
// those that only later vertices have (on a broken path) follow.
function rolesOf(shape, vertices) {
  const numbers = new Map();
  const roles = vertices.map((vertex) => {
    const { pairs, essential } = groupsOf(shape, vertex);
    for (const key of [...essential].filter((k) => !numbers.has(k)).sort(comparePairs)) {
      numbers.set(key, numbers.size);
    }
    return vertex.units.map((unit, i) => {
      const pair = pairs[i];
      const group = pair && essential.has(pair.key) ? numbers.get(pair.key) : null;
      if (isZeroVector(unit.a)) return { name: "blank", group, sign: pair?.sign ?? 1 };
      if (!pair) return { name: "constant", group: null, sign: 1 };
      return group === null
        ? { name: "zero-sum", group, sign: pair.sign }
        : { name: "essential", group, sign: pair.sign };
    });
  });
  return { roles, groups: numbers.size };
}
