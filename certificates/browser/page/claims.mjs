// What a certificate claims, in the language of the mathematics: for each kind the nodes of a text.

import { count, decimal, element, line, math, scrollingTable } from "./dom.mjs";
import { approximate, roundedDecimal } from "../checker/numbers.mjs";

const SHOWN_DIGITS = 14;
const SHOWN_COORDINATES = 24;
const SHOWN_RANGES = 12;
const SHOWN_ROWS = 60;
const LONGEST_TITLE = 2000;

const paragraph = (...children) => element("p", {}, ...children);
const statement = (...children) => element("p", { class: "claim" }, ...children);
const hiddenUnits = ({ width }) => count(width, "hidden unit");
const segmentCount = (length) => count(length, "straight segment");
const space = (dimension) => (dimension === 1 ? "ℝ" : `ℝ^{${dimension}}`);
const noWitness = () => paragraph("No numeric witness is given.");

// A number: exact if it is short, else a float that stands for it, with the exact one on demand.
function number(text) {
  if (text.length <= SHOWN_DIGITS) return element("span", { class: "number" }, text.replace(/^-/, "−"));
  const title = text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE)}…` : text;
  const shown = decimal(approximate(text), 7).replace("-", "−");
  return element("span", { class: "number", title }, `≈ ${shown}`);
}

// A number as a decimal that is rounded down (direction -1) or up (1).
function roundedNumber(text, direction) {
  const shown = roundedDecimal(text, direction).replace("-", "−");
  return element("span", { class: "number", title: text.slice(0, LONGEST_TITLE) }, shown);
}

function point(texts) {
  const shown = texts
    .slice(0, SHOWN_COORDINATES)
    .flatMap((text, k) => (k ? [", ", number(text)] : number(text)));
  const left = texts.length - SHOWN_COORDINATES;
  return ["(", shown, left > 0 ? `, … ${left} more` : "", ")"];
}

// The form of the functions of these networks.
function ports({ activation, inputs, outputs }) {
  const isTanh = activation === "tanh";
  const unit = isTanh ? "tanh(b_i · x + c_i)" : "σ(b_i · x + c_i)";
  const form = math(`f : ${space(inputs)} → ${space(outputs)},  f(x) = d + Σ a_i ${unit}`);
  return [form, isTanh ? [] : [", ", math("σ(s) = 1/(1 + e^{−s})")]];
}

const shapeOf = (shape) => paragraph(`${hiddenUnits(shape)}. `, ports(shape));

function shapesOfBoth({ a, b }, note = null) {
  const left = [line("$f_a$ has "), hiddenUnits(a)];
  const right = [line(", $f_b$ has "), hiddenUnits(b)];
  return paragraph(left, right, ". ", ports(a), note);
}

function witnessText({ x, output, difference, bits }, left, right) {
  const o = output ? `_{${output}}` : "";
  return paragraph(
    line("A witness that needs no theorem: at $x$ = "),
    point(x),
    line(` the difference $${left}${o}(x) − ${right}${o}(x)$ lies between `),
    roundedNumber(difference[0], -1),
    " and ",
    roundedNumber(difference[1], 1),
    ` (decimals rounded outwards). The page has enclosed it at ${bits} bits, `,
    "with arithmetic that rounds outwards.",
  );
}

// Two bounds in large type. Null is a bound that is not claimed.
function bounds(lower, upper) {
  const side = (value, words) =>
    value === null ? null : element("span", {}, element("b", {}, value), words);
  return element("p", { class: "bounds" }, side(lower, " at least"), side(upper, " at most"));
}

function rangeText([l, u]) {
  if (l === null && u === null) return "ℝ";
  const start = l === null ? "(−∞" : ["[", number(l)];
  const end = u === null ? "∞)" : [number(u), "]"];
  return [start, ", ", end];
}

// A product of ranges; an end that is null is infinite.
function domainText(domain) {
  if (domain.length === 0) return "the domain, a point";
  const [[low, high]] = domain;
  if (domain.every(([l, u]) => l === low && u === high)) {
    const power = domain.length === 1 ? null : element("sup", {}, String(domain.length));
    return [rangeText(domain[0]), power];
  }
  const shown = domain
    .slice(0, SHOWN_RANGES)
    .map((range, k) => (k ? [" × ", rangeText(range)] : rangeText(range)));
  const left = domain.length - SHOWN_RANGES;
  return [shown, left > 0 ? ` × … ${left} more` : null];
}

function canonicalTable({ units, d, inputs, outputs }) {
  if (!units) return null;
  const bias = d[0].text;
  const shownBias =
    bias.length > 60
      ? element("span", { title: bias.slice(0, LONGEST_TITLE) }, `${bias.slice(0, 60)}…`)
      : bias;
  const head = [
    "k",
    outputs === 1 ? "α" : `α (first of ${outputs})`,
    inputs === 1 ? "β" : `β (first of ${inputs})`,
    "γ",
  ];
  const rows = units
    .slice(0, SHOWN_ROWS)
    .map(({ a, b, c }, k) => [
      element("th", { scope: "row" }, String(k)),
      element("td", {}, number(a[0])),
      element("td", {}, b.length ? number(b[0]) : "–"),
      element("td", {}, number(c)),
    ]);
  const left = units.length - SHOWN_ROWS;
  return element(
    "div",
    {},
    paragraph(
      line("The canonical form $δ + Σ α_k tanh(β_k · x + γ_k)$, $δ$ = "),
      shownBias,
      d.length > 1 ? " in output 0" : "",
      ":",
    ),
    scrollingTable("Canonical form", head, rows),
    left > 0 ? paragraph(`${left} more are in the certificate.`) : null,
  );
}

// ---- The kinds

export function canonicalClaim({ network, canonical, rank }) {
  return [
    statement(
      line("The network $f$, of "),
      hiddenUnits(network),
      `, has rank ${rank}: `,
      `no tanh network with fewer than ${rank} hidden units is the same function of real inputs. `,
      `One with ${rank} is its canonical form.`,
    ),
    paragraph(ports(network)),
    canonicalTable(canonical),
  ];
}

export function equivalentClaim(claim) {
  const all = space(claim.a.inputs);
  return [statement(line(`$f_a(x) = f_b(x)$ for all $x ∈ ${all}$, exactly.`)), shapesOfBoth(claim)];
}

export function inequivalentClaim(claim) {
  const { a, pair, output, witness } = claim;
  const differ = "Their canonical forms differ: ";
  const reason = pair
    ? [
        line(`${differ}in output ${output} the weights of the units with $b$ = `),
        point(pair.b),
        line(", $c$ = "),
        number(pair.c),
        " have different sums.",
      ]
    : `${differ}the output biases of output ${output}, with the constant units folded in, ` +
      "are different numbers.";
  return [
    statement(line(`$f_a(x) ≠ f_b(x)$ for some $x ∈ ${space(a.inputs)}$.`)),
    shapesOfBoth(claim),
    paragraph(reason),
    witness ? witnessText(witness, "f_a", "f_b") : noWitness(),
  ];
}

export function pathValidClaim({ path }) {
  const vertices = count(path.count, "vertex", "vertices");
  const where = `on the ${segmentCount(path.count - 1)} through ${vertices}`;
  const what = `$f_w$ is the same function for every $w$ ${where}`;
  const points = "at every point, not only at those that one looks at";
  return [statement(line(`${what}: ${points}.`)), shapeOf(path)];
}

export function pathBrokenClaim({ path, broken, witness }) {
  const name = broken.length === 1 ? "segment" : "segments";
  const list = `${broken.slice(0, 20).join(", ")}${broken.length > 20 ? ", …" : ""}`;
  const what = "differs from the function at the segment's start for all but finitely many $t ∈ [0, 1]$";
  return [
    statement(
      `The path leaves its function: on ${name} ${list} (of ${path.count - 1}) `,
      line(`$f_{w(t)}$ ${what}. On all others it stays the same.`),
    ),
    shapeOf(path),
    witness
      ? [
          paragraph(line(`In segment ${witness.segment} at $t$ = `), number(witness.t), ":"),
          witnessText(witness, "f_{w(t)}", "f_{w(0)}"),
        ]
      : noWitness(),
  ];
}

export function connectedClaim({ path, segments }) {
  const what = `a path of ${segmentCount(segments)} along which $f_w$ stays the same function`;
  return [statement(line(`The first and the last vertex are joined by ${what}.`)), shapeOf(path)];
}

export function notConnectedClaim({ a }) {
  const what = "no path of straight segments from $a$ to $b$ keeps the function";
  return [
    statement(line(`The parameters $a$ and $b$ differ, and ${what}.`)),
    paragraph(`${hiddenUnits(a)} each, and none of them redundant. `, ports(a)),
  ];
}

export function distanceClaim({ path, lower, upper }) {
  const what = "The shortest path from the first to the last vertex along which $f_w$ stays the same has";
  const length =
    lower === upper
      ? `exactly ${segmentCount(upper)}`
      : `at least ${lower} and at most ${segmentCount(upper)}`;
  return [statement(line(`${what} ${length}.`)), bounds(String(lower), String(upper)), shapeOf(path)];
}

export function diameterClaim({ network, rank, lower, upper }) {
  const parameters = "the parameters of the same width with the same function";
  const isJoined = upper !== null;
  const what = isJoined
    ? `Any two members of its class, ${parameters}, are joined by a path of at most ${segmentCount(upper)} ` +
      "on which the function stays the same."
    : `No unit is redundant: different members of its class, ${parameters}, are not connected.`;
  const least =
    lower > 0
      ? `The two members given below are not joined by fewer than ${segmentCount(lower)}.`
      : "No lower bound above 0 is claimed.";
  return [
    statement(`The network, of ${hiddenUnits(network)}, has rank ${rank}. ${what}`),
    paragraph(least),
    isJoined ? bounds(String(lower), String(upper)) : null,
    paragraph(ports(network)),
  ];
}

export function nearClaim({ network, radius, rank }) {
  return [
    statement(
      line("The network $f$, of "),
      hiddenUnits(network),
      ", has a parameter within ",
      number(radius),
      line(" of its own, in every number, whose function $g$ needs at most "),
      `${count(rank, "hidden unit")}.`,
    ),
    paragraph(ports(network)),
  ];
}

// How the upper bound was proved, and what is not claimed.
function boundsNote({ lower, upper, cells }) {
  const covered = `The domain was covered by ${count(cells, "cell")}`;
  const everywhere = `the difference bounded at every point of ${cells === 1 ? "it" : "each of them"}`;
  const above = upper === null ? "No bound from above is claimed." : `${covered}, and ${everywhere}.`;
  const below = lower === "0" ? " No bound from below is claimed." : "";
  return paragraph("Decimals are rounded outwards. ", above, below);
}

function pointText({ x, output }, { a, lower }) {
  const o = a.outputs > 1 ? `,${output}` : "";
  const what = line(` $|f_{a${o}}(x) − f_{b${o}}(x)|$ is at least `);
  return paragraph(line("At $x$ = "), point(x), what, roundedNumber(lower, -1), ".");
}

export function differenceBoundClaim(claim) {
  const { a, b, domain, lower, upper, witness } = claim;
  const note = ` That is the first; the second has ${b.activation} units.`;
  return [
    statement(
      line("How far $f_a$ and $f_b$ are apart, over all outputs and all $x$ in "),
      domainText(domain),
      line(": $sup |f_a(x) − f_b(x)|$ is"),
    ),
    bounds(lower === "0" ? null : roundedNumber(lower, -1), upper === null ? null : roundedNumber(upper, 1)),
    boundsNote(claim),
    witness ? pointText(witness, claim) : null,
    shapesOfBoth(claim, a.activation === b.activation ? null : note),
  ];
}
