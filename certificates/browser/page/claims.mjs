// What a certificate claims, in the language of the mathematics; what its rules say; what a verdict rests on.

import { element, line, math, decimal, count } from "./dom.mjs";
import { approximate, roundedDecimal } from "../checker/numbers.mjs";

// A number: exact if it is short, else a float that stands for it, with the exact one on demand.
export function number(text) {
  if (text.length <= 14) return element("span", { class: "number" }, text.replace(/^-/, "−"));
  return element(
    "span",
    { class: "number", title: text.length > 2000 ? `${text.slice(0, 2000)}…` : text },
    `≈ ${decimal(approximate(text), 7).replace("-", "−")}`,
  );
}

const bound = (text, direction) =>
  element(
    "span",
    { class: "number", title: text.slice(0, 2000) },
    roundedDecimal(text, direction).replace("-", "−"),
  );

const point = (texts) => {
  const shown = texts.slice(0, 24).flatMap((text, k) => (k ? [", ", number(text)] : [number(text)]));
  return ["(", shown, texts.length > 24 ? `, … ${texts.length - 24} more` : "", ")"];
};

function ports({ activation, inputs, outputs }) {
  const act = activation === "tanh" ? "tanh(b_i · x + c_i)" : "σ(b_i · x + c_i)";
  const space = (n) => (n === 1 ? "ℝ" : `ℝ^{${n}}`);
  const logistic = activation === "tanh" ? [] : [", ", math("σ(s) = 1/(1 + e^{−s})")];
  return [math(`f : ${space(inputs)} → ${space(outputs)},  f(x) = d + Σ a_i ${act}`), logistic];
}

const space = (shape) => (shape.inputs === 1 ? "ℝ" : `ℝ^{${shape.inputs}}`);
const segments = (number) => count(number, "straight segment");

function witness({ x, output, difference, bits }, left, right) {
  const o = output ? `_{${output}}` : "";
  return element(
    "p",
    {},
    line(`A witness that needs no theorem: at $x$ = `),
    point(x),
    line(` the difference $${left}${o}(x) − ${right}${o}(x)$ lies between `),
    bound(difference[0], -1),
    " and ",
    bound(difference[1], 1),
    ` (decimals rounded outwards). The page has enclosed it at ${bits} bits, with arithmetic that rounds outwards.`,
  );
}

const unlimited = (text) => element("p", { class: "claim" }, text);

// kind: claim => nodes
export const CLAIMS = {
  canonical: ({ network, canonical, rank }) => [
    unlimited([
      line("The network $f$, of "),
      count(network.width, "hidden unit"),
      `, has rank ${rank}: `,
      line(
        `no tanh network with fewer than ${rank} hidden units is the same function of real inputs. One with ${rank} is its canonical form.`,
      ),
    ]),
    element("p", {}, ports(network)),
    canonicalTable(canonical),
  ],
  equivalent: ({ a, b }) => [
    unlimited(line(`$f_a(x) = f_b(x)$ for all $x ∈ ${space(a)}$, exactly.`)),
    element(
      "p",
      {},
      line(`$f_a$ has `),
      count(a.width, "hidden unit"),
      line(`, $f_b$ has `),
      count(b.width, "hidden unit"),
      ". ",
      ports(a),
    ),
  ],
  inequivalent: ({ a, b, pair, output, witness: found }) => [
    unlimited(line(`$f_a(x) ≠ f_b(x)$ for some $x ∈ ${space(a)}$.`)),
    element(
      "p",
      {},
      line(`$f_a$ has `),
      count(a.width, "hidden unit"),
      line(`, $f_b$ has `),
      count(b.width, "hidden unit"),
      ". ",
      ports(a),
    ),
    element(
      "p",
      {},
      pair
        ? [
            line(`Their canonical forms differ: in output ${output} the weights of the units with $b$ = `),
            point(pair.b),
            line(", $c$ = "),
            number(pair.c),
            " have different sums.",
          ]
        : `Their canonical forms differ: the output biases of output ${output}, with the constant units folded in, are different numbers.`,
    ),
    found ? witness(found, "f_a", "f_b") : element("p", {}, "No numeric witness is given."),
  ],
  "path valid": ({ path }) => [
    unlimited(
      line(
        `$f_w$ is the same function for every $w$ on the ${segments(path.count - 1)} through ${count(path.count, "vertex", "vertices")}: at every point, not only at those that one looks at.`,
      ),
    ),
    element("p", {}, `${count(path.width, "hidden unit")}. `, ports(path)),
  ],
  "path broken": ({ path, broken, witness: found }) => [
    unlimited(
      line(
        `The path leaves its function: on ${broken.length === 1 ? "segment" : "segments"} ${broken.slice(0, 20).join(", ")}${broken.length > 20 ? ", …" : ""} (of ${path.count - 1}) $f_{w(t)}$ differs from the function at the segment's start for all but finitely many $t ∈ [0, 1]$. On all others it stays the same.`,
      ),
    ),
    element("p", {}, `${count(path.width, "hidden unit")}. `, ports(path)),
    found
      ? [
          element("p", {}, line(`In segment ${found.segment} at $t$ = `), number(found.t), ":"),
          witness(found, "f_{w(t)}", "f_{w(0)}"),
        ]
      : element("p", {}, "No numeric witness is given."),
  ],
  connected: ({ path, segments: length }) => [
    unlimited(
      line(
        `The first and the last vertex are joined by a path of ${segments(length)} along which $f_w$ stays the same function.`,
      ),
    ),
    element("p", {}, `${count(path.width, "hidden unit")}. `, ports(path)),
  ],
  "not connected": ({ a, b }) => [
    unlimited(
      line(
        "The parameters $a$ and $b$ differ, and no path of straight segments from $a$ to $b$ keeps the function.",
      ),
    ),
    element("p", {}, `${count(a.width, "hidden unit")} each, and none of them redundant. `, ports(a)),
  ],
  distance: ({ path, lower, upper }) => [
    unlimited(
      lower === upper
        ? line(
            `The shortest path from the first to the last vertex along which $f_w$ stays the same has exactly ${segments(upper)}.`,
          )
        : line(
            `The shortest path from the first to the last vertex along which $f_w$ stays the same has at least ${lower} and at most ${segments(upper)}.`,
          ),
    ),
    bounds(lower, upper),
    element("p", {}, `${count(path.width, "hidden unit")}. `, ports(path)),
  ],
  near: ({ network, radius, rank }) => [
    unlimited(
      [
        line("The network $f$, of "),
        count(network.width, "hidden unit"),
        ", has a parameter within ",
        number(radius),
        ` of its own, in every number, whose function $g$ needs at most ${count(rank, "hidden unit")}.`,
      ].map((part) => (typeof part === "string" ? line(part) : part)),
    ),
    element("p", {}, ports(network)),
  ],
  "difference bound": ({ a, b, domain, lower, upper, cells, witness: found }) => [
    unlimited([
      line("How far $f_a$ and $f_b$ are apart, over all outputs and all $x$ in "),
      domainText(domain),
      line(": $sup |f_a(x) − f_b(x)|$ is"),
    ]),
    bounds(lower === "0" ? null : bound(lower, -1), upper === null ? null : bound(upper, 1)),
    element(
      "p",
      {},
      "Decimals are rounded outwards. ",
      upper === null
        ? "No bound from above is claimed."
        : `The domain was covered by ${count(cells, "cell")}, and the difference bounded at every point of ${cells === 1 ? "it" : "each of them"}.`,
      lower === "0" ? " No bound from below is claimed." : "",
    ),
    found
      ? element(
          "p",
          {},
          line("At $x$ = "),
          point(found.x),
          line(
            ` $|f_{a${a.outputs > 1 ? `,${found.output}` : ""}}(x) − f_{b${a.outputs > 1 ? `,${found.output}` : ""}}(x)|$ is at least `,
          ),
          bound(lower, -1),
          ".",
        )
      : null,
    element(
      "p",
      {},
      line(`$f_a$ has `),
      count(a.width, "hidden unit"),
      line(`, $f_b$ has `),
      count(b.width, "hidden unit"),
      ". ",
      ports(a),
      a.activation === b.activation ? null : ` That is the first; the second has ${b.activation} units.`,
    ),
  ],
  diameter: ({ network, rank, lower, upper }) => [
    unlimited([
      `The network, of ${count(network.width, "hidden unit")}, has rank ${rank}. `,
      upper === null
        ? "No unit is redundant: different members of its class, the parameters of the same width with the same function, are not connected."
        : line(
            `Any two members of its class, the parameters of the same width with the same function, are joined by a path of at most ${segments(upper)} on which the function stays the same.`,
          ),
    ]),
    element(
      "p",
      {},
      lower > 0
        ? `The two members given below are not joined by fewer than ${segments(lower)}.`
        : "No lower bound above 0 is claimed.",
    ),
    upper === null ? null : bounds(lower, upper),
    element("p", {}, ports(network)),
  ],
};

// Null is a bound that is not claimed.
function bounds(lower, upper) {
  const side = (value, words) =>
    value === null
      ? null
      : element("span", {}, element("b", {}, typeof value === "number" ? String(value) : value), words);
  return element("p", { class: "bounds" }, side(lower, " at least"), side(upper, " at most"));
}

const SHOWN_RANGES = 12;

// A product of ranges; an end that is null is infinite.
function domainText(domain) {
  const power = (n) => (n === 1 ? null : element("sup", {}, String(n)));
  const range = ([l, u]) =>
    l === null && u === null
      ? "ℝ"
      : [l === null ? "(−∞" : ["[", number(l)], ", ", u === null ? "∞)" : [number(u), "]"]];
  if (domain.length === 0) return "the domain, a point";
  if (domain.every(([l, u]) => l === domain[0][0] && u === domain[0][1])) {
    return [range(domain[0]), power(domain.length)];
  }
  const shown = domain
    .slice(0, SHOWN_RANGES)
    .flatMap((ends, k) => (k ? [" × ", range(ends)] : [range(ends)]));
  return [shown, domain.length > SHOWN_RANGES ? ` × … ${domain.length - SHOWN_RANGES} more` : null];
}

const SHOWN_ROWS = 60;

function canonicalTable({ units, d, inputs, outputs }) {
  if (!units) return null;
  const head = [
    "k",
    outputs === 1 ? "α" : "α (first of " + outputs + ")",
    inputs === 1 ? "β" : `β (first of ${inputs})`,
    "γ",
  ];
  return element(
    "div",
    {},
    element(
      "p",
      {},
      line(`The canonical form $δ + Σ α_k tanh(β_k · x + γ_k)$, $δ$ = `),
      d[0].text.length > 60
        ? element("span", { title: d[0].text.slice(0, 2000) }, `${d[0].text.slice(0, 60)}…`)
        : d[0].text,
      d.length > 1 ? " in output 0" : "",
      ":",
    ),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Canonical form" },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            head.map((text) => element("th", { scope: "col" }, text)),
          ),
        ),
        element(
          "tbody",
          {},
          units
            .slice(0, SHOWN_ROWS)
            .map((unit, k) =>
              element(
                "tr",
                {},
                element("th", { scope: "row" }, String(k)),
                element("td", {}, number(unit.a[0])),
                element("td", {}, unit.b.length ? number(unit.b[0]) : "–"),
                element("td", {}, number(unit.c)),
              ),
            ),
        ),
      ),
    ),
    units.length > SHOWN_ROWS
      ? element("p", {}, `${units.length - SHOWN_ROWS} more are in the certificate.`)
      : null,
  );
}

export const RULES = {
  M1: "a logistic unit stands for a tanh unit of half its numbers",
  M2: "tanh is odd: a pair (b, c) may be turned with its weight",
  G1: "each unit has its group; units with b = 0 have none",
  G2: "the units of a group have the same pair (b, c), up to sign",
  C1: "the canonical form has the shape and the number of units that are claimed",
  C2: "its units have a ≠ 0, b ≠ 0, and are oriented",
  C3: "its pairs (b, c) strictly increase",
  C4: "groups are those of the canonical units, and cancelling ones",
  C5: "weights add up to those of the canonical form, or to 0",
  C6: "the output bias with the constants is the same number",
  E1: "the same inputs and outputs",
  E2: "groups are numbered in the order of their first units",
  E3: "in each group the weights of a and of b have the same sum",
  E4: "the output bias with the constants is the same number",
  N1: "the same inputs and outputs",
  N2: "units with this pair have different sums of weights in a and in b",
  N3: "the output biases with the constants are different numbers",
  N4: "the difference at the point lies in an interval that does not hold 0",
  P1: "vertices are parameters of one width",
  P2: "each change that is stated is one",
  S1: "units that move together have weights that add up to 0 at both ends",
  S2: "units that stay together have the same sum of weights at both ends",
  S3: "the output bias with the constants that stay is the same number at both ends",
  B1: "the broken segments are those listed",
  B2: "the witness lies in the first of them",
  K1: "the path has as many segments as claimed",
  I1: "a and b are different parameters of one shape",
  I2: "each unit of a has a ≠ 0 and b ≠ 0",
  I3: "no two units of a have the same pair up to sign",
  D1: "the path has as many segments as claimed",
  D2: "the evidence is that of its argument",
  D3: "the lower bound is what the argument gives",
  D4: "when a unit can move first",
  D5: "how many essential groups change their seats",
  D6: "what meets a cell of a layer is in the layers up to the next",
  D7: "the classes of cells of the table",
  Q1: "the members have the function of the network",
  Q2: "the rank",
  Q3: "the upper bound is that of Theorem 4",
  U1: "the bounds and the domain are of a kind that can be",
  U2: "the difference, gathered exactly",
  U3: "at the point the difference is at least the lower bound",
  U4: "pairs are of two units each",
  U5: "the cells cover the domain",
  U6: "on the cell the difference is at most the upper bound",
  W1: "the two are of one shape, and the radius is no less than 0",
  W2: "the numbers of each unit differ by at most the radius",
  W3: "the output biases differ by at most the radius",
  W4: "the groups of units that do not add up to 0 are no more than the rank",
};

const ODD = "Besides the rules' arithmetic, nothing but that tanh is odd.";
const THEOREM_3 =
  "The list of broken segments rests on Theorem 3 and its corollary; the witness, if there is one, on no theorem.";

export const RESTS_ON = {
  canonical:
    "That the two are one function rests on nothing but that tanh is odd; that no smaller network is, on Theorem 2 (Sussmann 1992).",
  equivalent: ODD,
  inequivalent:
    "The algebraic part rests on Theorems 1 and 2 (Hermite 1873, Sussmann 1992); the witness, if there is one, on no theorem.",
  "path valid": ODD,
  "path broken": THEOREM_3,
  connected: ODD,
  "not connected": "Theorem 3.",
  distance:
    "The path rests on nothing but that tanh is odd; the lower bound on Theorems 3, 5, 7 or 8, or for a table on the search that it records.",
  near: ODD,
  "difference bound":
    "No theorem on networks: that tanh is odd, that it rises, its derivative, and the mean value theorem.",
  diameter:
    "The upper bound rests on Theorem 4; the lower one on Theorems 3, 5, 7 or 8, or for a table on the search that it records.",
};
