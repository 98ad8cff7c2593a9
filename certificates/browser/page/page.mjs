// The page: it checks the certificate that it holds, says what came out, and shows what there is to see. The
// same text runs in a worker, which does the checking.

import { check, MOST_BYTES } from "../checker/checker.mjs";
import { checkInBackground, work } from "./background.mjs";
import { count, element, scrollingTable } from "./dom.mjs";
import { digest, expanded, TOO_LONG } from "./files.mjs";
import { SHOWN_KINDS } from "./kinds.mjs";
import { RULES } from "./rules.mjs";

const at = (id) => document.getElementById(id);

const VERDICTS = {
  0: [
    "verified",
    "✓ Verified",
    "Your browser has derived this claim again from the certificate, with exact arithmetic, " +
      "by the rules listed below.",
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
  const rows = tally.map(([rule, times]) => [
    element("th", { scope: "row" }, rule),
    element("td", {}, RULES[rule] ?? ""),
    element("td", { class: "figure" }, count(times, "time")),
  ]);
  const note =
    "The verdict is about the real functions, with the numbers exactly as the certificate states them, " +
    "not about their evaluation in floating point. Curves and decimals marked ≈ are drawn with " +
    "floating point and take no part in it.";
  return [
    scrollingTable("Rules", ["rule", "says", "held"], rows, { class: "rules" }),
    element("p", {}, element("b", {}, "What this rests on. "), SHOWN_KINDS[kind].restsOn),
    element("p", { class: "note" }, note),
  ];
}

function showRefusal({ rule, message, place }) {
  const says = RULES[rule] ? ` (${RULES[rule]})` : "";
  at("claim").replaceChildren(
    element("p", { class: "claim" }, "Nothing that it claims is shown."),
    element("p", {}, rule ? `Rule ${rule}${says}. ` : "", message, "."),
    element("p", { class: "note" }, place),
  );
}

function showPicture({ title, view }, claim) {
  try {
    const node = view(claim);
    at("seen-title").textContent = title;
    at("picture").replaceChildren(node);
  } catch (error) {
    const text = `This could not be drawn: ${error.message}. The verdict does not depend on it.`;
    at("picture").replaceChildren(element("p", {}, text));
  }
}

function show(result) {
  const isVerified = result.code === 0;
  const shown = isVerified ? SHOWN_KINDS[result.kind] : null;
  // First of all the claim, so that a verdict never stands above that of another certificate.
  const claim = shown?.claim(result.claim).flat().filter(Boolean);
  showVerdict(result.code);
  at("result").hidden = false;
  at("kind").textContent = result.kind ? `Kind: ${result.kind}` : "";
  at("checked").hidden = !isVerified;
  at("seen").hidden = !isVerified;
  if (!isVerified) {
    showRefusal(result);
    return;
  }
  at("claim").replaceChildren(...claim);
  at("rules").replaceChildren(...rulesTable(result));
  showPicture(shown, result.claim);
}

function showProblem(problem) {
  const message = `${problem} To check it, run: isopath-check FILE`;
  show({ code: 4, kind: null, rule: null, place: "", message });
}

// What was given last is what the page speaks of: nothing is shown of what was given before, however late it
// comes.
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

async function start(bytes, name) {
  const mine = begin(`${name}, ${count(bytes.length, "byte")}`);
  if (bytes.length > MOST_BYTES) {
    showProblem(TOO_LONG);
    return;
  }
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

// The bytes of a file, or null.
const bytesOf = (file) =>
  file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );

async function open(file) {
  const mine = begin(`${file.name}, ${count(file.size, "byte")}`);
  if (file.size > MOST_BYTES) {
    showProblem(TOO_LONG);
    return;
  }
  const held = await bytesOf(file);
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
  const forget = () => {
    if (given !== mine) return;
    begin("the text below");
    showVerdict(4, "The text has changed since it was checked.");
  };
  field.addEventListener("input", forget, { once: true });
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
  if (held.length) {
    start(held, "the certificate of this page");
    return;
  }
  at("held").hidden = true;
  at("save").hidden = true;
  showVerdict(4, at("certificate").dataset.note || "There is no certificate in this page. Drop one on it.");
}

if (typeof document === "undefined") work();
else main();
