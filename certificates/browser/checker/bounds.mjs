// Rule U6: bounds of f_a - f_b on a cell, in one output. All is in fixed point: an interval is a pair of
// BigInts that stand for k / 2^p. Every operation rounds outwards, so that the interval holds the true values
// whatever p is. Rules that are halves of one bound are taken one by one: what one gives from above and
// another from below holds together.

import { bits, plus } from "./numbers.mjs";
import { add, interval, minus, tanhInterval, valueAt } from "./enclosure.mjs";
import { Refusal } from "./text.mjs";

const FIRST_STEP = 64;
const LAST_STEP = 8192; // U6
const MOST_BITS = 32768; // of fixed point, which needs more of them
const TANH_COST = 50; // in products of numbers
const costAt = (p) => p + (p * p) / 1024; // of a number at p bits

const least = (p, q) => (p < q ? p : q);
const greatest = (p, q) => (p > q ? p : q);
const hull = ([l, u], [v, w]) => [least(l, v), greatest(u, w)];
const common = ([l, u], [v, w]) => [greatest(l, v), least(u, w)];
const shiftUp = (n, shift) => -(-n >> shift);

// The product of two intervals; `shift` is p as a BigInt.
function product([l, u], [v, w], shift) {
  let low = l * v;
  let high = low;
  for (const end of [l * w, u * v, u * w]) {
    if (end < low) low = end;
    else if (end > high) high = end;
  }
  return [low >> shift, shiftUp(high, shift)];
}

// 1 - t^2 for t in an interval within [-1, 1].
function oneLessSquare([l, u], shift) {
  const one = 1n << shift;
  const p = l < 0n ? -l : l;
  const q = u < 0n ? -u : u;
  const nearest = l <= 0n && u >= 0n ? 0n : least(p, q);
  const farthest = greatest(p, q);
  return [one - shiftUp(farthest * farthest, shift), one - ((nearest * nearest) >> shift)];
}

// A binary64 number in fixed point, rounded down; up by -fixed(-x, p).
const floatView = new DataView(new ArrayBuffer(8));
function fixed(x, p) {
  floatView.setFloat64(0, Math.abs(x));
  const word = floatView.getBigUint64(0);
  const exponent = Number(word >> 52n);
  const mantissa = (word & 0xfffffffffffffn) + (exponent ? 1n << 52n : 0n);
  const shift = BigInt(p + (exponent || 1) - 1075);
  const size = x < 0 ? -mantissa : mantissa;
  return shift < 0n ? size >> -shift : size << shift;
}

// An affine function of tau, exactly: { c, slopes: [[axis, fraction], ...] } without the slopes that are 0.
const affine = (c, b, axes) => ({
  c,
  slopes: axes.flatMap(({ input }, j) => (b[input][0] === 0n ? [] : [[j, b[input]]])),
});

const less = (left, [n, d]) => plus(left, [-n, d]);
const turn = ([n, d]) => [-n, d];

// A term of f_a - f_b in output o: w tanh(s), and for a pair of units the other one with what they have
// together.
function termOf(unit, partner, isTurned, o, axes) {
  const term = { w: unit.weights[o], s: affine(unit.c, unit.b, axes), other: null };
  if (!partner) return term;
  const orient = (value) => (isTurned ? turn(value) : value);
  const b = partner.b.map(orient);
  const c = orient(partner.c);
  const w = orient(partner.weights[o]);
  const gaps = unit.b.map((entry, k) => less(entry, b[k]));
  const gap = affine(less(unit.c, c), gaps, axes);
  return { ...term, other: { w, s: affine(c, b, axes), sum: plus(term.w, w), gap } };
}

// The sizes of numbers: how many there are, their bits in all, and the most bits of one before and behind the
// point.
class Sizes {
  constructor() {
    Object.assign(this, { below: 0, above: 0, numbers: 0, length: 0 });
  }

  see([n, d]) {
    if (n === 0n) return;
    const up = bits(n < 0n ? -n : n);
    const down = bits(d);
    this.below = Math.max(this.below, 4 + down - up);
    this.above = Math.max(this.above, 4 + up - down);
    this.length += up + down;
    ++this.numbers;
  }

  seeAffine({ c, slopes }) {
    this.see(c);
    for (const [, slope] of slopes) this.see(slope);
  }

  seeTerm({ w, s, other }) {
    this.see(w);
    this.seeAffine(s);
    if (!other) return;
    this.see(other.w);
    this.see(other.sum);
    this.seeAffine(other.s);
    this.seeAffine(other.gap);
  }
}

export class Bounds {
  // `terms` are [unit, partner or null, is the partner turned], `bias` is an element of K, `most` is what the
  // bound has to be, and `work` is spent.
  constructor(terms, bias, o, axes, most, work) {
    Object.assign(this, { bias, axes, most, work, enclosed: new Map() });
    work.spend(terms.length * (axes.length + TANH_COST) * costAt(FIRST_STEP));
    this.terms = terms.map(([unit, partner, isTurned]) => termOf(unit, partner, isTurned, o, axes));
    // What fixed point needs beyond floating point: room for the least number, and for the errors of products
    // with the greatest. Most often the room for the bound that is to be proved is enough.
    const sizes = new Sizes();
    sizes.see(most);
    const belowMost = sizes.below;
    for (const [coefficient] of bias) sizes.see(coefficient);
    for (const term of this.terms) sizes.seeTerm(term);
    this.first = FIRST_STEP + belowMost + 3 * sizes.above;
    this.last = LAST_STEP + sizes.below + 3 * sizes.above;
    this.cost = sizes.numbers + axes.length + TANH_COST * terms.length; // of one cell, in numbers
    this.length = sizes.length; // of all numbers, in bits
  }

  // Is |f_a - f_b| proved to be at most `most` on the cell?
  hold(cell) {
    let far = cell.distance ?? 0;
    for (const ends of [cell.low, cell.high]) for (const end of ends) far = Math.max(far, Math.abs(end));
    const last = this.last + (far > 1 ? 2 * Math.ceil(Math.log2(far)) : 0);
    for (let p = this.first; ; p = Math.min(2 * p, last)) {
      if (p > MOST_BITS) {
        const message = `at ${p} bits this takes too long here: isopath-check does it`;
        throw new Refusal(4, "U6", this.work.place, message);
      }
      this.work.spend(this.cost * costAt(p));
      if (this.isProvedAt(cell, p)) return true;
      if (p === last) return false;
    }
  }

  // The numbers of the difference as intervals.
  at(p) {
    let found = this.enclosed.get(p);
    if (found) return found;
    this.work.spend(8 * this.length + (this.cost + TANH_COST * this.bias.length) * costAt(p));
    const enclose = (value) => interval(value, p);
    const encloseAffine = ({ c, slopes }) => ({
      c: enclose(c),
      slopes: slopes.map(([j, slope]) => [j, enclose(slope)]),
    });
    const terms = this.terms.map(({ w, s, other }) => ({
      w: enclose(w),
      s: encloseAffine(s),
      other: other && {
        w: enclose(other.w),
        s: encloseAffine(other.s),
        sum: enclose(other.sum),
        gap: encloseAffine(other.gap),
      },
    }));
    found = {
      p,
      shift: BigInt(p),
      terms,
      bias: valueAt({ units: [], bias: this.bias }, [], p),
      most: interval(this.most, p)[0],
    };
    if (this.enclosed.size >= 8) this.enclosed.clear();
    this.enclosed.set(p, found);
    return found;
  }

  isProvedAt(cell, p) {
    const numbers = this.at(p);
    const { most, shift } = numbers;
    const ends = Array.from(cell.low, (l, j) => [fixed(l, p), -fixed(-cell.high[j], p)]);
    const rangeOf =
      cell.distance === null
        ? (argument) => onBox(argument, ends, shift)
        : (argument) => onCone(argument, ends, cell.distance, this.axes, shift);
    const { value, parts } = rangesOf(numbers, rangeOf);
    const [low, high] = value;
    const isBelow = high <= most;
    const isAbove = low >= -most;
    if (isBelow && isAbove) return true;
    if (cell.distance !== null) return false;
    const slopes = slopesOf(numbers, parts, ends.length);
    return (
      (isBelow || meanValue(numbers, ends, slopes, 1) <= most) &&
      (isAbove || meanValue(numbers, ends, slopes, -1) <= most)
    );
  }
}

// ---- Ranges

// What an affine function ranges over, on a box and on a cone. An end is null if there is none.
function onBox({ c, slopes }, ends, shift) {
  let range = c;
  for (const [j, slope] of slopes) range = add(range, product(slope, ends[j], shift));
  return range;
}

function onCone({ c, slopes }, ends, distance, axes, shift) {
  let outward = [0n, 0n];
  let rest = c;
  for (const [j, slope] of slopes) {
    const part = product(slope, ends[j], shift);
    if (axes[j].isUnbounded) outward = add(outward, part);
    else rest = add(rest, part);
  }
  const R = BigInt(distance);
  return [
    outward[0] >= 0n ? R * outward[0] + rest[0] : null,
    outward[1] <= 0n ? R * outward[1] + rest[1] : null,
  ];
}

function tanhRange([l, u], p) {
  const one = 1n << BigInt(p);
  if (l !== null && u !== null) return tanhInterval([l, u], p);
  return [l === null ? -one : tanhInterval([l, l], p)[0], u === null ? one : tanhInterval([u, u], p)[1]];
}

// The range of f_a - f_b, and the ranges of each term that its slopes are made of.
function rangesOf({ p, shift, terms, bias }, rangeOf) {
  let value = bias;
  const parts = terms.map(({ w, s, other }) => {
    const T = tanhRange(rangeOf(s), p);
    if (!other) {
      value = add(value, product(w, T, shift));
      return { T };
    }
    const V = tanhRange(rangeOf(other.s), p);
    const H = hull(T, V);
    const G = oneLessSquare(H, shift);
    const gap = rangeOf(other.gap);
    let D = add(T, minus(V));
    if (H[0] >= 0n || H[1] <= 0n) D = common(D, [-G[1], G[1]]);
    if (gap[0] !== null && gap[1] !== null) D = common(D, product(G, gap, shift));
    value = add(
      value,
      common(
        add(product(w, T, shift), product(other.w, V, shift)),
        add(product(other.sum, T, shift), minus(product(other.w, D, shift))),
      ),
    );
    return { T, V, H, G, gap };
  });
  return { value, parts };
}

// ---- Mean values, on a box

// The ranges of the derivatives of f_a - f_b by each axis.
function slopesOf({ shift, terms }, parts, axes) {
  const sums = Array.from({ length: axes }, () => [0n, 0n]);
  const put = ({ slopes }, factor) => {
    for (const [j, slope] of slopes) sums[j] = add(sums[j], product(slope, factor, shift));
  };
  terms.forEach(({ w, s, other }, k) => {
    const { T, V, H, G, gap } = parts[k];
    const F = oneLessSquare(T, shift);
    if (!other) {
      put(s, product(w, F, shift));
      return;
    }
    const turnOver = product(other.w, oneLessSquare(V, shift), shift);
    const bend = product(product(other.w, gap, shift), product(H, G, shift), shift);
    put(s, common(add(product(w, F, shift), turnOver), add(product(other.sum, F, shift), add(bend, bend))));
    put(other.gap, minus(turnOver));
  });
  return sums;
}

// A bound of f_a - f_b (side 1) or of f_b - f_a (side -1) from above: the value at a point z of the box, and
// what the slopes add to it.
function meanValue(numbers, ends, slopes, side) {
  const rising = side < 0 ? slopes.map(minus) : slopes;
  const z = ends.map(([l, u], j) => {
    const [low, high] = rising[j];
    return low >= 0n ? u : high <= 0n ? l : l + ((u - l) * high) / (high - low);
  });
  let excess = 0n;
  ends.forEach(([l, u], j) => {
    excess += greatest(rising[j][1] * (u - z[j]), rising[j][0] * (l - z[j]));
  });
  const point = z.map((end) => [end, end]);
  const { value } = rangesOf(numbers, (argument) => onBox(argument, point, numbers.shift));
  return (side < 0 ? -value[0] : value[1]) + shiftUp(excess, numbers.shift);
}
