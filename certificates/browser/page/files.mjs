// Files that a reader gives to the page: expanded if they are compressed, and their digests.

import { MOST_BYTES } from "../checker/checker.mjs";

export const TOO_LONG = `It has more than ${MOST_BYTES / 2 ** 20} MiB, which is more than is checked here.`;

const compressed = (what) => ({ problem: `It is compressed${what}` });

// What gzip data expand to, as far as the limit. A problem is none of the certificate: other programs may
// expand it.
async function gunzipped(bytes) {
  const pieces = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      length += piece.value.length;
      if (length > MOST_BYTES) {
        reader.cancel().catch(() => {});
        return { problem: TOO_LONG };
      }
      pieces.push(piece.value);
    }
  } catch {
    const reason = "damaged, or in several parts. Expand it first, with gunzip.";
    return compressed(`, and this browser could not expand it: ${reason}`);
  }
  return { bytes: new Uint8Array(await new Blob(pieces).arrayBuffer()) };
}

// { bytes } or { problem }, as the first bytes say, whatever the name is.
export async function expanded(bytes) {
  const starts = (...front) => front.every((byte, k) => bytes[k] === byte);
  const isGzip = starts(0x1f, 0x8b, 0x08) && bytes[8] !== 0x7b; // with "{", a safetensors file
  const isSkipped = (bytes[0] & 0xf0) === 0x50 && starts(bytes[0], 0x2a, 0x4d, 0x18);
  if (starts(0x28, 0xb5, 0x2f, 0xfd) || isSkipped) return compressed(". Expand it first, with zstd -d.");
  if (!isGzip) return { bytes };
  return globalThis.DecompressionStream ? gunzipped(bytes) : compressed(". Expand it first, with gunzip.");
}

// The SHA-256 of bytes, in hexadecimal digits; null where the browser has none.
export async function digest(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
