// Tables of classes of cells (rule D6): layer t holds the classes of cells that t steps can reach from that
// of u.

import { Refusal } from "./text.mjs";
import { cellOf, choicesOf, classOf, forNeighbours } from "./cells.mjs";

const MOST_CELL_UNITS = 12;
const MOST_CHOICES = 1e8;
const CHOICES_HERE = 1e7; // half a minute at most
const LAYERS = "$.evidence.lower.layers";

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

// The same cell with the signs of all essential groups turned.
const turnedCell = (cell, r) => cell.map(({ group, sign }) => ({ group, sign: group < r ? -sign : sign }));

// The cells of u and w, with homes and spare units numbered as cells.mjs does.
function cellsOfEnds({ r, atU, atW }, h) {
  const number = new Map();
  for (const { i } of atU.values()) number.set(i, number.size);
  for (let i = 0; i < h; ++i) if (!number.has(i)) number.set(i, number.size);
  const signs = [...atU.values()].map(({ sign }) => sign);
  const u = Array.from({ length: h }, (_, i) => ({ group: i, sign: 1 }));
  const w = u.map(({ group }) => ({ group: group + r, sign: 1 }));
  [...atU.keys()].forEach((key, k) => {
    const { i, sign } = atW.get(key);
    const unit = number.get(i);
    w[unit] = { group: k, sign: unit < r ? sign * signs[unit] : 1 };
  });
  return { u, w };
}

class Table {
  constructor(reader, { r, s }, layers) {
    Object.assign(this, { reader, r, s, layers, layerOf: new Map() });
    this.cells = layers.map((layer, t) => layer.map((_, k) => this.readCell(t, k)));
  }

  refuse(message, place = LAYERS) {
    this.reader.refuse("D6", message, place);
  }

  // A cell of class k of layer t.
  readCell(t, k) {
    const place = `${LAYERS}[${t}][${k}]`;
    const { r, s } = this;
    const layer = this.layers[t];
    const text = layer[k];
    const cell = cellOf(text, r, s);
    if (!cell) {
      const shown = JSON.stringify(text.slice(0, 100));
      this.refuse(`expected the class of a cell with r = ${r} and s = ${s}, found ${shown}`, place);
    }
    if (k > 0 && layer[k - 1] >= text) {
      const before = JSON.stringify(layer[k - 1]);
      this.refuse(`expected a class beyond ${before}, found ${JSON.stringify(text)}`, place);
    }
    if (this.layerOf.has(text)) {
      const other = this.layerOf.get(text);
      this.refuse(`expected a class of no other layer, found one of layer ${other}`, place);
    }
    this.layerOf.set(text, t);
    return cell;
  }

  checkChoices() {
    let choices = 0;
    for (const layer of this.cells.slice(0, -1)) for (const cell of layer) choices += choicesOf(cell, this.r);
    if (choices > MOST_CHOICES) {
      this.refuse(`expected at most ${MOST_CHOICES} choices for the layers but the last, found more`);
    }
    if (choices > CHOICES_HERE) {
      const message = `${choices} choices take too long here: isopath-check goes through them`;
      throw new Refusal(4, "D6", LAYERS, message);
    }
  }

  // What meets a cell of a layer but the last is in the layers up to the next.
  checkNeighbours() {
    this.cells.slice(0, -1).forEach((layer, t) =>
      layer.forEach((cell, k) => {
        this.reader.advance(this.reader.at);
        forNeighbours(cell, this.r, (neighbour) => this.checkNeighbour(classOf(neighbour, this.r), t, k));
        this.reader.held("D6");
      }),
    );
  }

  checkNeighbour(text, t, k) {
    const layer = this.layerOf.get(text);
    if (layer !== undefined && layer <= t + 1) return;
    const where = layer === undefined ? "in none" : `in layer ${layer}`;
    const what = `the class ${JSON.stringify(text)} of a cell that meets one of this class`;
    this.refuse(`expected ${what} in layers 0 to ${t + 1}, found it ${where}`, `${LAYERS}[${t}][${k}]`);
  }

  // The least sum of the layers of a class and of that of its cells turned; at most twice the last layer and
  // one.
  leastTurn() {
    let least = 2 * this.layers.length - 1;
    this.cells.forEach((layer, t) => {
      for (const cell of layer) {
        const other = this.layerOf.get(classOf(turnedCell(cell, this.r), this.r));
        if (other !== undefined) least = Math.min(least, t + other);
      }
    });
    return least;
  }
}

// D6: N. `found` is what seats() of lower.mjs found.
export function checkTable(reader, found, h, layers) {
  const refuse = (message, place = LAYERS) => reader.refuse("D6", message, place);
  if (h > MOST_CELL_UNITS) {
    refuse(`expected at most ${MOST_CELL_UNITS} units, found ${h}`, "$.evidence.lower.argument");
  }
  if (layers.length === 0) refuse("expected layer 0, found no layer");
  const table = new Table(reader, found, layers);
  const { u, w } = cellsOfEnds(found, h);
  const start = classOf(u, found.r);
  if (layers[0].length !== 1 || layers[0][0] !== start) {
    const what = `layer 0 to be the class of the cell of u, ${JSON.stringify(start)}`;
    refuse(`expected ${what}, found another`, `${LAYERS}[0]`);
  }
  table.checkChoices();
  table.checkNeighbours();
  reader.held("D7", table.layerOf.size);
  if (found.turned) return table.leastTurn();
  const end = classOf(w, found.r);
  if (table.layerOf.has(end)) {
    refuse(`expected the class of the cell of w, ${JSON.stringify(end)}, in no layer, found it in one`);
  }
  return layers.length;
}
