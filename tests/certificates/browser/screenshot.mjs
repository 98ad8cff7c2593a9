// node screenshot.mjs CHROMIUM PAGE PICTURE [WIDTH [dark]]: opens a rendered page, waits for its verdict,
// prints it and leaves a picture of the page. Exit code 0 if the verdict is "verified".

import { pathToFileURL } from "node:url";
import { Chromium } from "./chromium.mjs";

const [program, page, picture, width = "1200", dark] = process.argv.slice(2);
const browser = await Chromium.launch(program);
try {
  await browser.view(Number(width), 900, { dark: dark === "dark" });
  await browser.go(pathToFileURL(page).href);
  const verdict = await browser.verdict();
  console.log(await browser.evaluate(`document.getElementById("verdict").innerText.replace(/\\s+/g, " ")`));
  await browser.screenshot(picture);
  process.exitCode = verdict === "verified" ? 0 : 1;
} finally {
  await browser.close();
}
