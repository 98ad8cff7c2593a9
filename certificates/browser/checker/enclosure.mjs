// Numeric evidence (rule N4): intervals with ends k / 2^p, k a BigInt, and their own enclosure of tanh. Every
// operation rounds its lower end down and its upper end up, so that the interval holds the true value
// whatever p is; a larger p makes it narrower.
//
// tanh(z) = (1 - e) / (1 + e) with e = exp(-2z), z >= 0. exp(-y) is the 2^k-th power of exp(-y/2^k), by k
// squarings; and for 0 <= t <= 1 the series 1 - t + t^2/2 - ... has falling terms with changing signs, so
// that it lies between any two sums that follow each other.

import { Refusal } from "./text.mjs";
import { bits, fraction, compare, isNegative } from "./numbers.mjs";

const MOST_PRECISION = 131072;
const MOST_WORK = 2 ** 35; // precision; precision squared times terms: some seconds

const floorDivide = (n, d) => (n >= 0n ? n / d : -((d - 1n - n) / d));
const ceilDivide = (n, d) => -floorDivide(-n, d);

// [n, d] as an interval at p bits.
export function interval([n, d], p) {
  const scaled = n << BigInt(p);
  return [floorDivide(scaled, d), ceilDivide(scaled, d)];
}

export const add = ([l, u], [v, w]) => [l + v, u + w];
export const minus = ([l, u]) => [-u, -l];
const scale = ([n, d], [l, u]) =>
  n < 0n ? [floorDivide(n * u, d), ceilDivide(n * l, d)] : [floorDivide(n * l, d), ceilDivide(n * u, d)];

// exp(-t), t = numerator / 2^w, 0 <= t <= 1.
function expSeries(numerator, w) {
  const shift = BigInt(w);
  let term = 1n << shift;
  let [from, to] = [term, term];
  for (let j = 1n; ; ++j) {
    // A term is between `term` and 3 more: with E less than that for the term before, E t/j + 1/j + 1 is an
    // upper bound, two divisions rounding down.
    term = ((term * numerator) >> shift) / j;
    const high = term + 3n;
    // What is left out is less than the first term that is.
    if (term <= 1n) return [from - high, to + high];
    [from, to] = j & 1n ? [from - high, to - term] : [from + term, to + high];
  }
}

// exp(-y), y = numerator / 2^w >= 0, between 0 and 1.
function expMinus(numerator, w) {
  const shift = BigInt(w);
  const one = 1n << shift;
  if (numerator >= one * shift) return [0n, 1n]; // exp(-w) < 2^-w
  let squarings = Math.ceil(Math.sqrt(w)) >> 1;
  if (numerator > one) squarings += bits(numerator >> shift);
  const guard = BigInt(2 * squarings + 16);
  const up = shift + guard;
  const t = (numerator << guard) >> BigInt(squarings); // exp(-t) is 2^-up less at t + 2^-up at most
  const [from, to] = expSeries(t, w + Number(guard));
  // A value between low and low + error: its square is at most low^2 + error (2 low + error).
  let low = from - 1n;
  let error = to - low;
  for (let k = 0; k < squarings; ++k) {
    [low, error] = [(low * low) >> up, ((error * (2n * low + error)) >> up) + 2n];
  }
  return [low >> guard, ((low + error) >> guard) + 1n];
}

// tanh of k / 2^p.
function tanhOf(numerator, p) {
  if (numerator < 0n) return minus(tanhOf(-numerator, p));
  const shift = BigInt(p);
  const one = 1n << shift;
  const [low, high] = expMinus(2n * numerator, p);
  // (1 - e) / (1 + e) falls, by no more than 2 (high - low).
  const leastValue = ((one - high) << shift) / (one + high);
  const mostValue = leastValue + 1n + 2n * (high - low);
  return [leastValue > 0n ? leastValue : 0n, mostValue < one ? mostValue : one];
}

const NARROW = 64n; // units of the last place

// tanh of an interval: it rises, and by no more than its argument.
export function tanhInterval([l, u], p) {
  if (u - l > NARROW) return [tanhOf(l, p)[0], tanhOf(u, p)[1]];
  const one = 1n << BigInt(p);
  const [low, high] = tanhOf(l, p);
  const mostValue = high + (u - l);
  return [low, mostValue < one ? mostValue : one];
}

// A function at a point x is { units: [{ a, b, c }], bias: [[coefficient, argument]], x }: fractions;
// argument null for the rational part. Here a is the one of the output that is asked for. { low, high } /
// 2^p.
export function valueAt({ units, bias }, x, p) {
  const zero = [0n, 0n];
  let value = zero;
  for (const [coefficient, argument] of bias) {
    value = add(
      value,
      argument ? scale(coefficient, tanhInterval(interval(argument, p), p)) : interval(coefficient, p),
    );
  }
  for (const { a, b, c } of units) {
    if (a[0] === 0n) continue;
    const z = b.reduce(
      (sum, [n, d], k) =>
        n === 0n || x[k][0] === 0n ? sum : add(sum, interval([n * x[k][0], d * x[k][1]], p)),
      interval(c, p),
    );
    value = add(value, scale(a, tanhInterval(z, p)));
  }
  return value;
}

// N4: left(x) - right(x) lies in [l, u], which does not hold 0. Returns the precision in bits at which that
// was seen.
export function checkWitness(reader, left, right, x, [lower, upper]) {
  const place = "$.evidence.witness.difference";
  if (compare(lower, upper) >= 0) reader.refuse("N4", "expected [l, u] with l < u", place);
  if (!(isNegative(upper) || (lower !== "0" && !isNegative(lower)))) {
    reader.refuse("N4", "expected [l, u] without 0", place);
  }
  const [ln, ld] = fraction(lower);
  const [un, ud] = fraction(upper);
  const width = [un * ld - ln * ud, ud * ld]; // u - l
  const terms = left.units.length + right.units.length + left.bias.length + right.bias.length + x.length;
  // Where floating point would start at 64 bits, fixed point needs those before the first of u - l, too.
  const start = 64 + Math.max(0, bits(width[1]) - bits(width[0]));
  for (let p = start; ; p *= 2) {
    // The limits of N4 are those of a floating-point checker; certificates that come near them are sent to
    // it.
    if (p > MOST_PRECISION || p * p * terms > MOST_WORK) {
      throw new Refusal(4, "N4", place, `at ${p} bits this takes too long here: isopath-check does it`);
    }
    reader.advance(reader.at);
    const [low, high] = add(valueAt(left, x, p), minus(valueAt(right, x, p)));
    const one = 1n << BigInt(p);
    const above = low * ld >= ln * one;
    const below = high * ud <= un * one;
    if (above && below) {
      reader.held("N4");
      return p;
    }
    const disjoint = high * ld < ln * one || low * ud > un * one;
    const narrow = (high - low) * 64n * width[1] < width[0] * one;
    if (disjoint || narrow) {
      const what = "an [l, u] that the difference lies in";
      reader.refuse("N4", `expected ${what}, found that it does not, at ${p} bits`, place);
    }
  }
}
