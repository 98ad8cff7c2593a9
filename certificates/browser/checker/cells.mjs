// Cells and their classes (rule D7, and what D6 says of a class).
//
// In this file units 0 ... r-1 are the homes of the essential groups 0 ... r-1, and r ... h-1 the spare
// units. A cell is a list of labels, one per unit: { group, sign }. A group below r is essential, any other
// zero-sum. Signs are relative to those of u.

// The cycles of essential groups, each of which has its home in the next.
function cyclesOf(cell, r) {
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
  return cycles;
}

// The least of the texts that come of joining these in their order, each from another start.
function leastRotation(texts) {
  let least = texts.join("");
  for (let k = 1; k < texts.length; ++k) {
    const rotated = [...texts.slice(k), ...texts.slice(0, k)].join("");
    if (rotated < least) least = rotated;
  }
  return least;
}

// D7: the text of the class of a cell.
export function classOf(cell, r) {
  const spare = new Map(); // group: how many spare units
  const below = new Map(); // group: the essential groups whose homes it has
  const roots = new Set();
  for (let i = 0; i < cell.length; ++i) {
    const { group } = cell[i];
    if (group >= r) roots.add(group);
    if (i >= r) spare.set(group, (spare.get(group) ?? 0) + 1);
    else if (below.has(group)) below.get(group).push(i);
    else below.set(group, [i]);
  }
  const cycles = cyclesOf(cell, r);
  const onCycle = new Uint8Array(r);
  for (const cycle of cycles) for (const k of cycle) onCycle[k] = 1;
  const text = (group) => {
    const branches = (below.get(group) ?? []).filter((k) => !onCycle[k]);
    return `(${spare.get(group) ?? ""}${branches.map(text).sort().join("")})`;
  };
  const items = [...roots].map((group) => `Z${text(group)}`);
  for (const cycle of cycles) {
    const sign = cycle.reduce((product, k) => product * cell[k].sign, 1);
    items.push((sign < 0 ? "-" : "+") + leastRotation(cycle.map(text)));
  }
  return items.sort().join("");
}

// Reads the text of a class into a cell, whose groups, homes and spare units it numbers as it meets them.
class ClassReader {
  constructor(text, r, s) {
    Object.assign(this, { text, r, s, at: 0, nextGroup: 0, nextZero: r, nextSpare: r });
    this.cell = Array.from({ length: r + s }, () => null);
  }

  // "(" count groups ")": labels the units of a group. False if the text is none, or has too many units.
  readGroup(group) {
    if (this.text[this.at++] !== "(") return false;
    const digits = /^[0-9]{0,3}/.exec(this.text.slice(this.at, this.at + 3))[0];
    this.at += digits.length;
    for (let count = Number(digits); count > 0; --count) {
      if (this.nextSpare === this.r + this.s) return false;
      this.cell[this.nextSpare++] = { group, sign: 1 };
    }
    while (this.text[this.at] === "(") {
      if (this.nextGroup === this.r) return false;
      const k = this.nextGroup++;
      this.cell[k] = { group, sign: 1 };
      if (!this.readGroup(k)) return false;
    }
    return this.text[this.at++] === ")";
  }

  // The groups of a cycle, whose signs have the product `sign`.
  readCycle(sign) {
    const cycle = [];
    while (this.text[this.at] === "(") {
      if (this.nextGroup === this.r) return false;
      const k = this.nextGroup++;
      cycle.push(k);
      if (!this.readGroup(k)) return false;
    }
    cycle.forEach((k, j) => {
      this.cell[k] = { group: cycle[(j + 1) % cycle.length], sign: j === 0 ? sign : 1 };
    });
    return cycle.length > 0;
  }

  readItem() {
    const mark = this.text[this.at++];
    if (mark === "Z") return this.nextZero - this.r <= this.r + this.s && this.readGroup(this.nextZero++);
    return (mark === "+" || mark === "-") && this.readCycle(mark === "-" ? -1 : 1);
  }

  // The cell; null if there is none.
  read() {
    while (this.at < this.text.length) if (!this.readItem()) return null;
    if (this.cell.includes(null) || this.nextGroup !== this.r) return null;
    for (let group = 0; group < this.nextZero; ++group) {
      if (!this.cell.some((label) => label.group === group)) return null;
    }
    return this.cell;
  }
}

// A cell of the class with this text. It is null if there is none with r groups and s spare units, or if its
// class has another text.
export function cellOf(text, r, s) {
  if (text.length > 8 * (r + s + 1)) return null;
  const cell = new ClassReader(text, r, s).read();
  return cell && classOf(cell, r) === text ? cell : null;
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

// The number of choices for a cell (D6, "Limit"). Only the numbers of units matter, and the order of the
// essential groups does not.
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
    if (k === units.length) {
      visit(blocks);
      return;
    }
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

// The sets that hang together with the units of essential group k of the cell, by units that share a group of
// the cell.
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

// Calls `visit(neighbour)` for cells that meet this one (mathematics.md, section 7): for at least one of each
// class that does. They are the choices in which the set that carries k hangs together with the units that
// carried it. Signs of zero-sum groups show in no class.
export function forNeighbours(cell, r, visit) {
  const [essential, zero] = unitsByGroup(cell, r);
  const neighbour = cell.map(() => ({ group: -1, sign: 1 }));
  let nextZero = r;

  // Sets of the units of essential group k and of what it was given; one is marked and carries k.
  const divide = (k, sets, free, signs) => {
    if (k === r) {
      partitions(free, (blocks) => {
        blocks.forEach((block, j) => {
          for (const i of block) neighbour[i] = { group: nextZero + j, sign: 1 };
        });
        visit(neighbour);
      });
      return;
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

  // Zero-sum group j is free again, or given to an essential group, with or without its signs turned.
  const give = (j, sets, free, signs) => {
    if (j === zero.length) {
      divide(0, sets, free, signs);
      return;
    }
    give(j + 1, sets, [...free, ...zero[j]], signs);
    const hasHome = zero[j].some((i) => i < r);
    for (let k = 0; k < r; ++k) {
      const larger = sets.slice();
      larger[k] = [...sets[k], ...zero[j]];
      give(j + 1, larger, free, signs);
      if (!hasHome) continue;
      const turned = signs.map((sign, i) => (zero[j].includes(i) ? -sign : sign));
      give(j + 1, larger, free, turned);
    }
  };
  const signsNow = cell.map(({ sign }) => sign);
  give(0, essential, [], signsNow);
}
