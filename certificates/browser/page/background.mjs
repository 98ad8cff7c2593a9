// Checking in a worker, which is made of the page's own script, so that the page answers while it is done.

import { check } from "../checker/checker.mjs";
import { forShowing } from "./showing.mjs";

const PAUSE = 50; // milliseconds between two reports

function checkForShowing(bytes, advance) {
  const result = check(bytes, advance);
  result.claim = forShowing(result.kind, result.claim);
  return result;
}

// What the worker does.
export function work() {
  addEventListener("message", ({ data }) => {
    let last = 0;
    const result = checkForShowing(data, (done) => {
      const now = Date.now();
      if (now - last <= PAUSE) return;
      postMessage({ done });
      last = now;
    });
    postMessage({ result });
  });
}

function newWorker() {
  const script = document.getElementById("program").textContent;
  try {
    return new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  } catch {
    return null;
  }
}

// Checks bytes: { result, a promise; stop() }. `advance(done)` is told how far it is. Without workers the
// check is done here, after the page has been drawn.
export function checkInBackground(bytes, advance) {
  const checkHere = (resolve) => setTimeout(() => resolve(checkForShowing(bytes, () => {})), PAUSE);
  const worker = newWorker();
  if (!worker) return { result: new Promise(checkHere), stop() {} };
  const result = new Promise((resolve) => {
    worker.onerror = () => {
      worker.terminate();
      checkHere(resolve);
    };
    worker.onmessage = ({ data }) => {
      if (data.result) {
        worker.terminate();
        resolve(data.result);
      } else {
        advance(data.done);
      }
    };
    worker.postMessage(bytes);
  });
  return { result, stop: () => worker.terminate() };
}
