// The kind "near" (section 13 of the format): a parameter within a radius of another, of small rank.

import { MOST_UNITS } from "./text.mjs";
import { fraction, isNegative, plus, readRational } from "./numbers.mjs";
import { portsText, readNetwork, samePorts } from "./network.mjs";
import { rankOf } from "./lower.mjs";

const PLACE = "$.claim.near";

// W1.
function checkShape(reader, { network, near, radius }) {
  if (isNegative(radius)) reader.refuse("W1", "expected a radius >= 0", "$.claim.radius");
  if (
    near.activation !== network.activation ||
    !samePorts(near, network) ||
    near.units.length !== network.units.length
  ) {
    const message = `expected the shape of $.claim.network, ${portsText(network)}, found ${portsText(near)}`;
    reader.refuse("W1", message, PLACE);
  }
  reader.held("W1");
}

// Do the two rationals differ by at most the radius, a fraction?
function isNear(left, right, [radius, scale]) {
  if (left === right) return true;
  const [p, q] = fraction(right);
  const [n, d] = plus(fraction(left), [-p, q]);
  return (n < 0n ? -n : n) * scale <= radius * d;
}

const sameTerms = (left, right) =>
  left.length === right.length &&
  left.every(({ coefficient, argument }, k) => {
    return coefficient === right[k].coefficient && argument === right[k].argument;
  });

// W2, W3.
function checkNumbers(reader, { network, near, radius }) {
  const most = fraction(radius);
  const demand = (rule, left, right, where) => {
    if (isNear(left, right, most)) return;
    reader.refuse(rule, "expected a number that differs by at most the radius, found more", where);
  };
  near.units.forEach((unit, i) => {
    const other = network.units[i];
    const here = `${PLACE}.units[${i}]`;
    unit.a.forEach((text, o) => demand("W2", text, other.a[o], `${here}.a[${o}]`));
    unit.b.forEach((text, k) => demand("W2", text, other.b[k], `${here}.b[${k}]`));
    demand("W2", unit.c, other.c, `${here}.c`);
    reader.held("W2");
  });
  near.d.forEach((sum, o) => {
    const other = network.d[o];
    const here = `${PLACE}.d[${o}]`;
    if (!sameTerms(sum.terms, other.terms)) {
      reader.refuse("W3", "expected the tanh terms of the network", here);
    }
    demand("W3", sum.rational, other.rational, here);
    reader.held("W3");
  });
}

export function checkNear(reader) {
  reader.key("claim");
  reader.openObject();
  reader.key("network");
  const network = readNetwork(reader);
  reader.key("near");
  const near = readNetwork(reader);
  reader.key("radius");
  const radius = readRational(reader);
  reader.key("rank");
  const rank = reader.integer(MOST_UNITS);
  reader.closeObject();
  reader.key("evidence");
  reader.openObject();
  reader.closeObject();

  const claim = { network, near, radius, rank };
  checkShape(reader, claim);
  checkNumbers(reader, claim);
  const found = rankOf(near);
  if (found > rank) reader.refuse("W4", `expected a rank of at most ${rank}, found ${found}`, "$.claim.rank");
  reader.held("W4");
  return claim;
}
