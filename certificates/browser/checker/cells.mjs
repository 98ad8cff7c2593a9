// Cells, their classes and tables of classes (rules D6 and D7).
//
// Units 0 ... r-1 are here the homes of the essential groups 0 ... r-1, and r ... h-1 the spare units. A cell is a list of labels, one per unit:
// { group, sign }, a group below r being essential, any other zero-sum. Signs are relative to those of u.

import { Refusal } from "./text.mjs";

const MOST_CELL_UNITS = 12;
const MOST_CHOICES = 1e8;
const CHOICES_HERE = 1e7; // the last: half a minute at most

export function readLayers(reader) {
  const layers = [];
  reader.openList();
  while (reader.more()) {
    const layer = [];
    reader.openList();
    while (reader.more()) layer.push(reader.plain("a class in a string", "T2"));
    layers.push(layer);
  }
  return layers;
}

// D7: the text of the class of a cell.
export function classOf(cell, r) {
  const spare = new Map();
  const below = new Map();
  const roots = new Set();
  for (let i = 0; i < cell.length; ++i) {
    const { group } = cell[i];
    if (group >= r) roots.add(group);
    if (i >= r) spare.set(group, (spare.get(group) ?? 0) + 1);
    else if (below.has(group)) below.get(group).push(i);
    else below.set(group, [i]);
  }
  const onCycle = new Uint8Array(r);
  const text = (group) => {
    const parts = (below.get(group) ?? [])
      .filter((k) => !onCycle[k])
      .map(text)
      .sort();
    return `(${spare.get(group) ?? ""}${parts.join("")})`;
  };
  const cycles = [];
  const state = new Uint8Array(r); // 1: on the way that is being followed, 2: done
  for (let start = 0; start < r; ++start) {
    const way = [];
    let k = start;
    while (k < r && state[k] === 0) {
      state[k] = 1;
      way.push(k);
      k = cell[k].group;
    }
    if (k < r && state[k] === 1) cycles.push(way.slice(way.indexOf(k)));
    for (const j of way) state[j] = 2;
  }
  for (const cycle of cycles) for (const k of cycle) onCycle[k] = 1;
  const items = [...roots].map((group) => "Z" + text(group));
  for (const cycle of cycles) {
    const sign = cycle.reduce((product, k) => product * cell[k].sign, 1);
    const texts = cycle.map(text);
    let least = texts.join("");
    for (let k = 1; k < texts.length; ++k) {
      const rotated = [...texts.slice(k), ...texts.slice(0, k)].join("");
      if (rotated < least) least = rotated;
    }
    items.push((sign < 0 ? "-" : "+") + least);
  }
  return items.sort().join("");
}

// A cell of the class with this text; null if there is none with r groups and s spare units, or its class has another text.
export function cellOf(text, r, s) {
  const cell = Array.from({ length: r + s }, () => null);
  let at = 0;
  let nextGroup = 0;
  let nextZero = r;
  let nextSpare = r;
  if (text.length > 8 * (r + s + 1)) return null;

  // "(" count groups ")": the labels of its units. False if it is none.
  const readGroup = (group) => {
    if (text[at++] !== "(") return false;
    const digits = /^[0-9]{0,3}/.exec(text.slice(at, at + 3))[0];
    at += digits.length;
    for (let count = Number(digits); count > 0; --count) {
      if (nextSpare === r + s) return false;
      cell[nextSpare++] = { group, sign: 1 };
    }
    while (text[at] === "(") {
      if (nextGroup === r) return false;
      const k = nextGroup++;
      cell[k] = { group, sign: 1 };
      if (!readGroup(k)) return false;
    }
    return text[at++] === ")";
  };

  while (at < text.length) {
    const mark = text[at++];
    if (mark === "Z") {
      if (nextZero - r > r + s || !readGroup(nextZero++)) return null;
    } else if (mark === "+" || mark === "-") {
      const cycle = [];
      while (text[at] === "(") {
        if (nextGroup === r) return null;
        cycle.push(nextGroup++);
        if (!readGroup(cycle[cycle.length - 1])) return null;
      }
      if (cycle.length === 0) return null;
      cycle.forEach((k, j) => {
        cell[k] = { group: cycle[(j + 1) % cycle.length], sign: mark === "-" && j === 0 ? -1 : 1 };
      });
    } else {
      return null;
    }
  }
  if (cell.includes(null) || nextGroup !== r) return null;
  for (let group = 0; group < nextZero; ++group) {
    if (!cell.some((label) => label.group === group)) return null;
  }
  return classOf(cell, r) === text ? cell : null;
}

const BELL = [1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975, 678570, 4213597, 27644437];
const markedPartitions = (n) => BELL[n + 1] - BELL[n];

// The units of each group of a cell: [essential lists, zero-sum lists].
function unitsByGroup(cell, r) {
  const essential = Array.from({ length: r }, () => []);
  const zero = new Map();
  cell.forEach(({ group }, i) => {
    if (group < r) essential[group].push(i);
    else if (zero.has(group)) zero.get(group).push(i);
    else zero.set(group, [i]);
  });
  return [essential, [...zero.values()]];
}

// The number of choices for a cell (D6, "Limit"). Only the numbers of units matter, and the order of the essential groups does not.
export function choicesOf(cell, r) {
  const [essential, zero] = unitsByGroup(cell, r);
  let states = new Map([[JSON.stringify([0, essential.map((units) => units.length).sort()]), 1]]);
  for (const units of zero) {
    const next = new Map();
    const signs = units.some((i) => i < r) ? 2 : 1;
    const count = (free, sizes, times) => {
      const key = JSON.stringify([free, sizes]);
      next.set(key, (next.get(key) ?? 0) + times);
    };
    for (const [key, times] of states) {
      const [free, sizes] = JSON.parse(key);
      count(free + units.length, sizes, times);
      for (let k = 0; k < r; ++k) {
        const larger = sizes.slice();
        larger[k] += units.length;
        count(free, larger.sort(), times * signs);
      }
    }
    states = next;
  }
  let choices = 0;
  for (const [key, times] of states) {
    const [free, sizes] = JSON.parse(key);
    choices += sizes.reduce((product, size) => product * markedPartitions(size), times * BELL[free]);
  }
  return choices;
}

// Calls `visit(blocks)` for each way to divide `units` into sets.
function partitions(units, visit) {
  const blocks = [];
  const place = (k) => {
    if (k === units.length) return visit(blocks);
    for (const block of blocks) {
      block.push(units[k]);
      place(k + 1);
      block.pop();
    }
    blocks.push([units[k]]);
    place(k + 1);
    blocks.pop();
  };
  place(0);
}

// The sets that hang together with the units of essential group k of the cell, by units that share a group of the cell.
function setsThatMeet(cell, k, sets) {
  const groups = new Set([k]);
  const met = new Set();
  for (let before = -1; before < met.size; ) {
    before = met.size;
    for (const set of sets) {
      if (met.has(set) || !set.some((i) => groups.has(cell[i].group))) continue;
      met.add(set);
      for (const i of set) groups.add(cell[i].group);
    }
  }
  return met;
}

// Calls `visit(neighbour)` for cells that meet this one (mathematics.md, section 7): at least one of each class that does. They are the choices
// in which the set that carries k hangs together with the units that carried it; signs of zero-sum groups show in no class.
export function forNeighbours(cell, r, visit) {
  const [essential, zero] = unitsByGroup(cell, r);
  const neighbour = cell.map(() => ({ group: -1, sign: 1 }));
  let nextZero = r;

  // Sets of the units of essential group k and of what it was given; one is marked and carries k.
  const divide = (k, sets, free, signs) => {
    if (k === r) {
      return partitions(free, (blocks) => {
        blocks.forEach((block, j) => {
          for (const i of block) neighbour[i] = { group: nextZero + j, sign: 1 };
        });
        visit(neighbour);
      });
    }
    partitions(sets[k], (blocks) => {
      const before = nextZero;
      for (const marked of setsThatMeet(cell, k, blocks)) {
        nextZero = before;
        for (const block of blocks) {
          const group = block === marked ? k : nextZero++;
          for (const i of block) neighbour[i] = { group, sign: group === k ? signs[i] : 1 };
        }
        divide(k + 1, sets, free, signs);
      }
      nextZero = before;
    });
  };

  const give = (j, sets, free, signs) => {
    if (j === zero.length) return divide(0, sets, free, signs);
    give(j + 1, sets, [...free, ...zero[j]], signs);
    const hasHome = zero[j].some((i) => i < r);
    for (let k = 0; k < r; ++k) {
      const larger = sets.slice();
      larger[k] = [...sets[k], ...zero[j]];
      give(j + 1, larger, free, signs);
      if (hasHome)
        give(
          j + 1,
          larger,
          free,
          signs.map((sign, i) => (zero[j].includes(i) ? -sign : sign)),
        );
    }
  };
  give(
    0,
    essential,
    [],
    cell.map(({ sign }) => sign),
  );
}

const turned = (cell, r) => cell.map(({ group, sign }) => ({ group, sign: group < r ? -sign : sign }));

// D6: N. `found` is what seats() of lower.mjs found.
export function checkTable(reader, { r, s, turned: allTurned, atU, atW }, h, layers) {
  const place = "$.evidence.lower.layers";
  const refuse = (message, where = place) => reader.refuse("D6", message, where);
  if (h > MOST_CELL_UNITS)
    refuse(`expected at most ${MOST_CELL_UNITS} units, found ${h}`, "$.evidence.lower.argument");
  if (layers.length === 0) refuse("expected layer 0, found no layer");

  const layerOf = new Map();
  const cells = [];
  layers.forEach((layer, t) => {
    cells.push(
      layer.map((text, k) => {
        const here = `${place}[${t}][${k}]`;
        const cell = cellOf(text, r, s);
        if (!cell)
          refuse(
            `expected the class of a cell with r = ${r} and s = ${s}, found ${JSON.stringify(text.slice(0, 100))}`,
            here,
          );
        if (k > 0 && layer[k - 1] >= text)
          refuse(
            `expected a class beyond ${JSON.stringify(layer[k - 1])}, found ${JSON.stringify(text)}`,
            here,
          );
        if (layerOf.has(text))
          refuse(`expected a class of no other layer, found one of layer ${layerOf.get(text)}`, here);
        layerOf.set(text, t);
        return cell;
      }),
    );
  });

  // The cells of u and w, with homes and spare units numbered as this file does.
  const number = new Map();
  for (const { i } of atU.values()) number.set(i, number.size);
  for (let i = 0; i < h; ++i) if (!number.has(i)) number.set(i, number.size);
  const groups = [...atU.keys()];
  const signs = [...atU.values()].map(({ sign }) => sign);
  const cellOfU = Array.from({ length: h }, (_, i) => ({ group: i, sign: 1 }));
  const cellOfW = cellOfU.map(({ group }) => ({ group: group + r, sign: 1 }));
  groups.forEach((key, k) => {
    const { i, sign } = atW.get(key);
    const unit = number.get(i);
    cellOfW[unit] = { group: k, sign: unit < r ? sign * signs[unit] : 1 };
  });
  const start = classOf(cellOfU, r);
  const end = classOf(cellOfW, r);
  if (layers[0].length !== 1 || layers[0][0] !== start) {
    refuse(
      `expected layer 0 to be the class of the cell of u, ${JSON.stringify(start)}, found another`,
      `${place}[0]`,
    );
  }

  const R = layers.length - 1;
  let choices = 0;
  for (let t = 0; t < R; ++t) for (const cell of cells[t]) choices += choicesOf(cell, r);
  if (choices > MOST_CHOICES)
    refuse(`expected at most ${MOST_CHOICES} choices for the layers but the last, found more`);
  if (choices > CHOICES_HERE)
    throw new Refusal(
      4,
      "D6",
      place,
      `${choices} choices take too long here: isopath-check goes through them`,
    );
  for (let t = 0; t < R; ++t) {
    cells[t].forEach((cell, k) => {
      reader.advance(reader.at);
      forNeighbours(cell, r, (neighbour) => {
        const text = classOf(neighbour, r);
        const layer = layerOf.get(text);
        if (layer === undefined || layer > t + 1) {
          const where = layer === undefined ? "in none" : `in layer ${layer}`;
          refuse(
            `expected the class ${JSON.stringify(text)} of a cell that meets one of this class in layers 0 to ${t + 1}, found it ${where}`,
            `${place}[${t}][${k}]`,
          );
        }
      });
      reader.held("D6");
    });
  }
  reader.held("D7", layerOf.size);

  if (!allTurned) {
    if (layerOf.has(end))
      refuse(`expected the class of the cell of w, ${JSON.stringify(end)}, in no layer, found it in one`);
    return R + 1;
  }
  let least = 2 * R + 1;
  layers.forEach((layer, t) =>
    layer.forEach((text, k) => {
      const other = layerOf.get(classOf(turned(cells[t][k], r), r));
      if (other !== undefined) least = Math.min(least, t + other);
    }),
  );
  return least;
}
