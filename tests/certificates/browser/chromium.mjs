// A headless Chromium, driven through its DevTools protocol over two pipes: no library, no port.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Chromium {
  static async launch(program) {
    const browser = new Chromium();
    browser.profile = mkdtempSync(join(tmpdir(), "isopath-chromium-"));
    const flags = [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-extensions",
      "--disable-background-networking",
      "--disable-component-update",
      "--hide-scrollbars",
      "--remote-debugging-pipe",
      `--user-data-dir=${browser.profile}`,
    ];
    browser.child = spawn(program, [...flags, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    browser.ended = new Promise((resolve) => browser.child.once("exit", resolve));
    browser.sent = 0;
    browser.waiting = new Map();
    browser.events = [];
    let rest = "";
    browser.child.stdio[4].setEncoding("utf8").on("data", (data) => {
      const messages = (rest + data).split("\0");
      rest = messages.pop();
      for (const message of messages) browser.receive(JSON.parse(message));
    });
    browser.child.stdio[3].on("error", () => {});
    const { targetInfos } = await browser.send("Target.getTargets");
    const page = targetInfos.find(({ type }) => type === "page");
    browser.session = (
      await browser.send("Target.attachToTarget", { targetId: page.targetId, flatten: true })
    ).sessionId;
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await browser.send(`${domain}.enable`);
    return browser;
  }

  receive(message) {
    if (!message.id) {
      this.events.push(message);
      return;
    }
    const { resolve, reject } = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) reject(new Error(message.error.message));
    else resolve(message.result);
  }

  send(method, params = {}) {
    const id = ++this.sent;
    const result = Promise.race([
      new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject })),
      this.ended.then(() => {
        throw new Error(`Chromium ended during ${method}`);
      }),
    ]);
    this.child.stdio[3].write(
      JSON.stringify({ id, method, params, ...(this.session ? { sessionId: this.session } : {}) }) + "\0",
    );
    return result;
  }

  // What an expression, or the promise that it gives, comes to in the page.
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async until(expression, seconds = 60) {
    for (
      const end = Date.now() + seconds * 1000;
      Date.now() < end;
      await new Promise((resolve) => setTimeout(resolve, 20))
    ) {
      const value = await this.evaluate(expression).catch(() => null);
      if (value) return value;
    }
    throw new Error(`not within ${seconds} s: ${expression}`);
  }

  async go(url) {
    this.events = [];
    await this.send("Page.navigate", { url });
  }

  // The verdict that a rendered page comes to: verified, rejected or open.
  async verdict() {
    return this.until(
      `(({ verdict }) => verdict && verdict !== "checking" && verdict)(document.documentElement.dataset)`,
    );
  }

  async view(width, height, { dark = false, media = "screen" } = {}) {
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 500,
    });
    await this.send("Emulation.setEmulatedMedia", {
      media,
      features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }],
    });
  }

  // The whole page as a picture, however long it is.
  async screenshot(file) {
    const { cssContentSize } = await this.send("Page.getLayoutMetrics");
    const clip = {
      x: 0,
      y: 0,
      width: cssContentSize.width,
      height: Math.min(cssContentSize.height, 8000),
      scale: 1,
    };
    const { data } = await this.send("Page.captureScreenshot", {
      format: "png",
      captureBeyondViewport: true,
      clip,
    });
    writeFileSync(file, Buffer.from(data, "base64"));
  }

  async close() {
    this.send("Browser.close").catch(() => {});
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 3000);
    await this.ended;
    clearTimeout(timer);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
