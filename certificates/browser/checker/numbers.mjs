// Rationals and elements of K in canonical notation (rule T2; network-files.md, section 1). A rational stays
// its text, which is its own key, until it is computed with; then it is a pair of BigInts, numerator and
// denominator.

const LONGEST = 1000000; // characters of one number (T4)

// The greatest common divisor, by Lehmer's steps: quotients from the leading bits.
function gcd(a, b) {
  while (b > 0xffffffffffffffffn) {
    const shift = BigInt(Math.max(0, bits(a) - 60));
    let x = a >> shift;
    let y = b >> shift;
    let p = 1n;
    let q = 0n;
    let r = 0n;
    let s = 1n;
    for (;;) {
      // x and y lie within the cofactors of the true values: only a quotient that is the same at both ends is
      // sure.
      if (y + r === 0n || y + s === 0n) break;
      const quotient = (x + p) / (y + r);
      if (quotient !== (x + q) / (y + s)) break;
      [p, r] = [r, p - quotient * r];
      [q, s] = [s, q - quotient * s];
      [x, y] = [y, x - quotient * y];
    }
    if (q === 0n) [a, b] = [b, a % b];
    else [a, b] = [p * a + q * b, r * a + s * b];
  }
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

// The number of bits of a positive integer, or one to four more.
export function bits(n) {
  return n.toString(16).length * 4;
}

function smallGcd(a, b) {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

// Have the two, in digits, no common divisor?
function isCoprime(numerator, denominator) {
  if (numerator.length <= 15 && denominator.length <= 15) {
    return smallGcd(Number(numerator), Number(denominator)) === 1;
  }
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  if ((d & (d - 1n)) === 0n) return (n & 1n) === 1n;
  return (n > d ? gcd(n, d) : gcd(d, n)) === 1n;
}

const INTEGER = /^(?:0|[1-9][0-9]*)$/;

// Is this text a rational in canonical notation?
export function isRational(text) {
  const digits = text.charCodeAt(0) === 45 ? text.slice(1) : text;
  const slash = digits.indexOf("/");
  if (slash < 0) return INTEGER.test(digits) && (digits !== "0" || digits === text);
  const numerator = digits.slice(0, slash);
  const denominator = digits.slice(slash + 1);
  return (
    INTEGER.test(numerator) &&
    INTEGER.test(denominator) &&
    numerator !== "0" &&
    denominator !== "0" &&
    denominator !== "1" &&
    isCoprime(numerator, denominator)
  );
}

export function readRational(reader) {
  const start = reader.start();
  const text = reader.plain("a rational in a string", "T2");
  if (text.length > LONGEST) {
    reader.at = start;
    reader.malformed(`expected a number of at most ${LONGEST} characters`, "T4");
  }
  if (!isRational(text)) {
    reader.at = start;
    reader.malformed("expected an integer or p/q in lowest terms, in canonical notation", "T2");
  }
  return text;
}

export const negated = (text) => (text === "0" ? text : isNegative(text) ? text.slice(1) : `-${text}`);
export const isNegative = (text) => text.charCodeAt(0) === 45;
export const absolute = (text) => (isNegative(text) ? text.slice(1) : text);

// [numerator, denominator]
export function fraction(text) {
  const slash = text.indexOf("/");
  return slash < 0 ? [BigInt(text), 1n] : [BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1))];
}

// Half of a rational, as text.
export function half(text) {
  const [n, d] = fraction(text);
  if ((n & 1n) === 0n) return d === 1n ? String(n / 2n) : `${n / 2n}/${d}`;
  return `${n}/${d * 2n}`;
}

// -1, 0 or 1: the order of two rationals.
export function compare(left, right) {
  if (left === right) return 0;
  const [n, d] = fraction(left);
  const [p, q] = fraction(right);
  return n * q < p * d ? -1 : 1;
}

export const plus = ([n, d], [p, q]) => (d === q ? [n + p, d] : [n * q + p * d, d * q]);
export const times = ([n, d], [p, q]) => [n * p, d * q];

// For the eye: a float near the rational, from the first digits, however many there are.
export function approximate(text) {
  const [numerator, denominator = "1"] = absolute(text).split("/");
  const front = (digits) => Number(`0.${digits.slice(0, 20)}`);
  const quotient = front(numerator) / front(denominator);
  const size = Number(`${quotient}e${numerator.length - denominator.length}`);
  return isNegative(text) ? -size : size;
}

// A decimal of so many digits that is at most the rational (direction -1) or at least it (1); the rational
// itself if that is short.
export function roundedDecimal(text, direction, digits = 6) {
  if (text.length <= digits + 2) return text;
  const [n, d] = fraction(text);
  const size = n < 0n ? -n : n;
  if (size === 0n) return "0";
  let exponent = size.toString().length - d.toString().length; // of the first digit, or one more
  if (size * 10n ** BigInt(Math.max(0, -exponent)) < d * 10n ** BigInt(Math.max(0, exponent))) --exponent;
  const shift = digits - 1 - exponent;
  const up = 10n ** BigInt(Math.max(0, shift));
  const down = d * 10n ** BigInt(Math.max(0, -shift));
  const away = direction < 0 ? n < 0n : n >= 0n; // from 0
  let scaled = (size * up + (away ? down - 1n : 0n)) / down;
  let point = shift; // the value is scaled / 10^point
  while (scaled % 10n === 0n && scaled !== 0n) {
    scaled /= 10n;
    --point;
  }
  const sign = n < 0n ? "-" : "";
  const figures = scaled.toString();
  const power = figures.length - 1 - point;
  if (power < -5 || power > 8) {
    return `${sign}${figures.slice(0, 1)}${figures.length > 1 ? "." : ""}${figures.slice(1)}e${power}`;
  }
  if (point <= 0) return sign + figures + "0".repeat(-point);
  const padded = figures.padStart(point + 1, "0");
  return `${sign}${padded.slice(0, -point)}.${padded.slice(-point)}`;
}

// In lowest terms.
export function reduced([n, d]) {
  const size = n < 0n ? -n : n;
  const divisor = size > d ? gcd(size, d) : gcd(d, size);
  return [n / divisor, d / divisor];
}

// As text in canonical notation.
export function reducedText(value) {
  const [n, d] = reduced(value);
  return d === 1n ? String(n) : `${n}/${d}`;
}

// A sum of rationals; mostly for one question: is it 0? Terms are kept by denominator and only then brought
// to a common one.
export class Total {
  constructor() {
    this.numerators = new Map();
  }

  add([n, d], sign = 1) {
    this.numerators.set(d, (this.numerators.get(d) ?? 0n) + (sign < 0 ? -n : n));
  }

  isZero() {
    return this.value()[0] === 0n;
  }

  // The bits of all that value() has to add up.
  size() {
    let sum = 0;
    for (const [d, n] of this.numerators) if (n !== 0n) sum += bits(d) + bits(n);
    return sum;
  }

  // [numerator, denominator], not in lowest terms.
  value() {
    let rest = [];
    for (const [d, n] of this.numerators) if (n !== 0n) rest.push([n, d]);
    rest.sort(([, d], [, q]) => (d < q ? -1 : d > q ? 1 : 0));
    while (rest.length > 1) {
      const pairs = [];
      for (let k = 0; k + 1 < rest.length; k += 2) {
        const [n, d] = rest[k];
        const [p, q] = rest[k + 1];
        pairs.push(q % d === 0n ? [n * (q / d) + p, q] : [n * q + p * d, d * q]);
      }
      if (rest.length % 2) pairs.push(rest[rest.length - 1]);
      rest = pairs;
    }
    return rest.length === 0 ? [0n, 1n] : rest[0];
  }
}

// An element of K as a sum of many: by Theorem 1 it is 0 if and only if its rational part and each
// coefficient are.
export class KTotal {
  constructor() {
    this.totals = new Map(); // "" for the rational part, else the argument
  }

  add(argument, value, sign = 1) {
    if (!this.totals.has(argument)) this.totals.set(argument, new Total());
    this.totals.get(argument).add(value, sign);
  }

  // coefficient tanh(argument)
  addTanh(coefficient, argument, sign = 1) {
    if (argument !== "0") this.add(absolute(argument), coefficient, isNegative(argument) ? -sign : sign);
  }

  addSum(sum, sign = 1) {
    if (sum.rational !== "0") this.add("", fraction(sum.rational), sign);
    for (const { coefficient, argument } of sum.terms) this.add(argument, fraction(coefficient), sign);
  }

  isZero() {
    for (const total of this.totals.values()) if (!total.isZero()) return false;
    return true;
  }
}

// "coefficient*tanh(argument)", with a coefficient above 0 that is left out if it is 1, or null.
function parseTerm(piece) {
  const start = piece.indexOf("tanh(");
  if (start < 0 || !piece.endsWith(")") || (start > 0 && piece.charAt(start - 1) !== "*")) return null;
  const coefficient = start === 0 ? "1" : piece.slice(0, start - 1);
  const argument = piece.slice(start + 5, -1);
  if (coefficient.length > LONGEST || argument.length > LONGEST) return null;
  const isPositive = (text) => isRational(text) && !isNegative(text) && text !== "0";
  if (!isPositive(coefficient) || !isPositive(argument)) return null;
  return start > 0 && coefficient === "1" ? null : { coefficient, argument };
}

// The parts of a sum in canonical notation: { text, rational, terms: [{ coefficient, argument }] }, or null.
function parseSum(text) {
  const pieces = text.split(" ");
  const sum = { text, rational: "0", terms: [] };
  if (pieces.length % 2 === 0) return null;
  for (let k = 0; k < pieces.length; k += 2) {
    const piece = pieces[k];
    if (k === 0 && !piece.endsWith(")")) {
      if (!isRational(piece) || (piece === "0" && pieces.length > 1)) return null;
      sum.rational = piece;
      continue;
    }
    const mark = k === 0 ? "+" : pieces[k - 1];
    if (mark !== "+" && mark !== "-") return null;
    const isFirstMinus = k === 0 && isNegative(piece);
    const term = parseTerm(isFirstMinus ? piece.slice(1) : piece);
    if (!term) return null;
    if (sum.terms.length && compare(sum.terms[sum.terms.length - 1].argument, term.argument) >= 0) {
      return null;
    }
    const isMinus = isFirstMinus || mark === "-";
    sum.terms.push({ ...term, coefficient: isMinus ? `-${term.coefficient}` : term.coefficient });
  }
  return sum.rational.length > LONGEST ? null : sum;
}

export function readSum(reader) {
  const start = reader.start();
  const sum = parseSum(reader.plain("a sum in a string", "T2"));
  if (!sum) {
    reader.at = start;
    reader.malformed("expected a sum in canonical notation", "T2");
  }
  return sum;
}
