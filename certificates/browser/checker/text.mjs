// The text of a certificate, read from front to back: JSON with its places, and the refusals (section 1 of
// the format: rules T1, T3 and T4).

// Why a certificate is not accepted. `code` is that of section 15 of the format: 1 says that a rule refuses
// it, 3 that it is no certificate, 4 that it is not treated. Nothing else is thrown on purpose.
export class Refusal extends Error {
  constructor(code, rule, place, message) {
    super(message);
    this.code = code;
    this.rule = rule;
    this.place = place;
  }
}

// T4.
export const MOST_UNITS = 2147483647;
export const MOST_PORTS = 1000000;
export const MOST_SEGMENTS = 1e18;

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;

export class Reader {
  // `advance(position)` is called now and then, with the number of characters that have been read.
  constructor(text, advance = () => {}) {
    this.text = text;
    this.at = 0;
    this.first = true; // of the entries of the innermost object or list
    this.steps = []; // from the root to where we are: keys as text, indices as numbers
    this.tally = new Map(); // rule: how often it was checked and held
    this.advance = advance;
    this.nextAdvance = 1 << 16;
  }

  place() {
    return (
      "$" + this.steps.map((step) => (typeof step === "number" ? `[${step}]` : step && `.${step}`)).join("")
    );
  }

  // A malformed text.
  malformed(message, rule = null) {
    const before = this.text.slice(0, this.at);
    const line = before.split("\n").length;
    const column = this.at - before.lastIndexOf("\n");
    throw new Refusal(
      3,
      rule,
      `line ${line}, column ${column}, ${this.place()}`,
      `${message}, found ${this.found()}`,
    );
  }

  // A rule that does not hold, here or at `place`.
  refuse(rule, message, place = this.place()) {
    throw new Refusal(1, rule, place, message);
  }

  // That a rule was checked, and holds.
  held(rule, times = 1) {
    this.tally.set(rule, (this.tally.get(rule) ?? 0) + times);
  }

  found() {
    if (this.at >= this.text.length) return "the end of the text";
    const piece = /^(?:[A-Za-z0-9.+-]{1,20}|[^])/.exec(this.text.slice(this.at, this.at + 20))[0];
    return JSON.stringify(piece);
  }

  // The next character that is no white space; -1 at the end.
  peek() {
    for (; this.at < this.text.length; ++this.at) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return c;
    }
    return -1;
  }

  // Where the next value begins.
  start() {
    this.peek();
    return this.at;
  }

  open(bracket, name) {
    if (this.peek() !== bracket.charCodeAt(0)) this.malformed(`expected ${name}`, "T1");
    ++this.at;
    this.first = true;
  }

  close() {
    ++this.at;
    this.first = false;
    this.steps.pop();
  }

  openObject() {
    this.open("{", "an object");
    this.steps.push("");
  }

  // Reads the next key, which has to be one of `names`, and its colon.
  key(...names) {
    const wanted = names.map((name) => `"${name}"`).join(" or ");
    let c = this.peek();
    if (c === 125) this.malformed(`expected the key ${wanted}`, "T1");
    if (!this.first) {
      if (c !== COMMA) this.malformed("expected ',' or '}'");
      ++this.at;
      c = this.peek();
    }
    if (c !== QUOTE) this.malformed("expected a key", "T1");
    const start = this.at;
    const key = this.plain("a key", "T1");
    this.steps[this.steps.length - 1] = key;
    if (!names.includes(key)) {
      this.at = start;
      this.malformed(`expected the key ${wanted}`, "T1");
    }
    if (this.peek() !== COLON) this.malformed("expected ':'");
    ++this.at;
    return key;
  }

  closeObject() {
    const c = this.peek();
    if (c === COMMA || (this.first && c === QUOTE)) this.malformed("expected the end of the object", "T1");
    if (c !== 125) this.malformed("expected ',' or '}'");
    this.close();
  }

  openList() {
    this.open("[", "a list");
    this.steps.push(-1);
  }

  // Is there a further entry? If not, the list is closed.
  more() {
    const c = this.peek();
    if (c === 93) {
      this.close();
      return false;
    }
    if (!this.first) {
      if (c !== COMMA) this.malformed("expected ',' or ']'");
      ++this.at;
      if (this.at > this.nextAdvance) {
        this.advance(this.at);
        this.nextAdvance = this.at + (1 << 18);
      }
    }
    this.first = false;
    ++this.steps[this.steps.length - 1];
    return true;
  }

  // A list of exactly `count` entries, each read by `entry`.
  listOf(count, entry) {
    this.openList();
    const entries = [];
    while (this.more()) {
      if (entries.length === count && this.peek() !== 93) this.malformed(`expected ${count} entries`, "T4");
      entries.push(entry());
    }
    if (entries.length !== count) {
      throw new Refusal(3, "T4", this.place(), `expected ${count} entries, found ${entries.length}`);
    }
    return entries;
  }

  // A string without escapes.
  plain(what, rule) {
    if (this.peek() !== QUOTE) this.malformed(`expected ${what}`, rule);
    const end = this.text.indexOf('"', this.at + 1);
    const content = this.text.slice(this.at + 1, end < 0 ? this.text.length : end);

    if (/[\u0000-\u001f]/.test(content)) this.malformed("expected no control character in a string");
    if (content.includes("\\")) this.malformed(`expected ${what}, without escapes`, rule);
    if (end < 0) {
      this.at = this.text.length;
      this.malformed("expected the end of a string");
    }
    this.at = end + 1;
    this.first = false;
    return content;
  }

  word(...words) {
    const start = this.start();
    const word = this.plain(words.map((w) => `"${w}"`).join(" or "), "T1");
    if (!words.includes(word)) {
      this.at = start;
      this.malformed(`expected ${words.map((w) => `"${w}"`).join(" or ")}`, "T1");
    }
    return word;
  }

  // Is the next value null? If so it is read.
  isNull() {
    this.peek();
    if (!this.text.startsWith("null", this.at) || /[A-Za-z0-9]/.test(this.text.charAt(this.at + 4))) {
      return false;
    }
    this.at += 4;
    this.first = false;
    return true;
  }

  // T3, T4. Numbers beyond 2^53, which only a segment may have, are rounded: none of them is a number that is
  // here.
  integer(most) {
    const start = this.start();
    let c = this.text.charCodeAt(this.at);
    while (c >= ZERO && c <= NINE) c = this.text.charCodeAt(++this.at);
    const digits = this.text.slice(start, this.at);
    if (digits === "" || c === POINT || c === MINUS || c === 43 || (c | 32) === 101) {
      this.at = start;
      this.malformed("expected an integer without sign, fraction and exponent", "T3");
    }
    if (digits.length > 1 && digits.charCodeAt(0) === ZERO) {
      this.at = start;
      this.malformed("expected an integer without leading zeros", "T3");
    }
    if (digits.length > 18 || Number(digits) > most) {
      this.at = start;
      this.malformed(`expected an integer within the limits`, "T4");
    }
    this.first = false;
    return Number(digits);
  }

  end() {
    if (this.peek() !== -1) this.malformed("expected nothing after the closing brace");
  }
}
