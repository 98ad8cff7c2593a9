// Checks a certificate by docs/certificate-format.md, in a browser or in Node. The checker was written from
// that page alone; it shares no code with the programs isopath and isopath-check, and computes with BigInt.
//
// check(bytes) returns { code, kind, claim, tally, rule, place, message }. `code` is that of section 15: 0
// says that the certificate is verified, 1 that a rule refuses it, 3 that it is no certificate of this
// format, and 4 that its kind is not treated or that it asks for more than this checker does. Only 0 means
// that the claim holds.

import { Reader, Refusal } from "./text.mjs";
import { checkCanonical, checkEquivalent, checkInequivalent, checkNotConnected } from "./kinds.mjs";
import { checkPathValid, checkPathBroken, checkConnected } from "./paths.mjs";
import { checkDistance, checkDiameter } from "./lower.mjs";
import { checkNear } from "./near.mjs";
import { checkDifferenceBound } from "./difference.mjs";

// The kinds that are treated, each with the function that reads its claim and evidence, checks the rules of
// its section, and returns the claim. A kind is known to the checker by its line here alone.
const KINDS = new Map([
  ["canonical", checkCanonical],
  ["equivalent", checkEquivalent],
  ["inequivalent", checkInequivalent],
  ["path valid", checkPathValid],
  ["path broken", checkPathBroken],
  ["connected", checkConnected],
  ["not connected", checkNotConnected],
  ["distance", checkDistance],
  ["diameter", checkDiameter],
  ["near", checkNear],
  ["difference bound", checkDifferenceBound],
]);

export const MOST_BYTES = 64 * 2 ** 20; // of a certificate that is checked here

function readCertificate(reader, result) {
  reader.openObject();
  reader.key("format");
  if (reader.plain("a format", "T5") !== "isopath-certificate") {
    throw new Refusal(3, "T5", "$.format", 'expected "isopath-certificate", found another format');
  }
  reader.key("version");
  const version = reader.integer(Infinity);
  if (version !== 1) throw new Refusal(3, "T5", "$.version", `expected version 1, found ${version}`);
  reader.key("kind");
  result.kind = reader.plain("a kind", "T5");
  const checkKind = KINDS.get(result.kind);
  if (!checkKind) {
    const message = `found a kind that this checker does not know, ${JSON.stringify(result.kind)}`;
    throw new Refusal(4, "T5", "$.kind", message);
  }
  const claim = checkKind(reader);
  reader.closeObject();
  reader.end();
  return claim;
}

function decoded(bytes) {
  if (bytes.length > MOST_BYTES) {
    const message = `${bytes.length} bytes are more than is checked here: isopath-check does it`;
    throw new Refusal(4, "T4", "", message);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal(3, null, "", "found a text that is not UTF-8");
  }
}

// `bytes` is a Uint8Array. `advance(done)` is told now and then how much has been read, from 0 to 1.
export function check(bytes, advance = () => {}) {
  const result = { code: 4, kind: null, claim: null, tally: [], rule: null, place: null, message: null };
  let reader = null;
  try {
    const text = decoded(bytes);
    reader = new Reader(text, (at) => advance(at / text.length));
    result.claim = readCertificate(reader, result);
    result.code = 0;
  } catch (error) {
    // An error that is no refusal is a limit of the browser (the size of an integer, say) or a fault of this
    // checker. In neither case is there a verdict.
    const refusal =
      error instanceof Refusal ? error : new Refusal(4, null, "", `the check was given up: ${error.message}`);
    const { code, rule, place, message } = refusal;
    Object.assign(result, { code, rule, place, message });
  }
  result.tally = reader ? [...reader.tally] : [];
  return result;
}
