// Rule U5: one tree of cells, in preorder, that cover a domain. A cell is { distance, low, high }, with
// distance null for a box, else that of a cone, and the ends of its range on each axis, binary64 numbers that
// stand for themselves. No arithmetic on them matters but that of R and 2R, which is exact (R is 0 or a power
// of 2), and -1, 1 and ends are multiplied by it: wherever a cell is cut, its parts cover it.

import { MOST_UNITS } from "./text.mjs";

const MOST_WAITING = 2 ** 24;
const FARTHEST = 2 ** 500;

// Reads the tree over `axes`, [{ input, isUnbounded, low, high }], and returns how many cells it has.
// `isBounded(cell)` is asked for each of them.
export function readCells(reader, axes, inputs, isBounded) {
  const axisOf = new Map(axes.map(({ input }, j) => [input, j]));
  const unbounded = axes.flatMap(({ isUnbounded }, j) => (isUnbounded ? [j] : []));
  const ends = (name) => Float64Array.from(axes, (axis) => axis[name]);
  const ways = unbounded.reduce((sum, j) => sum + (axes[j].low < 0) + (axes[j].high > 0), 0);
  const waiting = [{ distance: unbounded.length ? 0 : null, low: ends("low"), high: ends("high") }];
  let count = 0;
  reader.openList();
  while (reader.more()) {
    const cell = waiting.pop();
    if (!cell) reader.refuse("U5", "expected no more cells, found more");
    const token = reader.integer(MOST_UNITS);
    if (token > inputs + 1) {
      reader.refuse("U5", `expected 0, an input from 1 to ${inputs}, or ${inputs + 1}, found ${token}`);
    }
    if (token === 0) {
      if (!isBounded(cell)) {
        const what = 'a bound of |f_a - f_b| on the cell that is at most "upper"';
        reader.refuse("U6", `expected ${what}, found none`);
      }
      reader.held("U6");
      ++count;
    } else {
      const more = token > inputs && cell.distance === 0 ? 1 + ways : 2;
      if ((waiting.length + more) * (inputs + 1) > MOST_WAITING) {
        reader.refuse("U5", "expected fewer cells that wait at a time, found more");
      }
      const parts = token <= inputs ? halves(cell, axisOf.get(token - 1)) : partsByDistance(cell, unbounded);
      if (!parts) reader.refuse("U5", "expected a split of the cell, found that it can't be split there");
      waiting.push(...parts.reverse());
    }
    reader.held("U5");
  }
  if (waiting.length) {
    reader.refuse("U5", `expected cells that cover the domain, found ${waiting.length} too few`);
  }
  return count;
}

// The same cell but for the range on one axis.
function withRange({ distance, low, high }, j, from, to) {
  const part = { distance, low: low.slice(), high: high.slice() };
  part.low[j] = from;
  part.high[j] = to;
  return part;
}

function halves(cell, j) {
  if (j === undefined || cell.distance === 0) return null;
  const l = cell.low[j];
  const u = cell.high[j];
  const middle = (l + u) / 2;
  return l < middle && middle < u ? [withRange(cell, j, l, middle), withRange(cell, j, middle, u)] : null;
}

const partsByDistance = (cell, unbounded) =>
  cell.distance === 0 ? directions(cell, unbounded) : farther(cell, unbounded);

// The cone of distance 0: the box, and a cone of distance 1 for each way out.
function directions({ low, high }, unbounded) {
  const cone = { distance: 1, low, high };
  const parts = [{ distance: null, low, high }];
  for (const j of unbounded) {
    if (low[j] < 0) parts.push(withRange(cone, j, -1, -1));
    if (high[j] > 0) parts.push(withRange(cone, j, 1, 1));
  }
  return parts;
}

// A cone: the box around its part up to twice its distance, and the rest.
function farther({ distance, low, high }, unbounded) {
  if (distance === null || !(distance < FARTHEST)) return null;
  const box = { distance: null, low: low.slice(), high: high.slice() };
  for (const j of unbounded) {
    box.low[j] *= low[j] < 0 ? 2 * distance : distance;
    box.high[j] *= high[j] > 0 ? 2 * distance : distance;
  }
  return [box, { distance: 2 * distance, low, high }];
}
