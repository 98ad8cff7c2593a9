// node docs/pictures.mjs BIN [CHROMIUM]: makes the pictures of the README, docs/pictures, from what isopath in the folder BIN writes
// about the path of examples/: its timetable, and the upper part of its page as a browser shows it once it has verified the certificate.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Chromium } from "../tests/certificates/browser/chromium.mjs";

const WIDTH = 1200, BETWEEN_VERTICES = 2.5;
const [bin, program = "chromium"] = process.argv.slice(2);
const root = dirname(dirname(fileURLToPath(import.meta.url))), pictures = join(root, "docs", "pictures");
const work = mkdtempSync(join(tmpdir(), "isopath-pictures-"));
const isopath = (...words) => execFileSync(join(bin, "isopath"), words, { stdio: ["ignore", "ignore", "inherit"] });

// The page from its top to the end of the path, with the slider between two vertices.
async function picture(page, file) {
  const browser = await Chromium.launch(program);
  try {
    await browser.view(WIDTH, 900);
    await browser.go(pathToFileURL(page).href);
    if (await browser.verdict() !== "verified") throw new Error(`${page} is not verified`);
    await browser.evaluate(`{ const slider = document.getElementById("position"); slider.value = ${BETWEEN_VERTICES}; slider.dispatchEvent(new Event("input")); }`);
    const height = await browser.evaluate(`new Promise((done) => requestAnimationFrame(() => done(document.getElementById("seen").getBoundingClientRect().bottom)))`);
    const clip = { x: 0, y: 0, width: WIDTH, height: Math.ceil(height), scale: 1 };
    const { data } = await browser.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: true, clip });
    writeFileSync(file, Buffer.from(data, "base64"));
  } finally {
    await browser.close();
  }
}

try {
  const certificate = join(work, "path.json"), page = join(work, "path.html");
  isopath("check-path", join(root, "examples", "stroke_path.json"), "--certificate", certificate);
  isopath("render", certificate, "--to", "svg", "-o", join(pictures, "timetable.svg"));
  isopath("render", certificate, "--to", "html", "-o", page);
  await picture(page, join(pictures, "page.png"));
} finally {
  rmSync(work, { recursive: true });
}
