// node time_page.mjs CHROMIUM PAGE: the seconds from opening a rendered page to its verdict, and those of the
// checking alone, in the page.

import { pathToFileURL } from "node:url";
import { Chromium } from "./chromium.mjs";

const [program, page] = process.argv.slice(2);
const browser = await Chromium.launch(program);
try {
  await browser.view(1100, 900);
  const start = performance.now();
  await browser.go(pathToFileURL(page).href);
  if ((await browser.verdict()) !== "verified") throw new Error('expected the verdict "verified"');
  const whole = performance.now() - start;
  const checking = await browser.evaluate(`(() => {
    const bytes = Uint8Array.from(atob(document.getElementById("certificate").textContent.trim()), (c) => c.charCodeAt(0)), start = performance.now();
    isopathCheck(bytes);
    return performance.now() - start;
  })()`);
  console.log(whole / 1000, checking / 1000);
} finally {
  await browser.close();
}
