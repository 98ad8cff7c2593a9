// The difference of two networks, gathered exactly (rule U2).

import { Refusal } from "./text.mjs";
import { compare, fraction, KTotal, negated, plus, reduced, reducedText, times, Total } from "./numbers.mjs";
import { isZeroVector, oriented, tanhUnit } from "./network.mjs";

const WEIGHT_COST = 128;

// Work that is announced before it is done.
export class Work {
  constructor(most, rule, place) {
    Object.assign(this, { left: most, rule, place });
  }

  spend(cost) {
    this.left -= cost;
    if (!(this.left >= 0)) {
      throw new Refusal(4, this.rule, this.place, "this takes too long here: isopath-check does it");
    }
  }
}

const textBits = (text) => text.length * 3.33;
// What a product or sum of numbers of so many bits costs.
const arithmetic = (size) => size + (size / 128) ** 2;

const sumOf = (left, right) => reducedText(plus(fraction(left), fraction(right)));
const productOf = (left, right) => reducedText(times(fraction(left), fraction(right)));

// x_k = shift[k] + stretch[k] tau_k on a domain.
export function coordinates(domain, scale, work) {
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

// The (b, c) of a unit, written in tau.
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

// The units of both networks by oriented pair, and the biases, in the given outputs: the a's of b count with
// the other sign.
class Gathering {
  constructor(outputs, inTau, work) {
    Object.assign(this, { outputs, inTau, work });
    this.groups = new Map(); // key of the pair: a Total per output
    this.biases = outputs.map(() => new KTotal());
  }

  addNetwork(network, side) {
    this.outputs.forEach((o, j) => this.biases[j].addSum(network.d[o], side));
    for (const unit of network.units) this.addUnit(network, unit, side);
  }

  addUnit(network, unit, side) {
    const mapped = tanhUnit(network, unit);
    const texts = pairInTau(mapped.b, mapped.c, this.inTau, this.work);
    const isConstant = isZeroVector(texts.slice(0, -1));
    const pair = isConstant ? null : oriented(texts);
    this.work.spend(WEIGHT_COST * this.outputs.length);
    const sums = pair && this.sumsOf(pair.key);
    this.outputs.forEach((o, j) => {
      if (unit.a[o] === "0") return;
      const weight = fraction(mapped.a[o]);
      if (network.activation === "logistic") this.biases[j].add("", weight, side);
      if (pair) sums[j].add(weight, side * pair.sign);
      else this.biases[j].addTanh(weight, texts[texts.length - 1], side);
    });
  }

  sumsOf(key) {
    let sums = this.groups.get(key);
    if (!sums) {
      sums = this.outputs.map(() => new Total());
      this.groups.set(key, sums);
    }
    return sums;
  }

  valueOf(total) {
    this.work.spend(2 * arithmetic(total.size()));
    return reduced(total.value());
  }

  // The units whose weights are not all 0, in the order of their pairs.
  units() {
    const units = [];
    for (const [key, sums] of this.groups) {
      const weights = sums.map((total) => this.valueOf(total));
      if (weights.some(([n]) => n !== 0n)) units.push({ texts: key.split(" "), weights });
    }
    units.sort(({ texts: left }, { texts: right }) => {
      const k = left.findIndex((text, j) => text !== right[j]);
      this.work.spend(arithmetic(textBits(left[k]) + textBits(right[k])));
      return compare(left[k], right[k]);
    });
    return units.map(({ texts, weights }) => {
      return { b: texts.slice(0, -1).map(fraction), c: fraction(texts[texts.length - 1]), weights };
    });
  }

  // The terms of each output's bias that are not 0.
  terms(total) {
    return [...total.totals]
      .map(([argument, sum]) => [this.valueOf(sum), argument === "" ? null : fraction(argument)])
      .filter(([[n]]) => n !== 0n);
  }
}

// f_a - f_b in the given outputs, written in tau: { units: [{ b, c, weights }], biases: [[[coefficient,
// argument], ...], ...] }. All of them are fractions, one weight and one bias per output; the argument is
// null for the rational part of a bias. Units and terms that are 0 are left out.
export function differenceOf(a, b, outputs, inTau, work) {
  const gathering = new Gathering(outputs, inTau, work);
  gathering.addNetwork(a, 1);
  gathering.addNetwork(b, -1);
  const units = gathering.units();
  const biases = gathering.biases.map((total) => gathering.terms(total));
  return { units, biases };
}
