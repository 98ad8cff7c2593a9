// What there is to see: functions along a line or over a plane of inputs, a path with its slider, a timetable of roles.

import { element, drawing, line, decimal, count } from "./dom.mjs";
import { approximate } from "../checker/numbers.mjs";
import { functionOf } from "../checker/kinds.mjs";
import { valueAt } from "../checker/enclosure.mjs";
import { number } from "./claims.mjs";
import { floats, between, contribution, values, samplesOf, usualRange, roleText } from "./showing.mjs";
import { plot, heatMap, extent } from "./plot.mjs";

const STEPS = 240; // of a curve
const MOST_CURVES = 60;
const MOST_ROWS = 100;
const MOST_COLUMNS = 60;

// Essential groups have a colour and a number: the ninth group has the colour of the first, but not its number.
const roleClass = ({ name, group, sign }) =>
  name === "essential"
    ? `essential hue${group % 8}`
    : name === "blank"
      ? "blank"
      : name === "zero-sum"
        ? "zero-sum"
        : "constant";
const roleMark = ({ name, group, sign }) =>
  name === "essential"
    ? `${sign < 0 ? "−" : ""}${group}`
    : name === "blank"
      ? group === null
        ? "·"
        : `(${sign < 0 ? "−" : ""}${group})`
      : name === "zero-sum"
        ? "=0"
        : "c";

// ---- Where to look

const parsePoint = (text) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((piece) => (piece.includes("/") ? approximate(piece) : Number(piece)));

// Controls for the output and the line or plane of inputs, which begin where the domain is, if one is given. `changed()` is called after each change.
// { node, look() }, where look() is { output, line: { origin, direction }, from, to, axis, plane: null | { i, j } }.
function lookControls(shape, value, origin, changed, domain = null) {
  const { inputs: n, outputs: m } = shape;
  const base = origin ?? new Array(n).fill(0);
  const option = (text, k) => element("option", { value: k }, text);
  const choose = (label, count_, name) =>
    element(
      "select",
      { "aria-label": label, change: update },
      Array.from({ length: count_ }, (_, k) => option(`${name} ${k}`, k)),
    );
  const output = choose("Output", m, "output");
  const input = choose("Input that varies", n, "input");
  const other = choose("Second input", n, "input");
  const reach = (k) => {
    let sum = 0;
    for (let i = 0; i < value.h; ++i) {
      for (let o = 0; o < m; ++o) sum += Math.abs(value.a[i * m + o] * value.b[i * n + k]);
    }
    return sum;
  };
  const reached = Array.from({ length: n }, (_, k) => reach(k));
  const byReach = Array.from({ length: n }, (_, k) => k).sort((k, l) => reached[l] - reached[k] || k - l);
  if (n > 1) [input.value, other.value] = byReach;
  const mode = element(
    "select",
    { "aria-label": "Where to look", change: update },
    option("along one input", "input"),
    option("from point P to point Q", "points"),
    option("over two inputs", "plane"),
  );
  const field = (label, text, size) =>
    element("input", {
      type: "text",
      "aria-label": label,
      value: text,
      size,
      inputmode: "decimal",
      change: update,
      spellcheck: "false",
    });
  const low = field("From", "", 6);
  const high = field("to", "", 6);
  const at = field("The other inputs: a point", base.map((v) => decimal(v)).join(", "), 24);
  const p = field("Point P", base.map(() => 0).join(", "), 24);
  const q = field("Point Q", base.map(() => 1).join(", "), 24);
  const lines = {
    input: () => ({
      origin: point(at).map((v, k) => (k === Number(input.value) ? 0 : v)),
      direction: base.map((_, k) => (k === Number(input.value) ? 1 : 0)),
    }),
    points: () => ({ origin: point(p), direction: point(q).map((v, k) => v - point(p)[k]) }),
  };
  lines.plane = lines.input;
  const point = (input_) => {
    const entries = parsePoint(input_.value);
    const isPoint = entries.length === n && entries.every(Number.isFinite);
    input_.setAttribute("aria-invalid", String(!isPoint));
    return isPoint ? entries : base.slice();
  };
  const only = (modes, ...nodes) =>
    element("span", { class: modes.map((name) => `for-${name}`).join(" ") }, nodes);
  const node = element(
    "div",
    { class: "look", role: "group", "aria-label": "Where to look" },
    m > 1 ? element("label", {}, output) : null,
    n > 1 ? element("label", {}, "Look ", mode) : null,
    n > 1
      ? [
          only(["input", "plane"], element("label", {}, input)),
          only(["plane"], element("label", {}, "and ", other)),
          only(["input", "plane"], element("label", {}, "others at ", at)),
          only(["points"], element("label", {}, "P ", p), element("label", {}, "Q ", q)),
        ]
      : null,
    element(
      "span",
      { class: "pair" },
      element("label", {}, n > 1 ? "from " : "x from ", low),
      element("label", {}, "to ", high),
    ),
  );

  function setRange() {
    const range =
      mode.value === "points"
        ? [0, 1]
        : domain
          ? rangeAround(domain[Number(input.value)], usualRange(value, lines.input(), 10))
          : usualRange(value, lines[mode.value](), n > 1 ? 10 : 1e6);
    [low.value, high.value] = (
      mode.value === "plane" ? [Math.min(-1, range[0]), Math.max(1, range[1])] : range
    ).map((v) => decimal(v, 4));
  }

  function update(event) {
    node.dataset.mode = mode.value;
    if (event && [mode, input, other, at, p, q].includes(event.target)) setRange();
    changed();
  }

  function look() {
    let from = Number(low.value);
    let to = Number(high.value);
    if (!Number.isFinite(from) || !Number.isFinite(to) || !(from < to)) [from, to] = [-3, 3];
    const axis = mode.value === "points" ? "from P (0) to Q (1)" : n > 1 ? `input ${input.value}` : "x";
    const plane =
      mode.value === "plane" && input.value !== other.value
        ? { i: Number(input.value), j: Number(other.value), at: point(at) }
        : null;
    return { output: Number(output.value), line: lines[mode.value](), from, to, axis, plane };
  }
  node.dataset.mode = mode.value;
  setRange();
  return { node, look };
}

// A range of a domain with some air; where it has no end, that of the usual one.
function rangeAround([l, u], [from, to]) {
  const low = l === null ? Math.min(from, u === null ? from : approximate(u) - 1) : approximate(l);
  const high = u === null ? Math.max(to, l === null ? to : approximate(l) + 1) : approximate(u);
  const air = high > low ? (high - low) / 20 : 1;
  return [low - air, high + air];
}

// The value of a network at the points of a plane, as a function of two inputs.
function onPlane(value, output, { i, j, at }) {
  const parts = Array.from({ length: value.h }, (_, k) => {
    let start = value.c[k];
    for (let l = 0; l < value.n; ++l) if (l !== i && l !== j) start += value.b[k * value.n + l] * at[l];
    return {
      a: value.a[k * value.m + output],
      p: value.b[k * value.n + i],
      q: value.b[k * value.n + j],
      r: start,
    };
  });
  const act = value.logistic ? (z) => 1 / (1 + Math.exp(-z)) : Math.tanh;
  const weighted = parts.filter(({ a }) => a !== 0);
  return {
    parts,
    at: (s, t) => weighted.reduce((sum, { a, p, q, r }) => sum + a * act(p * s + q * t + r), value.d[output]),
  };
}

// ---- Networks side by side: kinds about one or two networks

// f_a - f_b along a line. Of networks that are nearly equal floating point would show nothing but its errors; so with the enclosures' arithmetic, if
// that does not take long.
function gapOf(members, output, where, samples, size) {
  const work =
    members.reduce((sum, { network }) => sum + network.units.length * (network.inputs + 30), 0) *
    samples.length;
  const p = Math.min(1000, 64 + Math.max(0, Math.ceil(-Math.log2(size))));
  if (!(work < 2e6)) return null;
  const functions = members.map(({ network }) => functionOf(network, output));
  const one = 2n ** 60n;
  const exactly = (x) =>
    Number.isFinite(x) && Math.abs(x) < 1e100
      ? [BigInt(Math.trunc(x)) * one + BigInt(Math.round((x - Math.trunc(x)) * 2 ** 60)), one]
      : [0n, 1n];
  return Float64Array.from(samples, (s) => {
    const x = where.origin.map((start, k) => exactly(start + s * where.direction[k]));
    const [[l], [v]] = functions.map((member) => valueAt(member, x, p));
    return Number(l - v) / 2 ** p;
  });
}

// The part of a line that is in a domain, as a band: its ends, or null.
function insideOf(domain, where, samples) {
  const ends = domain.map(([l, u]) => [
    l === null ? -Infinity : approximate(l),
    u === null ? Infinity : approximate(u),
  ]);
  const inside = [...samples].filter((s) =>
    where.origin.every((start, k) => {
      const x = start + s * where.direction[k];
      const air = 1e-4 * Math.abs(x); // what decimals of coordinates err
      return x >= ends[k][0] - air && x <= ends[k][1] + air;
    }),
  );
  return inside.length ? [inside[0], inside[inside.length - 1]] : null;
}

// `members`: [{ name, network }] with units; `witness`: { x, output } or null; `bounded`: { domain, lower, upper } of their difference, or null.
export function networksView(members, witness, bounded = null) {
  const shape = members[0].network;
  if (members.some(({ network }) => !network.units)) {
    return element("p", {}, "These networks are too large to be drawn here.");
  }
  if (shape.inputs === 0) {
    return element("p", {}, "The networks have no input: their functions are constants.");
  }
  const drawn = members.map(({ name, network }) => ({ name, value: floats(network, network) }));
  const place = element("div", {});
  const origin = witness?.x.map(approximate) ?? null;
  const { node: controls, look } = lookControls(
    shape,
    drawn[0].value,
    origin ??
      bounded?.domain.map(([l, u]) =>
        u === null
          ? approximate(l ?? "0")
          : l === null
            ? approximate(u)
            : (approximate(l) + approximate(u)) / 2,
      ) ??
      null,
    draw,
    bounded?.domain,
  );
  if (witness) {
    const select = controls.querySelector('[aria-label="Output"]');
    if (select) select.value = String(witness.output);
  }
  function draw() {
    const { output, line: where, from, to, axis, plane } = look();
    const samples = samplesOf(from, to, STEPS);
    if (plane) {
      place.replaceChildren(
        ...drawn.map(({ name, value }) => {
          const surface = onPlane(value, output, plane);
          const map = heatMap({
            range: [from, to],
            label: `${name} over inputs ${plane.i} and ${plane.j}`,
            axes: [`input ${plane.i}`, `input ${plane.j}`],
          });
          map.paint(surface.at);
          map.draw(
            surface.parts
              .filter(({ a }) => a !== 0)
              .slice(0, MOST_CURVES)
              .map(({ p, q, r }) => ({ p, q, r, name: "edge", title: "" })),
          );
          return element("div", { class: "side" }, element("h3", {}, line(`$${name}$`)), map.node);
        }),
      );
      return;
    }
    const curves = drawn.map(({ name, value }, k) => ({
      values: values(value, output, where, samples),
      name: `function f${k}`,
      title: name,
    }));
    const both = plot({
      samples,
      range: extent(...curves.map((curve) => curve.values)),
      height: 260,
      axis,
      label: `${drawn.map(({ name }) => name).join(" and ")} along ${axis}, from ${from} to ${to}`,
    });
    const marks =
      witness && shape.inputs === 1
        ? [{ at: origin[0], name: "witness", title: "the witness" }]
        : witness && axis.startsWith("input")
          ? [{ at: origin[Number(axis.slice(6))], name: "witness", title: "the witness" }]
          : [];
    both.draw(curves, marks);
    const nodes = [
      element(
        "ul",
        { class: "legend" },
        drawn.map(({ name }, k) =>
          element("li", {}, element("span", { class: `key f${k}` }), line(`$${name}$`)),
        ),
        marks.length
          ? element("li", {}, element("span", { class: "key witness" }), "the witness's point")
          : null,
      ),
      both.node,
    ];
    if (drawn.length === 2 && (witness || bounded)) {
      const floating = () => curves[0].values.map((v, k) => v - curves[1].values[k]);
      const lower = bounded ? approximate(bounded.lower) : 0;
      const upper = bounded && bounded.upper !== null ? approximate(bounded.upper) : null;
      const inside = bounded && insideOf(bounded.domain, where, samples);
      const gap = bounded
        ? (gapOf(members, output, where, samples, Math.max(lower, upper ?? 0) || 1) ?? floating())
        : floating();
      const gapPlot = plot({
        samples,
        range: extent(gap, [0], bounded ? [-(upper ?? lower), upper ?? lower] : []),
        height: bounded ? 240 : 170,
        axis,
        label: `The difference along ${axis}`,
      });
      const bands =
        inside && upper !== null
          ? [{ from: inside[0], to: inside[1], low: -upper, high: upper, name: "band", title: "at most" }]
          : [];
      const level = (v) => ({
        values: new Float64Array(samples.length).fill(v),
        name: "level",
        title: "at least",
      });
      gapPlot.draw(
        [
          ...(lower > 0 ? [level(lower), level(-lower)] : []),
          { values: gap, name: "function gap", title: "difference" },
        ],
        marks,
        bands,
      );
      nodes.push(element("h3", {}, line(`The difference $${drawn[0].name} − ${drawn[1].name}$`)));
      if (bounded) {
        nodes.push(
          element(
            "ul",
            { class: "legend" },
            bands.length
              ? element(
                  "li",
                  {},
                  element("span", { class: "key band" }),
                  "on the domain, in every output, it stays in this band",
                )
              : null,
            lower > 0
              ? element(
                  "li",
                  {},
                  element("span", { class: "key level" }),
                  "somewhere on the domain, in some output, it reaches one of these lines, or goes beyond",
                )
              : null,
          ),
        );
      }
      nodes.push(gapPlot.node);
    }
    place.replaceChildren(...nodes);
  }
  draw();
  return element("div", {}, controls, place);
}

// ---- The timetable

function legend(groups) {
  const chip = (name, group = null) => {
    const role = { name, group, sign: 1 };
    return element("span", { class: `chip ${roleClass(role)}`, "aria-hidden": "true" }, roleMark(role));
  };
  const essential = Array.from({ length: Math.min(groups, 8) }, (_, k) => chip("essential", k));
  return element(
    "ul",
    { class: "legend" },
    groups
      ? element(
          "li",
          {},
          essential,
          groups > 8 ? `… ${groups - 1} ` : "",
          "carries this essential group; −: with its signs turned",
        )
      : null,
    element("li", {}, chip("blank"), "blank: a = 0; (k): at the pair of group k"),
    element("li", {}, chip("zero-sum"), "zero-sum: weights at one pair that add up to 0"),
    element("li", {}, chip("constant"), "constant: b = 0"),
    element(
      "li",
      {},
      element("span", { class: "link moves", "aria-hidden": "true" }),
      "moves to another pair (b, c)",
    ),
    element(
      "li",
      {},
      element("span", { class: "link shifts", "aria-hidden": "true" }, "±"),
      "stays, its weight changes",
    ),
  );
}

// A table of units and vertices. `columns`: names of the vertices; `joined`: are there segments between them? `go(k)`: to vertex k, or null.
// { node, at(position) }
function timetable({ vertices, roles, groups, columns, joined, broken, go }) {
  const rows = Math.min(vertices[0].units.length, MOST_ROWS);
  const width = Math.min(vertices.length, MOST_COLUMNS);
  const cells = Array.from({ length: 2 * width }, () => []); // by column, for the mark of where the slider is
  const put = (k, node) => (cells[k].push(node), node);
  const header = element("tr", {}, element("th", { scope: "col" }, "unit"));
  for (let v = 0; v < width; ++v) {
    header.append(
      put(
        2 * v,
        element(
          "th",
          { scope: "col" },
          go
            ? element(
                "button",
                { type: "button", click: () => go(v), "aria-label": `go to vertex ${columns[v]}` },
                columns[v],
              )
            : columns[v],
        ),
      ),
    );
    if (joined && v + 1 < width) {
      const isBroken = broken.has(v);
      header.append(
        put(
          2 * v + 1,
          element(
            "th",
            { scope: "col", class: isBroken ? "segment broken" : "segment" },
            element("span", { class: "hidden" }, `segment ${v}${isBroken ? ", broken" : ""}`),
            isBroken ? element("span", { "aria-hidden": "true" }, "✗") : "",
          ),
        ),
      );
    }
  }
  const segment = (i, v) => {
    const p = vertices[v].units[i];
    const q = vertices[v + 1].units[i];
    const moves = p.c !== q.c || p.b.some((text, k) => text !== q.b[k]);
    const shifts = p.a.some((text, k) => text !== q.a[k]);
    const says = moves ? "moves" : shifts ? "weight changes" : "stays";
    return element(
      "td",
      { class: "segment", title: `unit ${i}, segment ${v}: ${says}` },
      element(
        "span",
        { class: `link ${moves ? "moves" : shifts ? "shifts" : "stays"}`, "aria-hidden": "true" },
        moves ? "" : shifts ? "±" : "",
      ),
      element("span", { class: "hidden" }, says),
    );
  };
  const body = Array.from({ length: rows }, (_, i) => {
    const row = element("tr", {}, element("th", { scope: "row" }, String(i)));
    for (let v = 0; v < width; ++v) {
      const role = roles[v][i];
      row.append(
        put(
          2 * v,
          element(
            "td",
            { title: `unit ${i}, vertex ${columns[v]}: ${roleText(role)}` },
            element("span", { class: `chip ${roleClass(role)}`, "aria-hidden": "true" }, roleMark(role)),
            element("span", { class: "hidden" }, roleText(role)),
          ),
        ),
      );
      if (joined && v + 1 < width) row.append(put(2 * v + 1, segment(i, v)));
    }
    return row;
  });
  const leftOut = [
    vertices[0].units.length > rows ? `units ${rows} to ${vertices[0].units.length - 1}` : null,
    vertices.length > width ? `vertices ${width} to ${vertices.length - 1}` : null,
  ].filter(Boolean);
  const node = element(
    "div",
    {},
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timetable" },
      element(
        "table",
        { class: "timetable" },
        element(
          "caption",
          { class: "hidden" },
          "Units down, vertices across: the role of each unit at each vertex",
        ),
        element("thead", {}, header),
        element("tbody", {}, body),
      ),
    ),
    legend(groups),
    leftOut.length ? element("p", { class: "note" }, `Not drawn: ${leftOut.join(", ")}.`) : null,
  );
  const at = (position) => {
    const near =
      Math.abs(position - Math.round(position)) < 1e-6
        ? 2 * Math.round(position)
        : 2 * Math.floor(position) + 1;
    cells.forEach((column, k) => {
      for (const cell of column) cell.classList.toggle("now", k === near);
    });
  };
  return { node, at };
}

export function membersView({ members, roles: found }) {
  if (!found) return element("p", {}, "These parameters are too large to be drawn here.");
  if (members[0].width === 0) return element("p", {}, "There are no hidden units.");
  const { roles, groups } = found;
  const table = timetable({
    vertices: members,
    roles,
    groups,
    columns: ["first", "second"],
    joined: false,
    broken: new Set(),
    go: null,
  });
  return table.node;
}

// ---- A path

export function pathView({ path, roles: found, broken = [], witness = null }) {
  const { vertices } = path;
  if (!vertices) return element("p", {}, "This path is too large to be drawn here.");
  const segments = vertices.length - 1;
  const isBroken = new Set(broken);
  const atVertex = vertices.map((vertex) => floats(path, vertex));
  const h = atVertex[0].h;
  const { roles, groups } = found;
  let position = 0;
  let output = 0;
  let drawAt = () => {};

  // Where on the path we are.
  const slider = element("input", {
    type: "range",
    min: 0,
    max: segments,
    step: segments > 40 ? 0.01 : 0.005,
    value: 0,
    "aria-label": "Position on the path",
    id: "position",
    input: () => go(Number(slider.value)),
  });
  const where = element("output", { for: "position", "aria-live": "off" }); // the slider says it
  let playing = null;
  const play = element("button", { type: "button", click: toggle }, "▶ Play");
  const step = (by) => () =>
    go(
      Math.max(
        0,
        Math.min(segments, by < 0 ? Math.ceil(position - 1e-6) - 1 : Math.floor(position + 1e-6) + 1),
      ),
    );
  const stops = element(
    "datalist",
    { id: "stops" },
    vertices.slice(0, MOST_COLUMNS).map((_, k) => element("option", { value: k })),
  );
  slider.setAttribute("list", "stops");
  const controls = element(
    "div",
    { class: "transport", role: "group", "aria-label": "Along the path" },
    element("button", { type: "button", click: step(-1), "aria-label": "vertex before" }, "‹ vertex"),
    play,
    element("button", { type: "button", click: step(1), "aria-label": "next vertex" }, "vertex ›"),
    slider,
    stops,
    where,
  );

  function toggle() {
    if (playing !== null) {
      cancelAnimationFrame(playing);
      playing = null;
      play.textContent = "▶ Play";
      return;
    }
    if (position >= segments) go(0);
    play.textContent = "❚❚ Pause";
    let last = null;
    const frame = (now) => {
      const passed = last === null ? 0 : Math.min(0.1, (now - last) / 1000);
      last = now;
      go(Math.min(segments, position + passed * 0.6));
      if (position >= segments) return toggle();
      playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
  }

  function go(to) {
    position = to;
    slider.value = to;
    const k = Math.min(segments - 1, Math.floor(to + 1e-9));
    const t = to - k;
    const text =
      segments === 0 || Math.abs(to - Math.round(to)) < 1e-6
        ? `vertex ${Math.round(to)}`
        : `segment ${k}, t = ${t.toFixed(2)}${isBroken.has(k) ? " (broken)" : ""}`;
    slider.setAttribute("aria-valuetext", text);
    where.textContent = text;
    table.at(to);
    drawAt();
  }

  function current() {
    const k = Math.max(0, Math.min(segments - 1, Math.floor(position + 1e-9)));
    const t = position - k;
    return segments === 0
      ? { value: atVertex[0], roles: roles[0], segment: 0 }
      : { value: between(atVertex[k], atVertex[k + 1], t), roles: roles[t < 0.5 ? k : k + 1], segment: k };
  }

  const table = timetable({
    vertices,
    roles,
    groups,
    columns: vertices.map((_, k) => String(k)),
    joined: true,
    broken: isBroken,
    go,
  });

  // The units here and now: bars for weights.
  const largestWeight = (i, o) =>
    atVertex.reduce((most, value) => Math.max(most, Math.abs(value.a[i * value.m + o])), 1e-300);
  const mostA = Array.from({ length: Math.min(h, Math.max(MOST_ROWS, MOST_CURVES)) }, (_, i) =>
    Array.from({ length: path.outputs }, (_, o) => largestWeight(i, o)),
  );
  const shownUnits = Math.min(h, MOST_ROWS);
  const shownInputs = Math.min(path.inputs, 3);
  const rows = Array.from({ length: shownUnits }, (_, i) => {
    const chip = element("span", { class: "chip" });
    const bar = element("span", { class: "fill" });
    const a = element("td", { class: "figure" });
    const c = element("td", { class: "figure" });
    const b = Array.from({ length: shownInputs }, () => element("td", { class: "figure" }));
    return {
      chip,
      bar,
      a,
      b,
      c,
      node: element(
        "tr",
        {},
        element("th", { scope: "row" }, String(i)),
        element("td", {}, chip),
        element("td", {}, element("span", { class: "bar" }, bar)),
        a,
        b,
        c,
      ),
    };
  });
  const unitsTable = element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Units at this point of the path" },
    element(
      "table",
      { class: "units" },
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          [
            "unit",
            "role",
            "weight, to its own scale",
            "a",
            ...Array.from({ length: shownInputs }, (_, k) => (path.inputs > 1 ? `b[${k}]` : "b")),
            "c",
          ].map((text, k) => element("th", { scope: "col" }, text)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map(({ node }) => node),
      ),
    ),
    shownInputs < path.inputs ? element("p", { class: "note" }, `b has ${path.inputs} entries.`) : null,
  );
  function drawUnits({ value, roles: now }) {
    rows.forEach(({ chip, bar, a, b, c }, i) => {
      const weight = value.a[i * value.m + output];
      const share = Math.abs(weight) / mostA[i][output];
      chip.className = `chip ${roleClass(now[i])}`;
      chip.textContent = roleMark(now[i]);
      chip.title = roleText(now[i]);
      bar.className = `fill ${weight < 0 ? "negative" : "positive"} ${roleClass(now[i])}`;
      bar.style.width = `${50 * share}%`;
      a.textContent = decimal(weight, 4);
      b.forEach((cell, k) => {
        cell.textContent = decimal(value.b[i * value.n + k], 4);
      });
      c.textContent = decimal(value.c[i], 4);
    });
  }

  const place = element("div", { class: "plots" });
  const scaleOf = element(
    "select",
    { "aria-label": "Scale of the contributions" },
    element("option", { value: "own" }, "each to its own scale (1: its largest weight on the path)"),
    element("option", { value: "one" }, "all to one scale"),
  );
  let controlsLook = null;
  if (path.inputs > 0 && h > 0) {
    const { node, look } = lookControls(path, atVertex[0], witness?.x.map(approximate) ?? null, prepare);
    controlsLook = node;
    scaleOf.addEventListener("change", prepare);
    function prepare() {
      const looked = look();
      const { line: along, from, to, axis, plane } = looked;
      output = looked.output;
      const samples = samplesOf(from, to, STEPS);
      const start = values(atVertex[0], output, along, samples);
      // Where the function may be seen to leave: at vertices and in the middle of broken segments.
      const seen = broken.length
        ? [
            ...atVertex.slice(0, 50),
            ...broken.slice(0, 20).map((k) => between(atVertex[k], atVertex[k + 1], 0.5)),
          ].map((value) => values(value, output, along, samples))
        : [];
      const scale = extent(start, ...seen);
      const difference = (curve) => curve.map((v, k) => v - start[k]);
      const gap = broken.length
        ? plot({
            samples,
            range: extent(...seen.map(difference)),
            height: 190,
            axis,
            label: `How far the function is from that at vertex 0 along ${axis}`,
          })
        : null;
      const still = plot({
        samples,
        range: scale,
        height: 230,
        axis,
        label: `The function along ${axis}: ${broken.length ? "it changes on broken segments" : "it stands still"}`,
      });
      const drawn = Math.min(h, MOST_CURVES);
      const spans = [];
      for (const value of atVertex.slice(0, 200)) {
        for (let i = 0; i < drawn; ++i) spans.push(contributionExtent(value, i, output));
      }
      const own = scaleOf.value === "own";
      const moving = plot({
        samples,
        range: own ? [-1.06, 1.06] : extent(spans.flat()),
        height: 260,
        axis,
        label: `What each unit contributes along ${axis}`,
      });
      const map =
        plane &&
        heatMap({
          range: [from, to],
          label: `The function over inputs ${plane.i} and ${plane.j}, and a line for each unit`,
          axes: [`input ${plane.i}`, `input ${plane.j}`],
        });
      place.replaceChildren(
        element(
          "div",
          {},
          element("h3", {}, broken.length ? "The function" : "The function: it stands still"),
          map ? map.node : still.node,
        ),
        gap
          ? element("div", {}, element("h3", {}, "How far it is from the function at vertex 0"), gap.node)
          : "",
        element(
          "div",
          {},
          element("h3", {}, "What each unit contributes: they move"),
          element("p", {}, scaleOf),
          moving.node,
          h > drawn ? element("p", { class: "note" }, `Units 0 to ${drawn - 1}.`) : null,
        ),
      );
      if (map && !broken.length) map.paint(onPlane(atVertex[0], output, plane).at);
      drawAt = () => {
        const now = current();
        if (map) {
          const surface = onPlane(now.value, output, plane);
          if (broken.length) map.paint(surface.at);
          map.draw(
            surface.parts
              .slice(0, MOST_CURVES)
              .map(({ a, p, q, r }, i) => ({
                a,
                p,
                q,
                r,
                name: `edge ${roleClass(now.roles[i])}`,
                title: `unit ${i}: ${roleText(now.roles[i])}`,
              }))
              .filter(({ a }) => a !== 0),
          );
        } else {
          const curve = values(now.value, output, along, samples);
          still.draw([
            ...(broken.length ? [{ values: start, name: "function before", title: "f at vertex 0" }] : []),
            { values: curve, name: "function f0", title: "f" },
          ]);
        }
        if (gap) {
          gap.draw([
            {
              values: difference(values(now.value, output, along, samples)),
              name: "function gap",
              title: "difference",
            },
          ]);
        }
        const parts = [];
        for (let i = 0; i < drawn; ++i) {
          const role = now.roles[i];
          if (now.value.a[i * now.value.m + output] === 0) continue;
          const part = contribution(now.value, i, output, along, samples);
          parts.push({
            values: own ? part.map((v) => v / mostA[i][output]) : part,
            name: `part ${roleClass(role)}`,
            title: `unit ${i}: ${roleText(role)}`,
          });
        }
        moving.draw(parts);
        drawUnits(now);
      };
      drawAt();
    }
    prepare();
  } else {
    drawAt = () => drawUnits(current());
  }
  go(witness ? witness.segment + approximate(witness.t) : 0);
  return element(
    "div",
    {},
    controls,
    element(
      "div",
      { class: "sides" },
      element("section", {}, element("h3", {}, "Timetable"), table.node),
      element("section", { class: "now-units" }, element("h3", {}, "The units here"), unitsTable),
    ),
    controlsLook,
    place,
  );
}

function contributionExtent(value, i, o) {
  const a = value.a[i * value.m + o];
  return value.logistic ? [0, a] : [-a, a];
}
