// The kind "difference bound" (section 12 of the format): how far two functions are apart on a domain, at
// least and at most. The difference is gathered exactly (U2). A point shows the one side (U3), a tree of
// cells that cover the domain the other (U4 to U6).

import { MOST_PORTS, MOST_UNITS, Refusal } from "./text.mjs";
import { bits, compare, fraction, isNegative, readRational } from "./numbers.mjs";
import { readNetwork, readRationals, samePorts } from "./network.mjs";
import { valueAt } from "./enclosure.mjs";
import { coordinates, differenceOf, Work } from "./gathering.mjs";
import { readCells } from "./cover.mjs";
import { Bounds } from "./bounds.mjs";

// Limits of this checker: of exact arithmetic; of the precision at a point, and of its square times the
// terms; of the work in cells (Bounds).
const MOST_GATHERING = 2 ** 28;
const MOST_POINT_PRECISION = 131072;
const MOST_POINT_WORK = 2 ** 35;
const MOST_CELL_WORK = 2 ** 35;

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
    if (l !== null && u !== null && compare(l, u) > 0) {
      reader.refuse("U1", "expected [l, u] with l <= u, found l > u");
    }
    domain.push([l, u]);
  }
  if (domain.length !== inputs) {
    reader.refuse("U1", `expected one range per input, ${inputs}, found ${domain.length}`, "$.claim.domain");
  }
  return domain;
}

// ---- U3

// Reads the point, { x, output }; null if there is nothing to prove.
function readPointOf(reader, { a, b, domain, lower }) {
  const place = "$.evidence.lower";
  if (reader.isNull()) {
    if (lower !== "0") {
      reader.refuse("U3", "expected evidence if there is something to prove, found none", place);
    }
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
  const atPoint = { shift: x, stretch: x.map(() => "0") };
  const { biases } = differenceOf(a, b, [output], atPoint, work);
  checkAtLeast(reader, biases[0], fraction(lower), place);
  reader.held("U3");
  return { x, output };
}

// An element of K, which is f_a(x) - f_b(x), is at least `least` in size.
function checkAtLeast(reader, value, least, place) {
  const refuse = (found) =>
    reader.refuse("U3", `expected |f_a(x) - f_b(x)| at least "lower", found ${found}`, place);
  if (isRationalBias(value)) {
    const [p, q] = rationalPart(value);
    if (!isWithin(least, [p < 0n ? -p : p, q])) refuse("that it is less");
    return;
  }
  const [n, d] = least;
  // Fixed point needs the bits before the first of "lower" beyond those of floating point.
  for (let p = 64 + Math.max(0, bits(d) - bits(n)); ; p *= 2) {
    if (p > MOST_POINT_PRECISION || p * p * value.length > MOST_POINT_WORK) {
      throw new Refusal(4, "U3", place, `at ${p} bits this takes too long here: isopath-check does it`);
    }
    reader.advance(reader.at);
    const [low, high] = valueAt({ units: [], bias: value }, [], p);
    const one = 1n << BigInt(p);
    if (low * d >= n * one || high * d <= -n * one) return;
    if (high * d < n * one && low * d > -n * one) refuse(`that it is less, at ${p} bits`);
  }
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
      if (unit >= units.length) {
        reader.refuse("U4", `expected a unit of the difference, below ${units.length}, found ${unit}`);
      }
      return unit;
    });
    for (const unit of [i, j]) {
      if (isPaired.has(unit)) {
        reader.refuse("U4", `expected units that are in one pair at most, found unit ${unit} again`);
      }
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

// ---- U5, U6

// The inputs that the difference depends on, with the ends of tau there.
function axesOf(domain, { units }) {
  const axes = domain.map(([l, u], input) => ({
    input,
    isUnbounded: l === null || u === null,
    low: l === null || u !== null ? -1 : 0,
    high: u === null || l !== null ? 1 : 0,
  }));
  return axes.filter(({ input }) => units.some((unit) => unit.b[input][0] !== 0n));
}

// Reads the pairs and the cells of output o, and checks the bound on each cell. How many cells that are.
function readOutputCells(reader, difference, o, axes, { a, upper }, work) {
  reader.openObject();
  reader.key("pairs");
  const terms = readTerms(reader, difference, o);
  const bias = difference.biases[o];
  const most = fraction(upper);
  reader.key("cells");
  const isZero = (unit) => unit.weights[o][0] === 0n;
  const isConstant = terms.every(([unit, partner]) => isZero(unit) && (!partner || isZero(partner)));
  let isBounded;
  if (isConstant && isRationalBias(bias)) {
    const holds = isWithin(rationalPart(bias), most);
    isBounded = () => holds;
  } else {
    const bounds = new Bounds(terms, bias, o, axes, most, work);
    isBounded = (cell) => {
      reader.advance(reader.at);
      return bounds.hold(cell);
    };
  }
  const cells = readCells(reader, axes, a.inputs, isBounded);
  reader.closeObject();
  return cells;
}

function readScale(reader, inputs) {
  reader.key("scale");
  return reader.listOf(inputs, () => {
    const text = readRational(reader);
    if (text === "0" || isNegative(text)) {
      reader.refuse("U2", `expected scales above 0, found "${text.slice(0, 100)}"`);
    }
    return text;
  });
}

// How many cells there are; 0 if there is nothing to prove.
function readUpper(reader, claim) {
  const { a, b, domain, upper } = claim;
  const place = "$.evidence.upper";
  if (reader.isNull()) {
    if (upper !== null) {
      reader.refuse("U5", "expected evidence if there is something to prove, found none", place);
    }
    return 0;
  }
  if (upper === null) {
    reader.refuse("U5", "expected null if there is nothing to prove, found evidence", place);
  }
  reader.openObject();
  const scale = readScale(reader, a.inputs);
  const gathering = new Work(MOST_GATHERING, "U2", place);
  const bounding = new Work(MOST_CELL_WORK, "U6", place);
  const outputs = Array.from({ length: a.outputs }, (_, o) => o);
  const difference = differenceOf(a, b, outputs, coordinates(domain, scale, gathering), gathering);
  reader.held("U2");
  const axes = axesOf(domain, difference);

  let read = 0;
  let cells = 0;
  reader.key("outputs");
  reader.openList();
  while (reader.more()) {
    if (read === a.outputs) reader.refuse("U5", `expected one entry per output, ${read}, found more`);
    cells += readOutputCells(reader, difference, read, axes, claim, bounding);
    ++read;
  }
  if (read !== a.outputs) {
    reader.refuse("U5", `expected one entry per output, ${a.outputs}, found ${read}`, place);
  }
  reader.closeObject();
  return cells;
}

// ---- The whole

// U1.
function readClaim(reader) {
  const claim = {};
  reader.key("claim");
  reader.openObject();
  reader.key("a");
  claim.a = readNetwork(reader);
  reader.key("b");
  claim.b = readNetwork(reader);
  if (!samePorts(claim.a, claim.b)) {
    reader.refuse("U1", "expected the inputs and outputs of $.claim.a", "$.claim.b");
  }
  reader.key("domain");
  claim.domain = readDomain(reader, claim.a.inputs);
  reader.key("lower");
  claim.lower = readRational(reader);
  if (isNegative(claim.lower)) {
    reader.refuse("U1", 'expected a "lower" of at least 0, found one below', "$.claim.lower");
  }
  reader.key("upper");
  claim.upper = reader.isNull() ? null : readRational(reader);
  if (claim.upper !== null && compare(claim.lower, claim.upper) > 0) {
    reader.refuse("U1", 'expected an "upper" of at least "lower", found one below', "$.claim.upper");
  }
  reader.closeObject();
  reader.held("U1");
  return claim;
}

export function checkDifferenceBound(reader) {
  const claim = readClaim(reader);
  reader.key("evidence");
  reader.openObject();
  reader.key("lower");
  claim.witness = readPointOf(reader, claim);
  reader.key("upper");
  claim.cells = readUpper(reader, claim);
  reader.closeObject();
  return claim;
}
