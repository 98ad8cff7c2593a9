// The page: it checks the certificate that it holds, says what came out, and shows what there is to see. The same text runs in a worker, which
// does the checking, so that the page answers while it does.

import { check, MOST_BYTES } from "../checker/checker.mjs";
import { element, count } from "./dom.mjs";
import { CLAIMS, RULES, RESTS_ON } from "./claims.mjs";
import { forShowing } from "./showing.mjs";
import { networksView, membersView, pathView } from "./views.mjs";

function checkForShowing(bytes, advance) {
  const result = check(bytes, advance);
  result.claim = forShowing(result.kind, result.claim);
  return result;
}

// ---- In the worker

function work() {
  addEventListener("message", ({ data }) => {
    let last = 0;
    const result = checkForShowing(data, (done) => {
      const now = Date.now();
      if (now - last > 50) postMessage({ done });
      last = Math.max(last, now - last > 50 ? now : last);
    });
    postMessage({ result });
  });
}

// ---- On the page

const at = (id) => document.getElementById(id);

// Checks in a worker made of this page's own script; without workers, here, after the page has been drawn.
function checkInBackground(bytes, advance) {
  let worker;
  try {
    worker = new Worker(
      URL.createObjectURL(new Blob([at("program").textContent], { type: "text/javascript" })),
    );
  } catch (error) {
    return {
      result: new Promise((resolve) => setTimeout(() => resolve(checkForShowing(bytes, () => {})), 50)),
      stop() {},
    };
  }
  const result = new Promise((resolve) => {
    const failed = () => {
      worker.terminate();
      setTimeout(() => resolve(checkForShowing(bytes, () => {})), 50);
    };
    worker.onerror = failed;
    worker.onmessage = ({ data }) => {
      if (!data.result) return advance(data.done);
      worker.terminate();
      resolve(data.result);
    };
    worker.postMessage(bytes);
  });
  return { result, stop: () => worker.terminate() };
}

const VERDICTS = {
  0: [
    "verified",
    "✓ Verified",
    "Your browser has derived this claim again from the certificate, with exact arithmetic, by the rules listed below.",
  ],
  1: ["rejected", "✗ Rejected", "The certificate does not prove what it claims."],
  3: ["rejected", "✗ Not a certificate", "This is not a certificate of the format that this page checks."],
  4: ["open", "? Not checked here", "This page has no verdict. The program isopath-check may have one."],
};

function showVerdict(code, note) {
  const [name, title, text] = VERDICTS[code];
  at("verdict").className = `verdict ${name}`;
  at("verdict").replaceChildren(element("strong", {}, title), element("span", {}, note ?? text));
  document.documentElement.dataset.verdict = name;
}

function rulesTable({ tally, kind }) {
  return [
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rules" },
      element(
        "table",
        { class: "rules" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ["rule", "says", "held"].map((text) => element("th", { scope: "col" }, text)),
          ),
        ),
        element(
          "tbody",
          {},
          tally.map(([rule, times]) =>
            element(
              "tr",
              {},
              element("th", { scope: "row" }, rule),
              element("td", {}, RULES[rule] ?? ""),
              element("td", { class: "figure" }, count(times, "time")),
            ),
          ),
        ),
      ),
    ),
    element("p", {}, element("b", {}, "What this rests on. "), RESTS_ON[kind]),
    element(
      "p",
      { class: "note" },
      "The verdict is about the real functions, with the numbers exactly as the certificate states them, not about their evaluation in floating point. Curves and decimals marked ≈ are drawn with floating point and take no part in it.",
    ),
  ];
}

function view({ kind, claim }) {
  if (claim.path) return ["The path", pathView(claim)];
  if (kind === "diameter") {
    return [
      "The two members",
      element(
        "div",
        {},
        membersView(claim),
        claim.network.width ? networksView([{ name: "f", network: claim.network }], null) : null,
      ),
    ];
  }
  if (kind === "near") {
    return [
      "The functions",
      networksView(
        [
          { name: "f", network: claim.network },
          { name: "g", network: claim.near },
        ],
        null,
      ),
    ];
  }
  if (kind === "canonical") {
    return ["The function", networksView([{ name: "f", network: claim.network }], null)];
  }
  if (kind === "not connected") {
    return [
      "The functions",
      element(
        "div",
        {},
        membersView(claim),
        networksView(
          [
            { name: "f_a", network: claim.a },
            { name: "f_b", network: claim.b },
          ],
          null,
        ),
      ),
    ];
  }
  const names = [
    { name: "f_a", network: claim.a },
    { name: "f_b", network: claim.b },
  ];
  if (kind === "difference bound") {
    return ["The functions, and how far they are apart", networksView(names, claim.witness, claim)];
  }
  return [
    kind === "equivalent" ? "The functions: one lies upon the other" : "The functions",
    networksView(names, claim.witness ?? null),
  ];
}

function show(result) {
  // First of all the claim, so that a verdict never stands above that of another certificate.
  const claim = result.code === 0 ? CLAIMS[result.kind](result.claim).flat().filter(Boolean) : null;
  showVerdict(result.code);
  at("result").hidden = false;
  at("kind").textContent = result.kind ? `Kind: ${result.kind}` : "";
  if (!claim) {
    at("claim").replaceChildren(
      element("p", { class: "claim" }, "Nothing that it claims is shown."),
      element(
        "p",
        {},
        result.rule ? `Rule ${result.rule}${RULES[result.rule] ? ` (${RULES[result.rule]})` : ""}. ` : "",
        result.message,
        ".",
      ),
      element("p", { class: "note" }, result.place),
    );
    at("checked").hidden = at("seen").hidden = true;
    return;
  }
  at("claim").replaceChildren(...claim);
  at("checked").hidden = at("seen").hidden = false;
  at("rules").replaceChildren(...rulesTable(result));
  try {
    const [title, node] = view(result);
    at("seen-title").textContent = title;
    at("picture").replaceChildren(node);
  } catch (error) {
    at("picture").replaceChildren(
      element("p", {}, `This could not be drawn: ${error.message}. The verdict does not depend on it.`),
    );
  }
}

const showProblem = (problem) =>
  show({
    code: 4,
    kind: null,
    rule: null,
    place: "",
    message: `${problem} To check it, run: isopath-check FILE`,
  });

// What was given last is what the page speaks of: nothing is shown of what was given before, however late it comes.
let given = 0;
let checking = null;

// The number of what is given now.
function begin(name) {
  checking?.stop();
  checking = null;
  at("source").textContent = name;
  at("digest").textContent = "";
  at("result").hidden = true;
  at("verdict").className = "verdict checking";
  at("verdict").replaceChildren(element("strong", {}, "Checking …"));
  document.documentElement.dataset.verdict = "checking";
  return ++given;
}

async function digest(bytes) {
  if (!globalThis.crypto?.subtle) return null;
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

const TOO_LONG = `It has more than ${MOST_BYTES / 2 ** 20} MiB, which is more than is checked here.`;

// What gzip data expand to, as far as the limit. A problem is none of the certificate: other programs may expand it.
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
  } catch (error) {
    return {
      problem:
        "It is compressed, and this browser could not expand it: damaged, or in several parts. Expand it first, with gunzip.",
    };
  }
  return { bytes: new Uint8Array(await new Blob(pieces).arrayBuffer()) };
}

// As the first bytes say, whatever the name is.
async function expanded(bytes) {
  const starts = (...front) => front.every((byte, k) => bytes[k] === byte);
  const isGzip = starts(0x1f, 0x8b, 0x08) && bytes[8] !== 0x7b; // with "{", a safetensors file
  const isSkipped = (bytes[0] & 0xf0) === 0x50 && starts(bytes[0], 0x2a, 0x4d, 0x18);
  if (starts(0x28, 0xb5, 0x2f, 0xfd) || isSkipped) {
    return { problem: "It is compressed. Expand it first, with zstd -d." };
  }
  if (isGzip && !globalThis.DecompressionStream) {
    return { problem: "It is compressed. Expand it first, with gunzip." };
  }
  return isGzip ? gunzipped(bytes) : { bytes };
}

async function start(bytes, name) {
  const mine = begin(`${name}, ${count(bytes.length, "byte")}`);
  if (bytes.length > MOST_BYTES) return showProblem(TOO_LONG);
  const bar = element("progress", { max: 1, value: 0, "aria-label": "Checked" });
  at("verdict").append(bar);
  checking = checkInBackground(bytes, (done) => {
    bar.value = done;
  });
  const { result: found } = checking;
  const sum = await digest(bytes);
  if (given === mine && sum) at("digest").textContent = `sha256 ${sum}`;
  const result = await found;
  if (given === mine) show(result);
}

function download(bytes) {
  const link = element("a", {
    href: URL.createObjectURL(new Blob([bytes], { type: "application/json" })),
    download: "certificate.json",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function open(file) {
  const mine = begin(`${file.name}, ${count(file.size, "byte")}`);
  if (file.size > MOST_BYTES) return showProblem(TOO_LONG);
  const held = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  const { bytes, problem } = held ? await expanded(held) : { problem: "It could not be read." };
  if (given !== mine) return;
  if (problem) showProblem(problem);
  else start(bytes, bytes === held ? file.name : `${file.name}, expanded`);
}

// The text in the field, until it is changed.
function checkText() {
  const field = at("text");
  start(new TextEncoder().encode(field.value), "the text below");
  const mine = given;
  field.addEventListener(
    "input",
    () => {
      if (given !== mine) return;
      begin("the text below");
      showVerdict(4, "The text has changed since it was checked.");
    },
    { once: true },
  );
}

function listen(held) {
  if (globalThis.DecompressionStream) at("file").accept += ",.gz,application/gzip";
  at("file").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    target.value = ""; // a file that is chosen again, changed perhaps, is a choice too
    if (file) open(file);
  });
  at("check-text").addEventListener("click", checkText);
  at("held").addEventListener("click", () => start(held, "the certificate of this page"));
  at("save").addEventListener("click", () => download(held));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
    else start(new TextEncoder().encode(event.dataTransfer.getData("text")), "what was dropped");
  });
  addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text");
    if (text && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      start(new TextEncoder().encode(text), "what was pasted");
    }
  });
}

function main() {
  document.body.classList.add("alive");
  const text = at("certificate").textContent.trim();
  const held = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  listen(held);
  globalThis.isopathCheck = check; // for a reader's own console
  if (held.length) start(held, "the certificate of this page");
  else {
    at("held").hidden = at("save").hidden = true;
    showVerdict(4, at("certificate").dataset.note || "There is no certificate in this page. Drop one on it.");
  }
}

if (typeof document === "undefined") work();
else main();
