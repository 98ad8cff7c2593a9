// The difference of two networks along a line, and where it has to be by a bound.

import { approximate } from "../../checker/numbers.mjs";
import { functionOf } from "../../checker/kinds.mjs";
import { valueAt } from "../../checker/enclosure.mjs";

const MOST_DRAWN_WORK = 2e6; // sums of products that are computed exactly for one curve

// A float as a fraction that is near enough to be drawn.
function nearFraction(x) {
  if (!Number.isFinite(x) || Math.abs(x) >= 1e100) return [0n, 1n];
  const one = 2n ** 60n;
  const whole = Math.trunc(x);
  return [BigInt(whole) * one + BigInt(Math.round((x - whole) * 2 ** 60)), one];
}

// f_a - f_b at samples of a line. Of networks that are nearly equal floating point would show nothing but its
// errors: this has the arithmetic of the enclosures, at bits enough for differences of this size. Null if it
// would take long.
export function exactDifference(members, output, line, samples, size) {
  const products = members.reduce(
    (sum, { network }) => sum + network.units.length * (network.inputs + 30),
    0,
  );
  if (!(products * samples.length < MOST_DRAWN_WORK)) return null;
  const bits = Math.min(1000, 64 + Math.max(0, Math.ceil(-Math.log2(size))));
  const functions = members.map(({ network }) => functionOf(network, output));
  return Float64Array.from(samples, (s) => {
    const x = line.origin.map((start, k) => nearFraction(start + s * line.direction[k]));
    const [[l], [v]] = functions.map((member) => valueAt(member, x, bits));
    return Number(l - v) / 2 ** bits;
  });
}

// The part of a line that is in a domain: its ends, or null.
export function insideOf(domain, line, samples) {
  const ends = domain.map(([l, u]) => [
    l === null ? -Infinity : approximate(l),
    u === null ? Infinity : approximate(u),
  ]);
  const isInside = (s) =>
    line.origin.every((start, k) => {
      const x = start + s * line.direction[k];
      const air = 1e-4 * Math.abs(x); // what decimals of coordinates err
      return x >= ends[k][0] - air && x <= ends[k][1] + air;
    });
  const inside = [...samples].filter(isInside);
  return inside.length ? [inside[0], inside[inside.length - 1]] : null;
}
