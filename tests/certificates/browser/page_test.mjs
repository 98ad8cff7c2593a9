// node page_test.mjs CHROMIUM FOLDER: rendered pages in headless Chromium. FOLDER holds cases.jsonl (as for
// node_test.mjs) and the pages NAME.html that page_test.py has rendered. Prints "N passed, M failed".

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { Chromium } from "./chromium.mjs";

const [program, folder] = process.argv.slice(2);
let passed = 0;
let failed = 0;
function expect(condition, what, found = "") {
  if (condition) {
    ++passed;
    return;
  }
  ++failed;
  console.log(`FAILED ${what}`, found);
}

const browser = await Chromium.launch(program);
const text = (id) => browser.evaluate(`document.getElementById("${id}").innerText`);
const page = (name) => browser.go(pathToFileURL(join(folder, `${name}.html`)).href);

// What the page has asked for beyond itself, and what it has complained about.
function complaints() {
  return browser.events.flatMap(({ method, params }) => {
    if (method === "Network.requestWillBeSent" && !/^(file|blob):/.test(params.request.url)) {
      return [params.request.url];
    }
    if (
      method === "Network.requestWillBeSent" &&
      params.request.url.startsWith("file:") &&
      params.type !== "Document"
    ) {
      return [params.request.url];
    }
    if (method === "Log.entryAdded" && params.entry.level === "error") return [params.entry.text];
    if (method === "Runtime.exceptionThrown") {
      return [params.exceptionDetails.exception?.description ?? params.exceptionDetails.text];
    }
    return [];
  });
}

try {
  await browser.view(1100, 900);

  // The checker, in the page, on every case.
  await page("verified-path-valid-small");
  await browser.verdict();
  const cases = readFileSync(join(folder, "cases.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  for (let at = 0; at < cases.length; at += 100) {
    const some = cases.slice(at, at + 100);
    const results = await browser.evaluate(`${JSON.stringify(some.map((one) => one.text))}.map((text) => {
      const { code, rule } = isopathCheck(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
      return { code, rule };
    })`);
    some.forEach(({ name, code, rule }, k) => {
      const found = results[k].code;
      const isSame = found === code && (code !== 1 || results[k].rule === rule);
      const isChange = !/^(good|bad)\//.test(name);
      expect(
        isSame || (isChange && found % 4 !== 0 && code % 4 !== 0),
        `${name} in Chromium: expected ${code} by ${rule}`,
        results[k],
      );
    });
  }

  // Each page verifies or rejects by itself, asks for nothing, and draws what there is to see.
  for (const file of readdirSync(folder)
    .filter((name) => /^(verified|rejected|open)-.*\.html$/.test(name))
    .sort()) {
    const name = file.slice(0, -5);
    await page(name);
    const verdict = await browser.verdict();
    expect(verdict === name.split("-")[0], `${name}: the verdict`, verdict);
    const found = complaints();
    expect(found.length === 0, `${name}: requests and errors`, found);
    expect(
      (await browser.evaluate("document.title")) === "isopath certificate" &&
        (await browser.evaluate("typeof hit")) === "undefined",
      `${name}: nothing of the certificate runs`,
    );
    expect(
      await browser.evaluate("document.documentElement.scrollWidth <= innerWidth"),
      `${name}: no wider than the window`,
    );
    if (verdict !== "verified") continue;
    const picture = await text("picture");
    expect(
      !/could not be drawn/.test(picture) && (await text("claim")).length > 20,
      `${name}: claim and picture`,
      picture.slice(0, 200),
    );
    const unnamed =
      await browser.evaluate(`[...document.querySelectorAll("input, select, button, textarea, svg[role=img], [role=region]")].filter((node) =>
      !(node.getAttribute("aria-label") || node.labels?.length || node.innerText?.trim())).length`);
    expect(unnamed === 0, `${name}: everything to use has a name`, unnamed);
  }

  // A path: the keyboard moves along it, the function stands still and the contributions do not.
  await page("verified-path-valid-small");
  await browser.verdict();
  const curve = () => browser.evaluate(`document.querySelector(".plot .function").getAttribute("d")`);
  const parts = () =>
    browser.evaluate(
      `[...document.querySelectorAll(".plot .part")].map((path) => path.getAttribute("d")).join()`,
    );
  const slider = `document.querySelector("input[type=range]")`;
  const [curveBefore, partsBefore] = [await curve(), await parts()];
  await browser.evaluate(`${slider}.focus()`);
  for (let k = 0; k < 300; ++k) {
    for (const type of ["keyDown", "keyUp"]) {
      await browser.send("Input.dispatchKeyEvent", {
        type,
        key: "ArrowRight",
        code: "ArrowRight",
        windowsVirtualKeyCode: 39,
      });
    }
  }
  const where = await browser.evaluate(`${slider}.getAttribute("aria-valuetext")`);
  expect(
    /^segment [0-9]+, t = 0\.[0-9]+$/.test(where),
    "arrow keys move along the path, and it is said where",
    where,
  );
  const numbers = (d) => d.split(/[ML ]/).filter(Boolean).map(Number);
  const shift = Math.max(...numbers(await curve()).map((v, k) => Math.abs(v - numbers(curveBefore)[k])));
  expect(shift < 0.05, "the function stands still", shift);
  expect((await parts()) !== partsBefore, "the contributions move");
  expect(
    await browser.evaluate(`document.querySelectorAll(".timetable .now").length > 1`),
    "the timetable marks where we are",
  );

  // A difference bound: the difference lies in its band, also where it is far below what floating point
  // resolves.
  for (const name of ["difference-small", "difference-tiny"]) {
    await page(`verified-${name}`);
    await browser.verdict();
    const [low, high, top, bottom] =
      await browser.evaluate(`(() => { const box = (what) => document.querySelector(".plot " + what).getBBox(), curve = box(".gap"), band = box(".band");
      return [curve.y, curve.y + curve.height, band.y, band.y + band.height]; })()`);
    expect(top - 1 < low && high < bottom + 1 && bottom > top + 50, `${name}: the curve lies in the band`, [
      low,
      high,
      top,
      bottom,
    ]);
  }

  // Another certificate: as text, and dropped.
  const good = Buffer.from(
    cases.find(({ name }) => name === "good/equivalent-small.json").text,
    "base64",
  ).toString();
  const bad = Buffer.from(cases.find(({ name }) => name === "bad/E3-weight.json").text, "base64").toString();
  const enter = (what) =>
    browser.evaluate(
      `document.getElementById("text").value = ${JSON.stringify(what)}, document.getElementById("check-text").click()`,
    );
  await enter(bad);
  expect(
    (await browser.verdict()) === "rejected" && /E3/.test(await text("claim")),
    "a text is checked, and rejected by its rule",
    await text("claim"),
  );
  await enter(good);
  expect((await browser.verdict()) === "verified", "a text is checked, and verified");
  await enter("");
  expect((await browser.verdict()) === "rejected", "no text is no certificate");
  await browser.evaluate(`(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(good)}], "dropped.json"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true })); })()`);
  await browser.until(`document.getElementById("source").innerText.startsWith("dropped.json")`);
  expect((await browser.verdict()) === "verified", "a file that is dropped is checked");

  // A file that is chosen again is checked again: it may have changed.
  const choose = async (content) => {
    const file = join(folder, "chosen.json");
    writeFileSync(file, content);
    const { result } = await browser.send("Runtime.evaluate", {
      expression: `document.getElementById("file")`,
    });
    await browser.send("DOM.setFileInputFiles", { objectId: result.objectId, files: [file] });
    return browser
      .until(
        `document.getElementById("source").innerText.startsWith("chosen.json, ${Buffer.byteLength(content).toLocaleString("en")} bytes")`,
        5,
      )
      .then(
        () => browser.verdict(),
        () => "not asked for",
      );
  };
  expect((await choose(good)) === "verified", "a file that is chosen is checked");
  const chosenAgain = await choose(`${good} x`);
  expect(chosenAgain === "rejected", "and checked when it is chosen again", chosenAgain);

  // Compressed files: by their first bytes, whole and sound, and no longer than what is checked.
  const drop = async (name, bytes) => {
    await browser.evaluate(`(() => { const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (c) => c.charCodeAt(0))], "${name}"));
      dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true })); })()`);
    await browser.until(`document.getElementById("source").innerText.startsWith("${name}")`);
    return browser.verdict();
  };
  const gzipped = gzipSync(good);
  expect((await drop("compressed", gzipped)) === "verified", "a gzip file that is dropped is expanded");
  expect(
    (await text("source")).startsWith(`compressed, expanded, `),
    "and the page says so",
    await text("source"),
  );
  expect(
    (await text("digest")) === `sha256 ${createHash("sha256").update(good).digest("hex")}`,
    "and shows the digest of the text",
    await text("digest"),
  );
  const changed = Buffer.from(gzipped);
  changed[changed.length - 8] ^= 1; // the checksum, at the very end
  for (const [name, bytes, problem] of [
    ["truncated", gzipped.subarray(0, -1), "this browser could not expand it"],
    ["checksum", changed, "this browser could not expand it"],
    ["trailing", Buffer.concat([gzipped, Buffer.from("x")]), "this browser could not expand it"],
    ["bomb", gzipSync(Buffer.alloc(2 ** 26 + 1, " ")), "more than 64 MiB"],
    ["zstandard", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), "zstd -d"],
    ["skipped", Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 0]), "zstd -d"],
  ]) {
    expect(
      (await drop(name, bytes)) === "open" && (await text("claim")).includes(problem),
      `${name}: not checked here`,
      await text("claim"),
    );
  }
  const named = Buffer.from(gzipped);
  named[8] = 0x7b;
  expect(
    (await drop("brace", named)) === "rejected",
    "what begins as a gzip member and has { as its ninth byte is not expanded",
  );

  // What was given last: nothing of what was given before is shown, however late it comes.
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const slowly = (what, condition) =>
    browser.evaluate(`(() => { const usual = ${what}; ${what} = async function (...given) {
    if (${condition}) await new Promise((resolve) => setTimeout(resolve, 600));
    return usual.apply(this, given);
  }; })()`);
  await slowly("crypto.subtle.digest", "!globalThis.hurry");
  await enter(good);
  await pause(400); // the worker has answered, the digest has not
  await drop("refused", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]));
  await pause(400);
  expect(
    (await browser.verdict()) === "open" &&
      (await text("digest")) === "" &&
      (await text("source")).startsWith("refused"),
    "a file that is not checked keeps its verdict",
    await text("verdict"),
  );
  await browser.evaluate("globalThis.hurry = true");
  await slowly("File.prototype.arrayBuffer", `this.name === "slow"`);
  await browser.evaluate(`(() => { const give = (name, content) => { const data = new DataTransfer(); data.items.add(new File([content], name));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true })); };
    give("slow", ${JSON.stringify(good)}); give("quick", ${JSON.stringify(bad)}); })()`);
  await pause(900);
  expect(
    (await browser.verdict()) === "rejected" && (await text("source")).startsWith("quick"),
    "a file that is read late is not shown in the place of a later one",
    await text("source"),
  );
  await enter(good);
  await browser.verdict();
  await browser.evaluate(`File.prototype.arrayBuffer = () => Promise.reject(new Error("unreadable"))`);
  expect(
    (await drop("unreadable", gzipped)) === "open" && /could not be read/.test(await text("claim")),
    "a file that can't be read takes the verdict before away",
    await text("claim"),
  );
  await enter(good);
  expect((await browser.verdict()) === "verified", "a text is verified once more");
  await browser.evaluate(
    `document.getElementById("text").value = "{}", document.getElementById("text").dispatchEvent(new Event("input"))`,
  );
  expect((await browser.verdict()) === "open", "and no longer when it is changed");

  // A large one: the page answers while the worker works.
  await page("large");
  const ticks = await browser.evaluate(`new Promise((resolve) => {
    let count = 0;
    const timer = setInterval(() => {
      if (document.documentElement.dataset.verdict === "checking") ++count;
      else if (document.documentElement.dataset.verdict) { clearInterval(timer); resolve(count); }
    }, 5);
  })`);
  expect(
    (await browser.verdict()) === "verified" && ticks >= 5,
    "the page answers while a large certificate is checked",
    ticks,
  );

  // Narrow, dark, printed: nothing sticks out.
  for (const [width, options] of [
    [360, { dark: true }],
    [700, { media: "print" }],
  ]) {
    await browser.view(width, 700, options);
    await page("verified-path-broken-small");
    await browser.verdict();
    expect(
      (await browser.evaluate("document.documentElement.scrollWidth")) <= width,
      `${width} pixels are enough: ${JSON.stringify(options)}`,
      await browser.evaluate("document.documentElement.scrollWidth"),
    );
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
