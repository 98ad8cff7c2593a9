// A slider along a path, with buttons that play it or go from vertex to vertex.

import { element } from "../dom.mjs";
import { MOST_COLUMNS } from "./timetable.mjs";

const SPEED = 0.6; // segments in a second
const CLOSE = 1e-6; // to a vertex: at it

export class Transport {
  // `broken` is the set of broken segments. `moved()` is called whenever the position has changed.
  constructor(vertices, broken, moved) {
    Object.assign(this, { segments: vertices.length - 1, broken, moved, position: 0, playing: null });
    this.slider = element("input", {
      type: "range",
      min: 0,
      max: this.segments,
      step: this.segments > 40 ? 0.01 : 0.005,
      value: 0,
      "aria-label": "Position on the path",
      id: "position",
      list: "stops",
      input: () => this.go(Number(this.slider.value)),
    });
    this.where = element("output", { for: "position", "aria-live": "off" }); // the slider says it
    this.play = element("button", { type: "button", click: () => this.toggle() }, "▶ Play");
    const button = (label, text, click) =>
      element("button", { type: "button", click, "aria-label": label }, text);
    const options = vertices.slice(0, MOST_COLUMNS).map((_, k) => element("option", { value: k }));
    this.node = element(
      "div",
      { class: "transport", role: "group", "aria-label": "Along the path" },
      button("vertex before", "‹ vertex", () => this.goBack()),
      this.play,
      button("next vertex", "vertex ›", () => this.goOn()),
      this.slider,
      element("datalist", { id: "stops" }, options),
      this.where,
    );
  }

  goBack() {
    this.go(Math.max(0, Math.ceil(this.position - CLOSE) - 1));
  }

  goOn() {
    this.go(Math.min(this.segments, Math.floor(this.position + CLOSE) + 1));
  }

  // The segment that we are in, and how far: 0 <= t <= 1.
  here() {
    const segment = Math.max(0, Math.min(this.segments - 1, Math.floor(this.position + 1e-9)));
    return { segment, t: this.position - segment };
  }

  text() {
    const nearest = Math.round(this.position);
    if (this.segments === 0 || Math.abs(this.position - nearest) < CLOSE) return `vertex ${nearest}`;
    const { segment, t } = this.here();
    return `segment ${segment}, t = ${t.toFixed(2)}${this.broken.has(segment) ? " (broken)" : ""}`;
  }

  go(to) {
    this.position = to;
    this.slider.value = to;
    this.slider.setAttribute("aria-valuetext", this.text());
    this.where.textContent = this.text();
    this.moved();
  }

  toggle() {
    if (this.playing === null) this.start();
    else this.stop();
  }

  stop() {
    cancelAnimationFrame(this.playing);
    this.playing = null;
    this.play.textContent = "▶ Play";
  }

  start() {
    if (this.position >= this.segments) this.go(0);
    this.play.textContent = "❚❚ Pause";
    let last = null;
    const frame = (now) => {
      const passed = last === null ? 0 : Math.min(0.1, (now - last) / 1000);
      last = now;
      this.go(Math.min(this.segments, this.position + passed * SPEED));
      if (this.position >= this.segments) this.stop();
      else this.playing = requestAnimationFrame(frame);
    };
    this.playing = requestAnimationFrame(frame);
  }
}
