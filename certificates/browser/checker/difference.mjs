// The kind "difference bound" (section 12 of the format): how far two functions are apart on a domain, at least and at most. The difference is
// gathered exactly (U2); a point shows the one side (U3), a tree of cells that cover the domain the other (U4 to U6).

import { MOST_PORTS, MOST_UNITS, Refusal } from "./text.mjs";
import {
  bits,
  compare,
  fraction,
  isNegative,
  KTotal,
  negated,
  plus,
  readRational,
  reduced,
  reducedText,
  times,
  Total,
} from "./numbers.mjs";
import { isZeroVector, oriented, readNetwork, readRationals, samePorts, tanhUnit } from "./network.mjs";
import { valueAt } from "./enclosure.mjs";
import { readCells } from "./cover.mjs";
import { Bounds } from "./bounds.mjs";

// Limits of this checker: of exact arithmetic (a product or sum of numbers of s bits costs s + (s/128)^2); of the precision at a point, and of
// its square times the terms; of the work in cells (Bounds).
const MOST_GATHERING = 2 ** 28;
const WEIGHT_COST = 128;
const MOST_POINT_PRECISION = 131072;
const MOST_POINT_WORK = 2 ** 35;
const MOST_CELL_WORK = 2 ** 35;

// Work that is announced before it is done.
class Work {
  constructor(most, rule, place) {
    Object.assign(this, { left: most, rule, place });
  }

  spend(cost) {
    this.left -= cost;
    if (!(this.left >= 0))
      throw new Refusal(4, this.rule, this.place, "this takes too long here: isopath-check does it");
  }
}

const textBits = (text) => text.length * 3.33;
const arithmetic = (size) => size + (size / 128) ** 2;

// ---- U2

const sumOf = (left, right) => reducedText(plus(fraction(left), fraction(right)));
const productOf = (left, right) => reducedText(times(fraction(left), fraction(right)));

// x_k = shift[k] + stretch[k] tau_k on a domain.
function coordinates(domain, scale, work) {
  const shift = [];
  const stretch = [];
  domain.forEach(([l, u], k) => {
    if (l === null || u === null) {
      shift.push(l ?? u ?? "0");
      stretch.push(scale[k]);
      return;
    }
    work.spend(2 * arithmetic(textBits(l) + textBits(u)));
    const middle = productOf(sumOf(l, u), "1/2");
    shift.push(middle);
    stretch.push(sumOf(u, negated(middle)));
  });
  return { shift, stretch };
}

// a unit's (b, c), written in tau
function pairInTau(b, c, { shift, stretch }, work) {
  const product = (left, right) => {
    if (left === "0" || right === "0") return "0";
    if (right === "1") return left;
    work.spend(arithmetic(textBits(left) + textBits(right)));
    return productOf(left, right);
  };
  const moved = b.map((text, k) => product(text, shift[k])).filter((text) => text !== "0");
  if (!moved.length) return [...b.map((text, k) => product(text, stretch[k])), c];
  const total = new Total();
  for (const text of [c, ...moved]) total.add(fraction(text));
  work.spend(2 * arithmetic(total.size()));
  return [...b.map((text, k) => product(text, stretch[k])), reducedText(total.value())];
}

// f_a - f_b in the given outputs, written in tau: { units: [{ b, c, weights }], biases: [[[coefficient, argument], ...], ...] }, all of them
// fractions, one weight and one bias per output, argument null for the rational part of a bias. Units and terms that are 0 are left out.
function differenceOf(a, b, outputs, inTau, work) {
  const groups = new Map();
  const totals = outputs.map(() => new KTotal());
  for (const [network, side] of [
    [a, 1],
    [b, -1],
  ]) {
    outputs.forEach((o, j) => totals[j].addSum(network.d[o], side));
    for (const unit of network.units) {
      const mapped = tanhUnit(network, unit);
      const texts = pairInTau(mapped.b, mapped.c, inTau, work);
      const isConstant = isZeroVector(texts.slice(0, -1));
      const pair = isConstant ? null : oriented(texts);
      work.spend(WEIGHT_COST * outputs.length);
      if (pair && !groups.has(pair.key))
        groups.set(
          pair.key,
          outputs.map(() => new Total()),
        );
      outputs.forEach((o, j) => {
        if (unit.a[o] === "0") return;
        const weight = fraction(mapped.a[o]);
        if (network.activation === "logistic") totals[j].add("", weight, side);
        if (pair) groups.get(pair.key)[j].add(weight, side * pair.sign);
        else totals[j].addTanh(weight, texts[texts.length - 1], side);
      });
    }
  }
  const value = (total) => {
    work.spend(2 * arithmetic(total.size()));
    return reduced(total.value());
  };
  const units = [];
  for (const [key, sums] of groups) {
    const weights = sums.map(value);
    if (weights.some(([n]) => n !== 0n)) units.push({ texts: key.split(" "), weights });
  }
  units.sort(({ texts: left }, { texts: right }) => {
    const k = left.findIndex((text, j) => text !== right[j]);
    work.spend(arithmetic(textBits(left[k]) + textBits(right[k])));
    return compare(left[k], right[k]);
  });
  const biases = totals.map((total) =>
    [...total.totals]
      .map(([argument, sum]) => [value(sum), argument === "" ? null : fraction(argument)])
      .filter(([[n]]) => n !== 0n),
  );
  return {
    units: units.map(({ texts, weights }) => ({
      b: texts.slice(0, -1).map(fraction),
      c: fraction(texts[texts.length - 1]),
      weights,
    })),
    biases,
  };
}

// An element of K without tanh terms, as a fraction.
const rationalPart = (bias) => (bias.length ? bias[0][0] : [0n, 1n]);
const isRationalBias = (bias) => bias.every(([, argument]) => argument === null);

// Is |n/d| at most p/q?
const isWithin = ([n, d], [p, q]) => (n < 0n ? -n : n) * q <= p * d;

// ---- U1

function readDomain(reader, inputs) {
  const domain = [];
  const readEnd = () => (reader.isNull() ? null : readRational(reader));
  reader.openList();
  while (reader.more()) {
    if (domain.length === inputs) reader.refuse("U1", `expected one range per input, ${inputs}, found more`);
    const [l, u] = reader.listOf(2, readEnd);
    if (l !== null && u !== null && compare(l, u) > 0)
      reader.refuse("U1", "expected [l, u] with l <= u, found l > u");
    domain.push([l, u]);
  }
  if (domain.length !== inputs)
    reader.refuse("U1", `expected one range per input, ${inputs}, found ${domain.length}`, "$.claim.domain");
  return domain;
}

// ---- U3

function readPointOf(reader, { a, b, domain, lower }) {
  const place = "$.evidence.lower";
  if (reader.isNull()) {
    if (lower !== "0")
      reader.refuse("U3", "expected evidence if there is something to prove, found none", place);
    return null;
  }
  if (lower === "0") reader.refuse("U3", "expected null if there is nothing to prove, found evidence", place);
  reader.openObject();
  reader.key("x");
  const x = readRationals(reader, a.inputs);
  reader.key("output");
  const output = reader.integer(MOST_PORTS);
  if (output >= a.outputs) reader.refuse("U3", `expected an output below ${a.outputs}, found ${output}`);
  reader.closeObject();
  x.forEach((text, k) => {
    const [l, u] = domain[k];
    if ((l !== null && compare(text, l) < 0) || (u !== null && compare(text, u) > 0)) {
      reader.refuse("U3", `expected a point of the domain, found that x[${k}] is outside of it`, place);
    }
  });

  const work = new Work(MOST_GATHERING, "U3", place);
  const {
    biases: [bias],
  } = differenceOf(a, b, [output], { shift: x, stretch: x.map(() => "0") }, work);
  const least = fraction(lower);
  const tooLittle = (found) =>
    reader.refuse("U3", `expected |f_a(x) - f_b(x)| at least "lower", found ${found}`, place);
  if (isRationalBias(bias)) {
    const value = rationalPart(bias);
    if (!isWithin(least, [value[0] < 0n ? -value[0] : value[0], value[1]])) tooLittle("that it is less");
    reader.held("U3");
    return { x, output };
  }
  // Fixed point needs the bits before the first of "lower" beyond those of floating point.
  for (let p = 64 + Math.max(0, bits(least[1]) - bits(least[0])); ; p *= 2) {
    if (p > MOST_POINT_PRECISION || p * p * bias.length > MOST_POINT_WORK) {
      throw new Refusal(4, "U3", place, `at ${p} bits this takes too long here: isopath-check does it`);
    }
    reader.advance(reader.at);
    const [low, high] = valueAt({ units: [], bias }, [], p);
    const one = 1n << BigInt(p);
    const [n, d] = least;
    if (low * d >= n * one || high * d <= -n * one) break;
    if (high * d < n * one && low * d > -n * one) tooLittle(`that it is less, at ${p} bits`);
  }
  reader.held("U3");
  return { x, output };
}

// ---- U4

// The terms of one output: each pair of units, and each unit that is in none.
function readTerms(reader, { units }, o) {
  const terms = [];
  const isPaired = new Set();
  reader.openList();
  while (reader.more()) {
    const [i, j, turned] = reader.listOf(3, () => {
      if (reader.steps[reader.steps.length - 1] === 2) return reader.integer(1);
      const unit = reader.integer(MOST_UNITS);
      if (unit >= units.length)
        reader.refuse("U4", `expected a unit of the difference, below ${units.length}, found ${unit}`);
      return unit;
    });
    for (const unit of [i, j]) {
      if (isPaired.has(unit))
        reader.refuse("U4", `expected units that are in one pair at most, found unit ${unit} again`);
      isPaired.add(unit);
    }
    terms.push([units[i], units[j], turned === 1]);
    reader.held("U4");
  }
  units.forEach((unit, i) => {
    if (!isPaired.has(i) && unit.weights[o][0] !== 0n) terms.push([unit, null, false]);
  });
  return terms;
}

// ---- The whole

function readUpper(reader, { a, b, domain, upper }) {
  const place = "$.evidence.upper";
  if (reader.isNull()) {
    if (upper !== null)
      reader.refuse("U5", "expected evidence if there is something to prove, found none", place);
    return 0;
  }
  if (upper === null)
    reader.refuse("U5", "expected null if there is nothing to prove, found evidence", place);
  reader.openObject();
  reader.key("scale");
  const scale = reader.listOf(a.inputs, () => {
    const text = readRational(reader);
    if (text === "0" || isNegative(text))
      reader.refuse("U2", `expected scales above 0, found "${text.slice(0, 100)}"`);
    return text;
  });
  const gathering = new Work(MOST_GATHERING, "U2", place);
  const bounding = new Work(MOST_CELL_WORK, "U6", place);
  const difference = differenceOf(
    a,
    b,
    Array.from({ length: a.outputs }, (_, o) => o),
    coordinates(domain, scale, gathering),
    gathering,
  );
  reader.held("U2");
  // The inputs that the difference depends on, with the ends of tau there.
  const axes = domain
    .map(([l, u], input) => ({
      input,
      isUnbounded: l === null || u === null,
      low: l === null || u !== null ? -1 : 0,
      high: u === null || l !== null ? 1 : 0,
    }))
    .filter(({ input }) => difference.units.some((unit) => unit.b[input][0] !== 0n));

  let o = 0;
  let cells = 0;
  reader.key("outputs");
  reader.openList();
  while (reader.more()) {
    if (o === a.outputs) reader.refuse("U5", `expected one entry per output, ${o}, found more`);
    reader.openObject();
    reader.key("pairs");
    const terms = readTerms(reader, difference, o);
    const bias = difference.biases[o];
    const most = fraction(upper);
    reader.key("cells");
    if (
      terms.every(
        ([unit, partner]) => unit.weights[o][0] === 0n && (!partner || partner.weights[o][0] === 0n),
      ) &&
      isRationalBias(bias)
    ) {
      const holds = isWithin(rationalPart(bias), most);
      cells += readCells(reader, axes, a.inputs, () => holds);
    } else {
      const bounds = new Bounds(terms, bias, o, axes, most, bounding);
      cells += readCells(reader, axes, a.inputs, (cell) => {
        reader.advance(reader.at);
        return bounds.hold(cell);
      });
    }
    reader.closeObject();
    ++o;
  }
  if (o !== a.outputs) reader.refuse("U5", `expected one entry per output, ${a.outputs}, found ${o}`, place);
  reader.closeObject();
  return cells;
}

export function checkDifferenceBound(reader) {
  const claim = {};
  reader.key("claim");
  reader.openObject();
  reader.key("a");
  claim.a = readNetwork(reader);
  reader.key("b");
  claim.b = readNetwork(reader);
  if (!samePorts(claim.a, claim.b))
    reader.refuse("U1", "expected the inputs and outputs of $.claim.a", "$.claim.b");
  reader.key("domain");
  claim.domain = readDomain(reader, claim.a.inputs);
  reader.key("lower");
  claim.lower = readRational(reader);
  if (isNegative(claim.lower))
    reader.refuse("U1", 'expected a "lower" of at least 0, found one below', "$.claim.lower");
  reader.key("upper");
  claim.upper = reader.isNull() ? null : readRational(reader);
  if (claim.upper !== null && compare(claim.lower, claim.upper) > 0) {
    reader.refuse("U1", 'expected an "upper" of at least "lower", found one below', "$.claim.upper");
  }
  reader.closeObject();
  reader.held("U1");

  reader.key("evidence");
  reader.openObject();
  reader.key("lower");
  claim.witness = readPointOf(reader, claim);
  reader.key("upper");
  claim.cells = readUpper(reader, claim);
  reader.closeObject();
  return claim;
}
