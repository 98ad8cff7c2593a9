// The units at one point of a path: their roles and numbers, and bars for their weights.

import { decimal, element } from "../dom.mjs";
import { MOST_ROWS } from "./timetable.mjs";
import { roleClass, roleMark, roleText } from "./roles.mjs";

const MOST_INPUTS = 3;

const figure = () => element("td", { class: "figure" });

// A row whose cells are filled as we move.
function unitRow(i, inputs) {
  const chip = element("span", { class: "chip" });
  const bar = element("span", { class: "fill" });
  const a = figure();
  const b = Array.from({ length: inputs }, figure);
  const c = figure();
  const node = element(
    "tr",
    {},
    element("th", { scope: "row" }, String(i)),
    element("td", {}, chip),
    element("td", {}, element("span", { class: "bar" }, bar)),
    a,
    b,
    c,
  );
  return { chip, bar, a, b, c, node };
}

export class UnitsTable {
  // `scales` are the largest weights on the path, by unit and output.
  constructor({ inputs }, units, scales) {
    this.scales = scales;
    const shown = Math.min(inputs, MOST_INPUTS);
    this.rows = Array.from({ length: Math.min(units, MOST_ROWS) }, (_, i) => unitRow(i, shown));
    const b = Array.from({ length: shown }, (_, k) => (inputs > 1 ? `b[${k}]` : "b"));
    const names = ["unit", "role", "weight, to its own scale", "a", ...b, "c"];
    const head = names.map((text) => element("th", { scope: "col" }, text));
    const table = element(
      "table",
      { class: "units" },
      element("thead", {}, element("tr", {}, head)),
      element(
        "tbody",
        {},
        this.rows.map(({ node }) => node),
      ),
    );
    this.node = element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Units at this point of the path" },
      table,
      shown < inputs ? element("p", { class: "note" }, `b has ${inputs} entries.`) : null,
    );
  }

  draw({ value, roles }, output) {
    this.rows.forEach(({ chip, bar, a, b, c }, i) => {
      const weight = value.a[i * value.m + output];
      const share = Math.abs(weight) / this.scales[i][output];
      chip.className = `chip ${roleClass(roles[i])}`;
      chip.textContent = roleMark(roles[i]);
      chip.title = roleText(roles[i]);
      bar.className = `fill ${weight < 0 ? "negative" : "positive"} ${roleClass(roles[i])}`;
      bar.style.width = `${50 * share}%`;
      a.textContent = decimal(weight, 4);
      b.forEach((cell, k) => {
        cell.textContent = decimal(value.b[i * value.n + k], 4);
      });
      c.textContent = decimal(value.c[i], 4);
    });
  }
}
