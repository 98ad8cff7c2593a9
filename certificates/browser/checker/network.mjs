// Networks as certificates state them, and what the rules call mapping to tanh (M1), oriented pairs (M2) and
// constant units (M3). A unit is { a, b, c } with its numbers as texts. It is never changed: a vertex that
// changes it has another object.

import { MOST_PORTS, MOST_UNITS } from "./text.mjs";
import { half, negated, isNegative, readRational, readSum, fraction, Total, KTotal } from "./numbers.mjs";

// "activation", "inputs", "outputs": the keys with which networks and paths begin.
export function readShape(reader) {
  reader.key("activation");
  const activation = reader.word("tanh", "logistic");
  reader.key("inputs");
  const inputs = reader.integer(MOST_PORTS);
  reader.key("outputs");
  const outputs = reader.integer(MOST_PORTS);
  if (outputs === 0) reader.malformed("expected an output at least", "T4");
  return { activation, inputs, outputs };
}

export function readUnit(reader, shape) {
  reader.openObject();
  reader.key("a");
  const a = readRationals(reader, shape.outputs);
  reader.key("b");
  const b = readRationals(reader, shape.inputs);
  reader.key("c");
  const c = readRational(reader);
  reader.closeObject();
  return { a, b, c };
}

export const readRationals = (reader, count) => reader.listOf(count, () => readRational(reader));
export const readBiases = (reader, shape) => reader.listOf(shape.outputs, () => readSum(reader));

export function readUnits(reader, shape) {
  const units = [];
  reader.openList();
  while (reader.more()) {
    if (units.length === MOST_UNITS) reader.malformed(`expected at most ${MOST_UNITS} units`, "T4");
    units.push(readUnit(reader, shape));
  }
  return units;
}

export function readNetwork(reader) {
  reader.openObject();
  const network = readShape(reader);
  reader.key("units");
  network.units = readUnits(reader, network);
  reader.key("d");
  network.d = readBiases(reader, network);
  reader.closeObject();
  return network;
}

export const isZeroVector = (texts) => texts.every((text) => text === "0");
export const sameTexts = (left, right) =>
  left === right || (left.length === right.length && left.every((text, k) => text === right[k]));
export const sameSums = (left, right) =>
  left === right || (left.length === right.length && left.every((sum, k) => sum.text === right[k].text));
export const samePorts = (left, right) => left.inputs === right.inputs && left.outputs === right.outputs;

// The texts, all multiplied by the sign of the first that is not 0: { key, sign }; null if all are 0.
export function oriented(texts) {
  const first = texts.find((text) => text !== "0");
  if (first === undefined) return null;
  const sign = isNegative(first) ? -1 : 1;
  return { key: (sign < 0 ? texts.map(negated) : texts).join(" "), sign };
}

// The unit of the tanh network (M1), without the half of a that goes to d.
export function tanhUnit(shape, { a, b, c }) {
  return shape.activation === "tanh" ? { a, b, c } : { a: a.map(half), b: b.map(half), c: half(c) };
}

// The oriented pair (M2) of a unit of the tanh network: { key, sign }; null for a constant unit (M3).
export function orientedPair({ b, c }) {
  return isZeroVector(b) ? null : oriented([...b, c]);
}

// d of the tanh network plus the contributions of its constant units, in output o, added to a KTotal (M1,
// M3).
export function addBias(total, network, o, sign = 1) {
  total.addSum(network.d[o], sign);
  const logistic = network.activation === "logistic";
  for (const unit of network.units) {
    const a = unit.a[o];
    if (a === "0") continue;
    const [n, d] = fraction(a);
    const value = logistic ? [n, d * 2n] : [n, d];
    if (logistic) total.add("", value, sign);
    if (isZeroVector(unit.b)) total.addTanh(value, logistic ? half(unit.c) : unit.c, sign);
  }
}

// Is d plus the constants, in output o, the same element of K in both?
export function sameBias(left, right, o) {
  const total = new KTotal();
  addBias(total, left, o, 1);
  addBias(total, right, o, -1);
  return total.isZero();
}

// Sums of oriented a's by group and output, for the question which of them are 0.
export class WeightTotals {
  constructor(outputs) {
    this.outputs = outputs;
    this.groups = new Map();
  }

  add(group, a, sign) {
    let totals = this.groups.get(group);
    if (!totals) {
      totals = Array.from({ length: this.outputs }, () => new Total());
      this.groups.set(group, totals);
    }
    for (let o = 0; o < this.outputs; ++o) if (a[o] !== "0") totals[o].add(fraction(a[o]), sign);
  }

  // The first output in which the sum of a group is not 0; -1 if there is none.
  firstOutput(group) {
    return this.groups.get(group).findIndex((total) => !total.isZero());
  }
}

export const portsText = ({ activation, inputs, outputs, units }) =>
  `${activation}, ${units.length} hidden units, ${inputs} inputs, ${outputs} outputs`;
