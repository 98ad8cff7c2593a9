// Lower bounds of lengths of paths, and the kinds that carry them: "distance" and "diameter" (sections 10 and
// 11 of the format). The arguments rest on Theorems 3, 5, 7 and 8.

import { MOST_SEGMENTS, MOST_UNITS } from "./text.mjs";
import { fraction, negated } from "./numbers.mjs";
import {
  readNetwork,
  readUnits,
  readBiases,
  oriented,
  orientedPair,
  isZeroVector,
  sameBias,
  sameTexts,
  tanhUnit,
  WeightTotals,
} from "./network.mjs";
import { sameParameters } from "./kinds.mjs";
import { brokenRule, readValidPath } from "./paths.mjs";
import { checkTable, readLayers } from "./table.mjs";

const LARGE_GROUP = 8;

// D4 to D6 gather units by oriented pair, those with b = 0 by |c|. Halving all numbers of a vertex changes no
// group, so M1 is left out. { key, sign }, where sign 0 stands for b = 0 and c = 0: there signs are free.
function wholePair({ b, c }) {
  return oriented([...b, c]) ?? { key: "0", sign: 0 };
}

// ---- D4: first moves

// Rows of integers, proportional to the a's of the units.
function integerRows(rows) {
  const outputs = rows.length ? rows[0].length : 0;
  const scaled = rows.map(() => []);
  for (let o = 0; o < outputs; ++o) {
    const column = rows.map((row) => fraction(row[o]));
    const common = column.reduce((product, [, d]) => (product % d === 0n ? product : product * d), 1n);
    column.forEach(([n, d], k) => scaled[k].push(n * (common / d)));
  }
  return scaled;
}

// Which of these rows are in some set that adds up to 0? Each row counts with its sign, or with either if
// signs are free.
function inZeroSets(rows, free) {
  const found = rows.map(() => false);
  const chosen = [];
  const signs = free ? [1n, -1n] : [1n];
  const extend = (k, sum) => {
    if (chosen.length && sum.every((entry) => entry === 0n)) for (const j of chosen) found[j] = true;
    for (let j = k; j < rows.length; ++j) {
      chosen.push(j);
      for (const sign of signs) {
        const next = sum.map((entry, o) => entry + sign * rows[j][o]);
        extend(j + 1, next);
      }
      chosen.pop();
    }
  };
  extend(0, rows.length ? rows[0].map(() => 0n) : []);
  return found;
}

// t(i), for one vertex. Its groups are looked at once.
class FirstMoves {
  constructor(vertex) {
    this.groups = new Map();
    vertex.units.forEach((unit, i) => {
      const { key, sign } = wholePair(unit);
      if (!this.groups.has(key)) this.groups.set(key, { units: [], isConstant: isZeroVector(unit.b) });
      this.groups.get(key).units.push({ i, a: unit.a, sign });
    });
    this.anyZeroSet = false;
    this.anyLoose = false;
    this.anyLarge = false;
    for (const group of this.groups.values()) this.examine(group);
  }

  examine(group) {
    const weighted = group.units.filter(({ a }) => !isZeroVector(a));
    const blanks = group.units.length - weighted.length;
    group.loose = new Set(group.units.filter(({ a }) => isZeroVector(a)).map(({ i }) => i));
    let zeroSet = blanks >= 2;
    if (weighted.length > LARGE_GROUP) {
      for (const { i } of group.units) group.loose.add(i);
      zeroSet = true;
    } else if (weighted.length >= 2) {
      const rows = integerRows(weighted.map(({ a, sign }) => (sign < 0 ? a.map(negated) : a)));
      inZeroSets(rows, weighted[0].sign === 0).forEach((isIn, k) => {
        if (isIn) group.loose.add(weighted[k].i);
        zeroSet ||= isIn;
      });
    }
    this.anyZeroSet ||= zeroSet;
    this.anyLoose ||= group.loose.size > 0;
    this.anyLarge ||= group.units.length >= (group.isConstant ? 2 : 3);
  }

  at(vertex, i) {
    const group = this.groups.get(wholePair(vertex.units[i]).key);
    if (group.loose.has(i)) return 1;
    if (group.isConstant || group.units.length > 1 || this.anyZeroSet) return 2;
    return this.anyLoose || this.anyLarge ? 3 : 4;
  }
}

// ---- D5: rigid vertices and seats

// The units with b != 0 by oriented pair: key: { i, sign }.
function carriers(reader, vertex, name) {
  const groups = new Map();
  const carried = new Map();
  vertex.units.forEach((unit, i) => {
    const { key, sign } = wholePair(unit);
    const fault = isZeroVector(unit.a) ? "with a = 0" : groups.has(key) ? "in a group with another" : null;
    if (fault) {
      const message = `expected u and w to be rigid, found at ${name} unit ${i} ${fault}`;
      reader.refuse("D3", message, "$.evidence.lower.argument");
    }
    groups.set(key, i);
    if (!isZeroVector(unit.b)) carried.set(key, { i, sign });
  });
  return carried;
}

// How the essential groups of two rigid vertices sit: { r, s, H, turned, atU, atW }.
function seats(reader, u, w) {
  const atU = carriers(reader, u, "u");
  const atW = carriers(reader, w, "w");
  const place = "$.evidence.lower.argument";
  const r = atU.size;
  const s = u.units.length - r;
  let H = 0;
  let turned = true;
  for (const [key, { i, sign }] of atU) {
    const there = atW.get(key);
    // The two are one function, so that this can't be; but it is cheap to see.
    if (!there || atW.size !== r) {
      reader.refuse("D5", "expected the essential groups of u at w, found others", place);
    }
    H += there.i !== i ? 1 : there.sign !== sign ? 2 : 0;
    turned &&= there.i === i && there.sign !== sign;
  }
  return { r, s, H, turned, atU, atW };
}

// ---- D2, D3: the arguments

const ARGUMENTS = ["none", "parameters", "segment", "unit", "seats", "turned", "table"];

// D4: the bound by the first moves of a unit.
function unitBound(reader, u, w, unit) {
  const place = "$.evidence.lower.unit";
  if (unit >= u.units.length) {
    reader.refuse("D3", `expected a unit below ${u.units.length}, found ${unit}`, place);
  }
  const p = u.units[unit];
  const q = w.units[unit];
  if (p.c === q.c && sameTexts(p.b, q.b)) {
    reader.refuse("D3", "expected a unit whose (b, c) is not the same at u and at w, found the same", place);
  }
  const moveOfU = new FirstMoves(u).at(u, unit);
  const moveOfW = new FirstMoves(w).at(w, unit);
  reader.held("D4");
  return moveOfU + moveOfW - 1;
}

// D5, D6: the bound by the seats of essential groups at rigid vertices.
function seatsBound(reader, u, w, argument, layers) {
  const refuse = (message) => reader.refuse("D3", message, "$.evidence.lower.argument");
  const found = seats(reader, u, w);
  const { r, s, H, turned } = found;
  if (argument === "turned" && r > 0 && s > 0 && !turned) {
    refuse(`expected each essential group on its unit with the other sign, found H = ${H} and r = ${r}`);
  }
  if (H === 0 || s === 0) refuse(`expected H > 0 and s > 0, found H = ${H} and s = ${s}`);
  reader.held("D5");
  if (argument === "seats") return 3 + 2 * Math.ceil(H / s);
  if (argument === "turned") return 3 + 4 * Math.ceil(r / s);
  return 3 + checkTable(reader, found, u.units.length, layers);
}

// The bound of the argument, for the parameters u and w of one function.
function argumentBound(reader, shape, u, w, { argument, unit, layers }) {
  const refuse = (message) => reader.refuse("D3", message, "$.evidence.lower.argument");
  if (argument === "none") return 0;
  if (argument === "parameters") {
    if (sameParameters(u, w)) refuse("expected u and w to differ in some number, found the same parameter");
    return 1;
  }
  if (argument === "segment") {
    const noTally = { held() {} }; // that rules hold here would be no step of the proof
    if (!brokenRule(noTally, shape, u, w, u.units.keys())) {
      refuse("expected a segment from u to w that breaks S1, S2 or S3, found that it holds");
    }
    return 2;
  }
  if (argument === "unit") return unitBound(reader, u, w, unit);
  return seatsBound(reader, u, w, argument, layers);
}

// Reads the evidence and compares the bound with that of the claim.
function checkLower(reader, shape, u, w, lower) {
  reader.key("evidence");
  reader.openObject();
  reader.key("lower");
  reader.openObject();
  reader.key("argument");
  const argument = reader.word(...ARGUMENTS);
  // What one argument alone has.
  const readOrNull = (of, read) => {
    const isEmpty = reader.isNull();
    if (isEmpty && argument === of) {
      reader.refuse("D2", `expected no null for the argument "${argument}", found null`);
    }
    if (!isEmpty && argument !== of) {
      reader.refuse("D2", `expected null for the argument "${argument}", found another value`);
    }
    return isEmpty ? null : read();
  };
  reader.key("unit");
  const unit = readOrNull("unit", () => reader.integer(MOST_UNITS));
  reader.key("layers");
  const layers = readOrNull("table", () => readLayers(reader));
  reader.held("D2");
  reader.closeObject();
  const bound = argumentBound(reader, shape, u, w, { argument, unit, layers });
  if (lower !== bound) {
    const what = `the bound of the argument "${argument}", ${bound}`;
    reader.refuse("D3", `expected ${what}, found ${lower}`, "$.claim.lower");
  }
  reader.held("D3");
  reader.closeObject();
  return { argument, unit, layers };
}

export function checkDistance(reader) {
  reader.key("claim");
  reader.openObject();
  const path = readValidPath(reader);
  reader.key("lower");
  const lower = reader.integer(MOST_SEGMENTS);
  reader.key("upper");
  const upper = reader.integer(MOST_SEGMENTS);
  if (upper !== path.count - 1) {
    reader.refuse("D1", `expected the number of vertices less one, ${path.count - 1}, found another`);
  }
  reader.held("D1");
  reader.closeObject();
  const evidence = checkLower(reader, path, path.first, path.last, lower);
  return { path, lower, upper, evidence };
}

// A parameter of the shape and the width of the network: { units, d }.
function readMember(reader, network) {
  const width = network.units.length;
  reader.openObject();
  reader.key("units");
  const units = readUnits(reader, network);
  if (units.length !== width) {
    reader.refuse("Q1", `expected ${width} units as in the network, found ${units.length}`);
  }
  reader.key("d");
  const d = readBiases(reader, network);
  reader.closeObject();
  return { units, d };
}

// Q1: the member is the same function as the network.
function checkMember(reader, network, member, k) {
  const place = `$.claim.pair[${k}]`;
  const whole = {
    ...member,
    activation: network.activation,
    inputs: network.inputs,
    outputs: network.outputs,
  };
  const totals = new WeightTotals(network.outputs);
  const first = new Map(); // key of a pair: the place of its first unit
  const addUnits = (of, side, where) =>
    of.units.forEach((unit, i) => {
      const mapped = tanhUnit(of, unit);
      const pair = orientedPair(mapped);
      if (!pair) return;
      totals.add(pair.key, mapped.a, pair.sign * side);
      if (!first.has(pair.key)) first.set(pair.key, `${where}.units[${i}]`);
    });
  addUnits(network, 1, "$.claim.network");
  addUnits(whole, -1, place);
  for (const [key, where] of first) {
    if (totals.firstOutput(key) < 0) continue;
    const what = "units of this pair to have the same sums of weights in $.claim.network";
    reader.refuse("Q1", `expected ${what} and in ${place}, found other sums`, where);
  }
  for (let o = 0; o < network.outputs; ++o) {
    if (sameBias(network, whole, o)) continue;
    const what = "d plus the contributions of the constant units to be as in $.claim.network";
    reader.refuse("Q1", `expected ${what}, found another element of K`, `${place}.d[${o}]`);
  }
  reader.held("Q1");
}

// The number of groups of units whose weights do not add up to 0.
export function rankOf(network) {
  const totals = new WeightTotals(network.outputs);
  for (const unit of network.units) {
    const pair = orientedPair(unit); // halved or not, the same groups add up to 0
    if (pair) totals.add(pair.key, unit.a, pair.sign);
  }
  let rank = 0;
  for (const key of totals.groups.keys()) if (totals.firstOutput(key) >= 0) ++rank;
  return rank;
}

// Q3: the bound of Theorem 4 for width h and rank r; null if members of the class are not connected.
function upperBound(h, r) {
  if (h === 0) return 0;
  if (r === h) return null;
  return r === 0 ? 3 : 3 + 4 * Math.ceil(r / (h - r));
}

export function checkDiameter(reader) {
  reader.key("claim");
  reader.openObject();
  reader.key("network");
  const network = readNetwork(reader);
  const h = network.units.length;
  reader.key("rank");
  const rank = reader.integer(MOST_UNITS);
  const r = rankOf(network);
  reader.key("pair");
  const pair = reader.listOf(2, () => readMember(reader, network));
  if (rank !== r) reader.refuse("Q2", `expected ${r}, found ${rank}`, "$.claim.rank");
  reader.held("Q2");
  pair.forEach((member, k) => checkMember(reader, network, member, k));
  reader.key("lower");
  const lower = reader.integer(MOST_SEGMENTS);
  reader.key("upper");
  const upper = reader.isNull() ? null : reader.integer(MOST_SEGMENTS);
  const expected = upperBound(h, r);
  if (upper !== expected) reader.refuse("Q3", `expected ${expected}, found ${upper}`);
  reader.held("Q3");
  reader.closeObject();
  const evidence = checkLower(reader, network, pair[0], pair[1], lower);
  return { network, rank, pair, lower, upper, evidence };
}
