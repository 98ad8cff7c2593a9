// Making elements. Text is only ever set as text, never parsed as HTML: a certificate can't bring any.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

export const element = (tag, attributes, ...children) =>
  fill(document.createElement(tag), attributes, children);
export const drawing = (tag, attributes, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

const FORMULA = /([A-Za-z]{2,})|([A-Za-zα-ω])|_(\{[^}]*\}|.)|\^(\{[^}]*\}|.)|[^A-Za-zα-ω_^]+/gu;

// A formula from a line of text: single letters are variables, and _ and ^ put the next character or {group}
// below or above.
export function math(text) {
  const inner = (group) => math(group.startsWith("{") ? group.slice(1, -1) : group);
  const part = ([whole, word, letter, below, above]) => {
    if (word) return word;
    if (letter) return element("i", {}, letter);
    if (below) return element("sub", {}, inner(below));
    return above ? element("sup", {}, inner(above)) : whole;
  };
  return element("span", { class: "math" }, [...text.matchAll(FORMULA)].map(part));
}

// A mixed line: formulas stand between dollar signs.
export const line = (text) => text.split("$").map((part, k) => (k % 2 ? math(part) : part));

// A table with a scroll bar of its own. Each row is a list of cells, the first of which is its head.
export function scrollingTable(name, head, rows, attributes = {}) {
  const heads = head.map((text) => element("th", { scope: "col" }, text));
  const table = element(
    "table",
    attributes,
    element("thead", {}, element("tr", {}, heads)),
    element(
      "tbody",
      {},
      rows.map((cells) => element("tr", {}, cells)),
    ),
  );
  const region = { class: "scroll", tabindex: "0", role: "region", "aria-label": name };
  return element("div", region, table);
}

// A float for the eye.
export function decimal(value, digits = 5) {
  if (!Number.isFinite(value)) return String(value);
  const text = Number(value.toPrecision(digits));
  return Math.abs(text) >= 1e6 || (text !== 0 && Math.abs(text) < 1e-4) ? text.toExponential() : String(text);
}

export const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
