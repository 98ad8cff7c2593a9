// node node_test.mjs CASES: the browser's checker in Node. CASES: a line of JSON per case, { name, text in
// base64, code, rule } with the verdict of isopath-check. Also tests what the checker computes with. Prints
// "N passed, M failed".

import { readFileSync, readdirSync } from "node:fs";
import { check } from "../../../certificates/browser/checker/checker.mjs";
import {
  isRational,
  half,
  Total,
  fraction,
  approximate,
  roundedDecimal,
  compare,
} from "../../../certificates/browser/checker/numbers.mjs";
import { tanhInterval, valueAt } from "../../../certificates/browser/checker/enclosure.mjs";
import { Bounds } from "../../../certificates/browser/checker/bounds.mjs";
import { classOf, cellOf, choicesOf, forNeighbours } from "../../../certificates/browser/checker/cells.mjs";

let passed = 0;
let failed = 0;
function expect(condition, what) {
  if (condition) {
    ++passed;
    return;
  }
  ++failed;
  console.log(`FAILED ${what}`);
}

// Random numbers with a seed, so that a run can be repeated.
let state = Number(process.env.ISOPATH_SEED ?? Date.now() % 1e9);
console.log(`seed ${state}`);
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
function randomDigits(count) {
  return Array.from({ length: count }, (_, k) => (k === 0 ? 1 + random(9) : random(10))).join("");
}

// A changed certificate may have several faults, of which each checker reports the first that it finds: there
// the verdict has to be the same, not the rule, and it may be refused by a rule (1) here and as no
// certificate (3) there.
const verdict = (code) => (code === 3 ? 1 : code);
let byAnotherRule = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const { name, text, code, rule } = JSON.parse(line);
  const result = check(new Uint8Array(Buffer.from(text, "base64")));
  const found = `${result.code} by ${result.rule} at ${result.place}: ${result.message}`;
  const same = result.code === code && (code !== 1 || result.rule === rule);
  const isChange = !/^(good|bad)\//.test(name);
  if (!same) ++byAnotherRule;
  expect(
    isChange ? verdict(result.code) === verdict(code) : same,
    `${name}: isopath-check says ${code} by ${rule}, this checker ${found}`,
  );
}

if (byAnotherRule) console.log(`${byAnotherRule} refused, but by another rule than isopath-check's`);

// Lowest terms, by Euclid and by Lehmer's steps, from one digit to thousands.
function euclid(a, b) {
  while (b) [a, b] = [b, a % b];
  return a;
}
for (let k = 0; k < 300; ++k) {
  const digits = 1 + random(k % 10 ? 60 : 1500);
  const factor = BigInt(k % 3 ? 1 : randomDigits(1 + random(digits)));
  const n = BigInt(randomDigits(digits)) * factor;
  const d = BigInt(randomDigits(1 + random(digits))) * factor;
  expect(isRational(`${n}/${d}`) === (d > 1n && euclid(n, d) === 1n), `lowest terms of ${n}/${d}`);
  const g = euclid(n, d);
  const text = d === g ? `${n / g}` : `${n / g}/${d / g}`;
  expect(isRational(text) && isRational(half(text)), `half of ${text}`);
  const exact = Number((n * 10n ** 20n) / d) / 1e20;
  if (exact > 1e-6 && exact < 1e300) {
    expect(Math.abs(approximate(text) / exact - 1) < 1e-9, `a float near ${text}`);
  }
}

// Decimals are on the side that they are said to be, and near.
for (const [text, below, above] of [
  ["1/3", "1/3", "1/3"],
  ["10000001/3", "3333330", "3333340"],
  ["-964029/1000000", "-0.964029", "-0.964029"],
  ["-9640291/10000000", "-0.96403", "-0.964029"],
  ["1/123456789", "8.1e-9", "8.10001e-9"],
  ["99999999/100000000", "0.999999", "1"],
  ["123456789", "123456000", "123457000"],
]) {
  expect(roundedDecimal(text, -1) === below && roundedDecimal(text, 1) === above, `decimals of ${text}`);
}
for (let k = 0; k < 300; ++k) {
  const n = BigInt(randomDigits(1 + random(30)));
  const d = BigInt(randomDigits(1 + random(30)));
  const g = euclid(n, d);
  const text = (k % 2 ? "-" : "") + (d === g ? `${n / g}` : `${n / g}/${d / g}`);
  for (const direction of [-1, 1]) {
    const shown = roundedDecimal(text, direction);
    const [, sign, whole, part = "", exponent = "0"] = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e(-?[0-9]+))?$/.exec(
      shown,
    ) ?? [, "", "0"];
    if (shown === text) continue;
    const shift = Number(exponent) - part.length;
    const digits = BigInt(sign + whole + part);
    const value = shift >= 0 ? `${digits * 10n ** BigInt(shift)}` : `${digits}/${10n ** BigInt(-shift)}`;
    expect(
      compare(value, text) * direction >= 0 && Math.abs(approximate(value) / approximate(text) - 1) < 2e-5,
      `${shown}, on one side of ${text}`,
    );
  }
}

// Sums that are 0, and sums that are not by one unit of their last denominator.
for (let k = 0; k < 100; ++k) {
  const total = new Total();
  const terms = Array.from({ length: 1 + random(20) }, () => [
    BigInt(random(1000) - 500),
    BigInt(1 + random(k % 2 ? 64 : 1000)),
  ]);
  let [p, q] = [0n, 1n];
  for (const [n, d] of terms) {
    total.add([n, d]);
    [p, q] = [p * d + n * q, q * d];
  }
  expect(total.isZero() === (p === 0n), "a sum");
  total.add([p, q], -1);
  expect(total.isZero(), "a sum and its opposite");
  total.add([1n, q]);
  expect(!total.isZero(), "a sum that is almost 0");
}

// Enclosures of tanh hold those at many more bits, are narrow, and agree with floats. 30 digits of tanh(1/2),
// tanh(1), tanh(20).
for (const [argument, digits] of [
  ["1/2", 462117157260009758502318483643n],
  ["1", 761594155955764888119458282604n],
  ["20", 999999999999999991503291489416n],
]) {
  const [n, d] = fraction(argument);
  const p = 200;
  const z = (n << 200n) / d;
  const [low, high] = tanhInterval([z, z], p);
  const unit = 10n ** 30n;
  expect(
    low * unit <= (digits + 1n) << 200n && high * unit >= digits << 200n && high - low < 1n << 20n,
    `tanh(${argument})`,
  );
}
for (let k = 0; k < 200; ++k) {
  const p = 64 + random(200);
  const far = 3 * p;
  const size = [0, 1, 5, 40, 400][k % 5];
  const z =
    (BigInt(random(2 ** 30)) << BigInt(p - 30 + (size % 7))) * BigInt(size) * (k % 2 ? 1n : -1n) +
    BigInt(random(1000));
  const [l, u] = tanhInterval([z, z], p);
  const [v, w] = tanhInterval([z << BigInt(far - p), z << BigInt(far - p)], far);
  expect(
    l << BigInt(far - p) <= v && w <= u << BigInt(far - p) && v <= w,
    `tanh(${z} / 2^${p}) at ${far} bits`,
  );
  expect(u - l <= 64n, `tanh(${z} / 2^${p}) within ${u - l} units`);
  const float = Number(z) / 2 ** p;
  if (Number.isFinite(float)) {
    expect(Math.abs(Number(l) / 2 ** p - Math.tanh(float)) < 1e-14, `tanh(${float})`);
  }
}
{
  const one = [1n, 1n];
  const zero = [0n, 1n];
  const [l, u] = valueAt(
    {
      units: [{ a: [-3n, 1n], b: [[1n, 3n]], c: one }],
      bias: [
        [[1n, 7n], null],
        [one, one],
      ],
    },
    [[-3n, 1n]],
    100,
  );
  // 1/7 + tanh(1) - 3 tanh(0)
  const value = 1 / 7 + Math.tanh(1);
  expect(
    Math.abs(Number(l) / 2 ** 100 - value) < 1e-14 && u >= l && u - l < 1n << 16n,
    "the value of a network",
  );
  expect(
    valueAt({ units: [{ a: zero, b: [], c: one }], bias: [] }, [], 64).every((end) => end === 0n),
    "the value of no unit",
  );
}

// Bounds on a cell are never less than the value at a point of it, and hold if they are those of all of R^n.
const randomFraction = () => [BigInt(random(2000) - 1000), BigInt([1, 3, 64, 700][random(4)])];
const randomEnds = () => [random(64) / 32 - 1, random(64) / 32 - 1].sort((p, q) => p - q);
const sizeOf = ([n, d]) => [n < 0n ? -n : n, d];
const sumOfTwo = ([n, d], [p, q]) => [n * q + p * d, d * q];
for (let k = 0; k < 30; ++k) {
  const inputs = 1 + random(3);
  const axes = Array.from({ length: inputs }, (_, input) => ({
    input,
    isUnbounded: k % 3 === 0 && (input === 0 || random(2) === 0),
  }));
  const units = Array.from({ length: 1 + random(4) }, () => ({
    b: axes.map(randomFraction),
    c: randomFraction(),
    weights: [randomFraction()],
  }));
  if (units.length > 1 && k % 2) {
    units[1] = {
      ...units[0],
      c: sumOfTwo(units[0].c, [1n, 1n << BigInt(random(90))]),
      weights: [[-units[0].weights[0][0], units[0].weights[0][1]]],
    };
  }
  const terms =
    units.length > 1
      ? [[units[0], units[1], random(2) === 1], ...units.slice(2).map((unit) => [unit, null, false])]
      : [[units[0], null, false]];
  const bias = [
    [randomFraction(), null],
    [randomFraction(), [1n, 3n]],
  ];
  const distance = k % 3 === 0 ? 2 ** (random(4) ? random(6) : 400) : null;
  const ends = axes.map(randomEnds);
  const cell = {
    distance,
    low: Float64Array.from(ends, ([l]) => l),
    high: Float64Array.from(ends, ([, u]) => u),
  };
  const rho = distance === null ? 1n : BigInt(distance) * BigInt(1 + random(5));
  const x = axes.map(({ isUnbounded }, j) => [
    (isUnbounded ? rho : 1n) *
      BigInt(Math.round((random(2) ? ends[j][random(2)] : (ends[j][0] + ends[j][1]) / 2) * 64)),
    64n,
  ]);
  const [low, high] = valueAt(
    { units: units.map(({ b, c, weights }) => ({ a: weights[0], b, c })), bias },
    x,
    700,
  );
  const value = low > 0n ? low : high < 0n ? -high : 0n;
  const free = { place: "", spend() {} };
  if (value > 0n) {
    expect(
      !new Bounds(terms, bias, 0, axes, [value - (value >> 30n) - 1n, 1n << 700n], free).hold(cell),
      `bounds ${k}, on a cell with a value above them`,
    );
  }
  const all = units.reduce(
    (sum, { weights }) => sumOfTwo(sum, sizeOf(weights[0])),
    bias.reduce((sum, [coefficient]) => sumOfTwo(sum, sizeOf(coefficient)), [1n, 1000n]),
  );
  expect(new Bounds(terms, bias, 0, axes, all, free).hold(cell), `bounds ${k}, those of all of R^n`);
}

// What is too much for this checker of a difference bound is not checked, whatever is claimed: never
// verified, never rejected.
{
  const network = (units) => ({ activation: "tanh", inputs: 1, outputs: 1, units, d: ["0"] });
  const unit = (a, b = "1") => ({ a: [a], b: [b], c: "0" });
  const checked = (units, domain, lower, upper, point, cells) =>
    check(
      new TextEncoder().encode(
        JSON.stringify({
          format: "isopath-certificate",
          version: 1,
          kind: "difference bound",
          claim: { a: network(units), b: network([]), domain: [domain], lower, upper },
          evidence: {
            lower: point && { x: [point], output: 0 },
            upper: cells && { scale: ["1"], outputs: [{ pairs: [], cells }] },
          },
        }),
      ),
    );
  const tiny = (digits) => `1/1${"0".repeat(digits)}`;
  const box = ["-1", "1"];
  const many = Array.from({ length: 50000 }, (_, k) => unit("1", String(k + 1)));
  for (const [what, result, code, rule] of [
    ["a small one", checked([unit("1")], box, "1/2", "1", "1", [0]), 0, null],
    ["a tiny one", checked([unit(tiny(1000))], box, tiny(1001), tiny(1000), "1", [0]), 0, null],
    [
      "tinier numbers than there is precision for",
      checked([unit(tiny(10000))], box, "0", tiny(10000), null, [0]),
      4,
      "U6",
    ],
    [
      "a tinier value than there is precision for",
      checked([unit(tiny(40000))], box, tiny(40001), null, "1", null),
      4,
      "U3",
    ],
    [
      "long products",
      checked([unit("1", `1${"0".repeat(650000)}`)], ["1", "2"], "0", "1", null, [0]),
      4,
      "U2",
    ],
    ["much work in a cell", checked(many, box, "0", tiny(8000), null, [0]), 4, "U6"],
  ]) {
    expect(
      result.code === code && result.rule === rule,
      `a difference bound, ${what}: found ${result.code} by ${result.rule}, ${result.message}`,
    );
  }
}

// A class is that of a cell made from its text; neighbours are mutual; there are no more of them than
// choices.
for (let k = 0; k < 60; ++k) {
  const r = 1 + random(3);
  const s = 1 + random(2);
  const cell = Array.from({ length: r + s }, (_, i) => ({
    group: i < r ? random(r + 2) : r + random(2),
    sign: random(2) * 2 - 1,
  }));
  for (let group = 0; group < r; ++group) {
    if (!cell.some((label) => label.group === group)) cell[random(r + s)] = { group, sign: 1 };
  }
  if (!Array.from({ length: r }, (_, group) => cell.some((label) => label.group === group)).every(Boolean)) {
    continue;
  }
  const text = classOf(cell, r);
  const other = cellOf(text, r, s);
  expect(other && classOf(other, r) === text, `a cell of the class ${text}`);
  let count = 0;
  const near = new Set();
  forNeighbours(other, r, (neighbour) => {
    ++count;
    near.add(classOf(neighbour, r));
  });
  expect(near.has(text) && count <= choicesOf(other, r), `${text} meets itself; its choices`);
  for (const neighbour of [...near].slice(0, 5)) {
    let back = false;
    forNeighbours(cellOf(neighbour, r, s), r, (cellBack) => {
      back ||= classOf(cellBack, r) === text;
    });
    expect(back, `${neighbour} meets ${text}, which it is met by`);
  }
}

// In the page all modules share one scope, where one function would silently take the place of another.
{
  const root = new URL("../../../certificates/browser/", import.meta.url);
  const modulesOf = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.isDirectory()) return modulesOf(new URL(`${entry.name}/`, folder));
      return entry.name.endsWith(".mjs") ? [new URL(entry.name, folder)] : [];
    });
  const declaration = /^(?:export )?(?:async )?(?:function|class|const|let) ([A-Za-z0-9_]+)/gm;
  const namesOf = (module) => [...readFileSync(module, "utf8").matchAll(declaration)].map(([, name]) => name);
  const [checker, page] = ["checker/", "page/"].map((folder) => modulesOf(new URL(folder, root)));
  const names = [...checker, ...page].flatMap(namesOf);
  const twice = names.filter((name, k) => names.indexOf(name) !== k);
  expect(checker.length > 10 && page.length > 10 && names.length > 200, `found only ${names.length} names`);
  expect(twice.length === 0, `names at top level are different, found twice: ${twice}`);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
