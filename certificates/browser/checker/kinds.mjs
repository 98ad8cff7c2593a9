// Kinds about one or two networks: "canonical", "equivalent", "inequivalent" and "not connected" (sections 3,
// 4, 5 and 9 of the format). Each function reads the claim and the evidence, checks the rules of its section,
// and returns the claim.

import { MOST_PORTS, MOST_UNITS } from "./text.mjs";
import { fraction, isNegative, compare, readRational, Total } from "./numbers.mjs";
import {
  readNetwork,
  readRationals,
  tanhUnit,
  orientedPair,
  isZeroVector,
  sameBias,
  samePorts,
  sameTexts,
  sameSums,
  portsText,
  WeightTotals,
  oriented,
} from "./network.mjs";
import { checkWitness } from "./enclosure.mjs";

// G1, G2: reads the groups of the units of one network, which stands at `place`. `groups` grows by the groups
// that are new: number to { key, place, rule }, as the first unit has them. `checkNew(number)` refuses a
// number with which no group may begin here. `put(number, a, sign)` is told of each unit.
function readGroups(reader, network, place, groups, checkNew, put) {
  let i = 0;
  reader.openList();
  while (reader.more()) {
    if (i === network.units.length) reader.refuse("G1", `expected one entry per unit, ${i}, found more`);
    const unit = tanhUnit(network, network.units[i]);
    const pair = orientedPair(unit);
    if (reader.isNull()) {
      if (pair) reader.refuse("G1", "expected a group, the unit being no constant");
    } else {
      const number = reader.integer(MOST_UNITS);
      if (!pair) reader.refuse("G1", "expected null, the unit being constant");
      if (!groups.has(number)) {
        checkNew(number);
        groups.set(number, { key: pair.key, place: `${place}.units[${i}]`, rule: "G2" });
      }
      const group = groups.get(number);
      if (group.key !== pair.key) {
        reader.refuse(
          group.rule,
          `expected a unit with the oriented pair of ${group.place}, found ${place}.units[${i}]`,
        );
      }
      put(number, unit.a, pair.sign);
      reader.held("G2");
    }
    ++i;
    reader.held("G1");
  }
  if (i !== network.units.length) {
    reader.steps.push("groups");
    reader.refuse("G1", `expected one entry per unit, ${network.units.length}, found ${i}`);
  }
}

// All sums are 0.
function checkWeights(reader, rule, weights, groups) {
  for (const number of weights.groups.keys()) {
    const o = weights.firstOutput(number);
    if (o >= 0) {
      const what = `oriented weights of group ${number} with the same sum in both networks`;
      reader.refuse(rule, `expected ${what}, found other sums in output ${o}`, groups.get(number).place);
    }
    reader.held(rule);
  }
}

function checkBiases(reader, rule, left, right, place) {
  for (let o = 0; o < left.outputs; ++o) {
    if (!sameBias(left, right, o)) {
      const what = "d plus the contributions of the constant units to be the same in both networks";
      reader.refuse(rule, `expected ${what}, found another element of K`, `${place}.d[${o}]`);
    }
    reader.held(rule);
  }
}

export function readPair(reader) {
  reader.key("claim");
  reader.openObject();
  reader.key("a");
  const a = readNetwork(reader);
  reader.key("b");
  const b = readNetwork(reader);
  reader.closeObject();
  return { a, b };
}

function checkPorts(reader, rule, a, b) {
  if (!samePorts(a, b)) {
    reader.refuse(
      rule,
      `expected the inputs and outputs of $.claim.a, ${portsText(a)}, found ${portsText(b)}`,
      "$.claim.b",
    );
  }
  reader.held(rule);
}

// C1: what the claim is of. { network, canonical, rank }
function readCanonicalClaim(reader) {
  reader.key("claim");
  reader.openObject();
  reader.key("network");
  const network = readNetwork(reader);
  reader.key("canonical");
  const canonical = readNetwork(reader);
  const place = "$.claim.canonical";
  if (canonical.activation !== "tanh") reader.refuse("C1", "expected a tanh network", place);
  if (!samePorts(network, canonical)) {
    reader.refuse("C1", "expected the inputs and outputs of $.claim.network", place);
  }
  reader.key("rank");
  const rank = reader.integer(MOST_UNITS);
  if (rank !== canonical.units.length) {
    const units = canonical.units.length;
    reader.refuse("C1", `expected the number of units of "canonical", ${units}, found ${rank}`);
  }
  reader.held("C1");
  return { network, canonical, rank };
}

// C2, C3.
function checkCanonicalUnits(reader, units) {
  const place = "$.claim.canonical";
  units.forEach((unit, k) => {
    const here = `${place}.units[${k}]`;
    if (isZeroVector(unit.a)) reader.refuse("C2", "expected an entry other than 0", `${here}.a`);
    const first = unit.b.find((text) => text !== "0");
    if (first === undefined) reader.refuse("C2", "expected an entry other than 0", `${here}.b`);
    if (isNegative(first)) {
      reader.refuse("C2", "expected the first entry other than 0 to be positive", `${here}.b`);
    }
    reader.held("C2");
  });
  units.forEach((unit, k) => {
    if (k === 0) return;
    const before = [...units[k - 1].b, units[k - 1].c];
    const pair = [...unit.b, unit.c];
    const j = pair.findIndex((text, l) => text !== before[l]);
    if (j < 0 || compare(before[j], pair[j]) >= 0) {
      reader.refuse("C3", "expected a pair (b, c) beyond that of the unit before", `${place}.units[${k}]`);
    }
    reader.held("C3");
  });
}

export function checkCanonical(reader) {
  const claim = readCanonicalClaim(reader);
  const { network, canonical, rank } = claim;
  checkCanonicalUnits(reader, canonical.units);
  reader.closeObject();

  reader.key("evidence");
  reader.openObject();
  reader.key("groups");
  const place = "$.claim.canonical";
  const groups = new Map();
  const weights = new WeightTotals(network.outputs);
  canonical.units.forEach((unit, k) => {
    groups.set(k, { key: [...unit.b, unit.c].join(" "), place: `${place}.units[${k}]`, rule: "C4" });
    weights.add(k, unit.a, -1);
  });
  let next = rank;
  const checkNew = (number) => {
    if (number !== next) {
      reader.refuse("C4", `expected a group that has a unit, or the next, ${next}, found ${number}`);
    }
    ++next;
  };
  const put = (number, a, sign) => weights.add(number, a, sign);
  readGroups(reader, network, "$.claim.network", groups, checkNew, put);
  reader.held("C4", network.units.length);
  reader.closeObject();
  checkWeights(reader, "C5", weights, groups);
  checkBiases(reader, "C6", network, canonical, place);
  return claim;
}

export function checkEquivalent(reader) {
  const claim = readPair(reader);
  const { a, b } = claim;
  checkPorts(reader, "E1", a, b);
  reader.key("evidence");
  reader.openObject();
  reader.key("groups");
  reader.openObject();
  const groups = new Map();
  const weights = new WeightTotals(a.outputs);
  const checkNew = (number) => {
    if (number !== groups.size) {
      reader.refuse("E2", `expected a group that has a unit, or the next, ${groups.size}, found ${number}`);
    }
    reader.held("E2");
  };
  reader.key("a");
  readGroups(reader, a, "$.claim.a", groups, checkNew, (number, weight, sign) =>
    weights.add(number, weight, sign),
  );
  reader.key("b");
  readGroups(reader, b, "$.claim.b", groups, checkNew, (number, weight, sign) =>
    weights.add(number, weight, -sign),
  );
  reader.closeObject();
  reader.closeObject();
  checkWeights(reader, "E3", weights, groups);
  checkBiases(reader, "E4", a, b, "$.claim.b");
  return claim;
}

// "x", "output" and "difference", with which witnesses end.
export function readPoint(reader, shape, rule) {
  reader.key("x");
  const x = readRationals(reader, shape.inputs);
  reader.key("output");
  const output = readOutput(reader, shape, rule);
  reader.key("difference");
  const difference = reader.listOf(2, () => readRational(reader));
  return { x, output, difference };
}

function readOutput(reader, shape, rule) {
  const output = reader.integer(MOST_PORTS);
  if (output >= shape.outputs) {
    reader.refuse(rule, `expected an output below ${shape.outputs}, found ${output}`);
  }
  return output;
}

// Output o of a network as tanh units, for enclosures.
export function functionOf(network, o) {
  const bias = [];
  const units = [];
  const sum = network.d[o];
  if (sum.rational !== "0") bias.push([fraction(sum.rational), null]);
  for (const { coefficient, argument } of sum.terms) bias.push([fraction(coefficient), fraction(argument)]);
  for (const unit of network.units) {
    if (unit.a[o] === "0") continue;
    const { a, b, c } = tanhUnit(network, unit);
    units.push({ a: fraction(a[o]), b: b.map(fraction), c: fraction(c) });
    if (network.activation === "logistic") bias.push([fraction(a[o]), null]);
  }
  return { units, bias };
}

// N2: reads an oriented pair (b, c) at which the weights of a and of b have different sums in this output. {
// b, c }
function readDifferentPair(reader, { a, b }, output, place) {
  reader.openObject();
  reader.key("b");
  const weights = readRationals(reader, a.inputs);
  reader.key("c");
  const c = readRational(reader);
  reader.closeObject();
  if (isZeroVector(weights)) reader.refuse("N2", "expected a pair with b != 0", place);
  const pair = oriented([...weights, c]);
  if (pair.sign < 0) reader.refuse("N2", "expected an oriented pair", place);
  const total = new Total();
  const addUnits = (network, side) => {
    for (const unit of network.units) {
      const mapped = tanhUnit(network, unit);
      const own = orientedPair(mapped);
      if (own && own.key === pair.key) total.add(fraction(mapped.a[output]), own.sign * side);
    }
  };
  addUnits(a, 1);
  addUnits(b, -1);
  if (total.isZero()) {
    const what = "different sums of the oriented weights of the units with this pair";
    reader.refuse("N2", `expected ${what}, found the same`, place);
  }
  reader.held("N2");
  return { b: weights, c };
}

// N3.
function checkDifferentBiases(reader, { a, b }, output, place) {
  if (sameBias(a, b, output)) {
    const what = "d plus the contributions of the constant units to be different elements of K";
    reader.refuse("N3", `expected ${what}, found the same`, place);
  }
  reader.held("N3");
}

export function checkInequivalent(reader) {
  const claim = readPair(reader);
  const { a, b } = claim;
  checkPorts(reader, "N1", a, b);
  reader.key("evidence");
  reader.openObject();
  reader.key("algebra");
  reader.openObject();
  reader.key("output");
  claim.output = readOutput(reader, a, "N1");
  reader.key("pair");
  claim.pair = null;
  const place = "$.evidence.algebra.pair";
  if (reader.isNull()) checkDifferentBiases(reader, claim, claim.output, place);
  else claim.pair = readDifferentPair(reader, claim, claim.output, place);
  reader.closeObject();
  reader.key("witness");
  claim.witness = null;
  if (!reader.isNull()) {
    reader.openObject();
    const witness = readPoint(reader, a, "N1");
    reader.closeObject();
    const { output, x, difference } = witness;
    const [left, right] = [functionOf(a, output), functionOf(b, output)];
    const bits = checkWitness(reader, left, right, x.map(fraction), difference);
    claim.witness = { ...witness, bits };
  }
  reader.closeObject();
  return claim;
}

export function sameParameters(a, b) {
  return (
    a.units.every((unit, k) => {
      const other = b.units[k];
      return (
        unit === other || (unit.c === other.c && sameTexts(unit.a, other.a) && sameTexts(unit.b, other.b))
      );
    }) && sameSums(a.d, b.d)
  );
}

export function checkNotConnected(reader) {
  const claim = readPair(reader);
  const { a, b } = claim;
  reader.key("evidence");
  reader.openObject();
  reader.closeObject();
  if (a.activation !== b.activation || !samePorts(a, b) || a.units.length !== b.units.length) {
    reader.refuse(
      "I1",
      `expected the activation and the units of a, ${portsText(a)}, found ${portsText(b)}`,
      "$.claim.b",
    );
  }
  if (sameParameters(a, b)) {
    reader.refuse("I1", "expected another parameter than a, found the same", "$.claim.b");
  }
  reader.held("I1");
  const seen = new Map();
  a.units.forEach((unit, i) => {
    const place = `$.claim.a.units[${i}]`;
    const pair = orientedPair(unit);
    if (isZeroVector(unit.a) || !pair) {
      reader.refuse("I2", "expected an a and a b other than 0, found 0", place);
    }
    reader.held("I2");
    if (seen.has(pair.key)) {
      reader.refuse(
        "I3",
        `expected another oriented pair than that of unit ${seen.get(pair.key)}, found the same`,
        place,
      );
    }
    seen.set(pair.key, i);
    reader.held("I3");
  });
  return claim;
}
