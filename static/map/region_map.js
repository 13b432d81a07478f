// The region map: SVG shapes, equal tiles, legend and years, repainted in place on every rerun.
// Python sends numbers and finished Indonesian text; nothing is formatted here. All text enters the page
// through textContent. The module is fetched once; shapes are fetched once per address.

const NS = "http://www.w3.org/2000/svg";
const VERSION = new URL(import.meta.url).search;
const STEP_MS = 1200; // one year of play
const ECHO_MS = 6000; // how long an answer that repeats an older choice is not believed
const SEA = 0;
const INSET = 250; // ground of an inset in the raster; regions are 1..249
const shapeRequests = new Map();
let serial = 0;

export default async function mount(component) {
  await stylesheet();
  const host = component.parentElement;
  if (host.regionMap && host.regionMap.version !== VERSION) {
    host.regionMap.destroy();
    host.regionMap = null;
  }
  host.regionMap ??= new RegionMap(host);
  host.regionMap.receive(component);
  // Streamlit also calls this when a newer rerun overtakes: only a map that has left the page ends.
  return () => setTimeout(() => host.regionMap?.root.isConnected || host.regionMap?.destroy(), 50);
}

// Return a standalone SVG of what the map shows. `which` is the Streamlit key, the root element, or
// nothing for the map that was drawn last. options: title, subtitle, source, theme ("light" | "dark").
export function exportSvg(which, options = {}) {
  const map = find(which);
  return map ? map.export(options) : null;
}

function find(which) {
  const maps = [...registry().instances.values()].filter((map) => map.root.isConnected);
  if (which === undefined || which === null) return maps.at(-1);
  return maps.find((map) => map.id === which || map.root === which || map.host === which);
}

function registry() {
  window.kumkmMap ??= { instances: new Map() };
  window.kumkmMap.exportSvg = exportSvg;
  return window.kumkmMap;
}

let styleLoaded = null;

function stylesheet() {
  styleLoaded ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("region_map.css" + VERSION, import.meta.url).href;
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
  return styleLoaded;
}

function loadShapes(url) {
  const address = new URL(url, location.origin).href;
  if (!shapeRequests.has(address)) {
    const request = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json().then(normalise);
    });
    request.catch(() => shapeRequests.delete(address));
    shapeRequests.set(address, request);
  }
  return shapeRequests.get(address);
}

// One form for all the shapes files: points as {x, y}, boxes as {x, y, width, height}.
function normalise(file) {
  const point = (p) => (Array.isArray(p) ? { x: p[0], y: p[1] } : p);
  const box = (b) => (Array.isArray(b) ? { x: b[0], y: b[1], width: b[2], height: b[3] } : b);
  return {
    view: box(file.viewBox),
    regions: file.regions.map((region) => ({
      code: region.code,
      d: region.d,
      label: point(region.label),
      corners: region.bbox, // left, top, right, bottom
    })),
    insets: (file.insets ?? []).map((inset) => ({
      title: inset.title ?? "",
      codes: inset.codes ?? [],
      source: box(inset.source),
      place: box(inset.place),
    })),
    tiles: {
      rows: file.tiles.rows,
      columns: file.tiles.columns,
      cells: file.tiles.cells ?? file.tiles.items ?? [],
    },
  };
}

// Small helpers ---------------------------------------------------------------------------------------

function svg(name, attributes = {}, parent = null) {
  const node = document.createElementNS(NS, name);
  set(node, attributes);
  parent?.append(node);
  return node;
}

function html(name, className, parent, text = null) {
  const node = document.createElement(name);
  node.className = className;
  if (text !== null) node.textContent = text;
  parent?.append(node);
  return node;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fillWords(template, words) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const round = (value) => Math.round(value * 100) / 100;
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const padded = (b) => ({ x: b.x - 4, y: b.y - 1, w: b.w + 8, h: b.h + 2 });
const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function overlapArea(a, b) {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

function rgb(colour) {
  const hex = colour.trim().match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i);
  if (hex) {
    const long = hex[1].length === 3 ? [...hex[1]].map((c) => c + c).join("") : hex[1];
    return [0, 2, 4].map((i) => parseInt(long.slice(i, i + 2), 16));
  }
  return (colour.match(/[\d.]+/g) ?? ["255", "255", "255"]).slice(0, 3).map(Number);
}

function luminance(colour) {
  const [r, g, b] = rgb(colour).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

// Pick `count` colours evenly from a ramp.
function pick(ramp, count) {
  if (count <= 1) return [ramp[Math.floor(ramp.length / 2)]];
  return Array.from({ length: count }, (_, i) => {
    const at = (i * (ramp.length - 1)) / (count - 1);
    const low = Math.floor(at);
    const share = at - low;
    if (share < 0.001) return ramp[low];
    const [a, b] = [rgb(ramp[low]), rgb(ramp[low + 1])];
    return `rgb(${a.map((c, k) => Math.round(c + (b[k] - c) * share)).join(", ")})`;
  });
}

// A line with gaps where nothing was reported; a lone year becomes a dot by its round caps.
function sparkline(values, low, high, width, height) {
  const x = (i) => (values.length < 2 ? width / 2 : (i * width) / (values.length - 1));
  const y = (v) => (high > low ? height - ((v - low) / (high - low)) * height : height / 2);
  let path = "";
  values.forEach((value, i) => {
    if (!isNumber(value)) return;
    const open = i > 0 && isNumber(values[i - 1]);
    path += `${open ? "L" : "M"}${round(x(i))} ${round(y(value))}`;
    if (!open && !isNumber(values[i + 1])) path += "h.01";
  });
  return { path, x, y };
}

const MARKERS = {
  square: (r) => `M${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}z`,
  diamond: (r) => `M0 ${-1.35 * r}L${1.35 * r} 0L0 ${1.35 * r}L${-1.35 * r} 0z`,
  triangle: (r) => `M0 ${-1.2 * r}L${1.25 * r} ${r}H${-1.25 * r}z`,
};
const MARKER_ORDER = ["square", "diamond", "triangle"];

// The map ---------------------------------------------------------------------------------------------

class RegionMap {
  constructor(host) {
    this.version = VERSION;
    this.host = host;
    this.uid = `krm${++serial}`;
    this.listeners = new AbortController();
    this.hover = null; // code under the pointer
    this.focus = null; // code with the keyboard
    this.litClass = null;
    this.playing = null; // timer
    this.sentRegions = new Echo();
    this.sentYears = new Echo();
    this.build();
    this.observe();
  }

  destroy() {
    this.stop();
    this.listeners.abort();
    this.resizing?.disconnect();
    registry().instances.delete(this.uid);
    this.root.remove();
  }

  // Skeleton, made once -------------------------------------------------------------------------------

  build() {
    this.root = html("div", "krm krm-still", this.host);
    const head = html("div", "krm-head", this.root);
    const title = html("div", "krm-title", head);
    this.titleName = html("b", "", title);
    title.append(" ");
    this.titleUnit = html("span", "", title);
    title.append("\u2002");
    this.stamp = html("strong", "krm-stamp", title);
    this.stamp.hidden = true;

    const tools = html("div", "krm-tools", head);
    this.clearButton = this.button("krm-clear", tools, () => this.select(null));
    this.valuesButton = this.button("krm-values", tools, () => this.toggleLabels());
    this.valuesButton.setAttribute("role", "switch");
    this.whyButton = this.button("krm-why", tools, () => this.askWhy(this.selected));
    this.viewsGroup = html("div", "krm-views", tools);
    this.viewsGroup.setAttribute("role", "group");
    this.viewButtons = {};
    for (const view of ["peta", "ubin"]) {
      this.viewButtons[view] = this.button("", this.viewsGroup, () => this.setView(view));
      html("span", "", this.viewButtons[view]);
    }

    this.stage = html("div", "krm-stage", this.root);
    this.picture = svg("svg", { class: "krm-picture", role: "group" }, this.stage);
    const defs = svg("defs", {}, this.picture);
    this.defs = defs;
    this.hatchPattern("hatch");

    this.yearGroup = svg("g", { "aria-hidden": "true" }, this.picture);
    this.yearText = svg("text", { class: "krm-year" }, this.yearGroup);
    this.spanGroup = svg("g", {}, this.yearGroup);
    this.geo = svg("g", { class: "krm-geo" });
    this.tiles = svg("g", { class: "krm-tiles" });

    this.playButton = this.button("krm-play", this.stage, () => this.togglePlay());
    const icon = svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, this.playButton);
    this.playIcon = svg("path", { d: "M1 0L10 5L1 10z" }, icon);
    this.playWord = html("span", "", this.playButton);

    this.legend = svg("svg", { class: "krm-legend", role: "img" }, this.root);
    this.source = html("div", "krm-source", this.root);
    this.tip = html("div", "krm-tip", this.root);
    this.tip.setAttribute("aria-hidden", "true");
    this.live = html("div", "krm-live", this.root);
    this.live.setAttribute("aria-live", "polite");
    this.ruler = document.createElement("canvas").getContext("2d");
    this.ruler.textRendering = "geometricPrecision";
    this.probe = html("span", "krm-probe", this.root, "0123456789");
    this.probe.setAttribute("aria-hidden", "true");
    this.digits = new Map();
    this.widths = new Map();
  }

  // Hatching as wide on a magnified map as on the page: each scale has its own pattern.
  hatchPattern(name, scale = 1) {
    const id = `${this.uid}-${name}`;
    let pattern = this.defs.querySelector(`#${id}`);
    if (!pattern) {
      pattern = svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, this.defs);
      svg("rect", { width: 6, height: 6, style: "fill:var(--krm-hatch-ground)" }, pattern);
      svg("rect", { width: 1.6, height: 6, style: "fill:var(--krm-hatch)" }, pattern);
    }
    set(pattern, { patternTransform: `rotate(45) scale(${1 / scale})` });
  }

  button(className, parent, action) {
    const node = html("button", className, parent);
    node.type = "button";
    node.addEventListener("click", action);
    return node;
  }

  observe() {
    const signal = this.listeners.signal;
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.stage);
    const on = (name, action) => this.picture.addEventListener(name, action, { signal });
    on("click", (event) => this.clicked(event));
    on("dblclick", (event) => this.clickedTwice(event));
    on("pointermove", (event) => this.pointed(event));
    on("pointerleave", () => this.setHover(null));
    on("keydown", (event) => this.pressed(event));
    // Not on the picture itself: Chromium lets Tab stop at an SVG element that listens for focus.
    this.stage.addEventListener("focusin", (event) => this.focused(event), { signal });
    this.stage.addEventListener("focusout", () => this.setFocus(null), { signal });
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.escape(event), { signal });
    document.addEventListener("pointerdown", (event) => this.pressedAnywhere(event), { signal, capture: true });
    for (const query of ["print", "(prefers-color-scheme: dark)"]) {
      matchMedia(query).addEventListener("change", () => this.data && this.themed(), { signal });
    }
    addEventListener("beforeprint", () => this.printing(true), { signal });
    addEventListener("afterprint", () => this.printing(false), { signal });
    document.fonts?.ready.then(() => {
      this.digits.clear();
      this.widths.clear();
      if (this.ready) this.layout();
    });
  }

  // A rerun -------------------------------------------------------------------------------------------

  receive(component) {
    this.component = component;
    const data = component.data;
    const before = this.data;
    this.data = data;
    this.id = data.id;
    registry().instances.delete(this.uid);
    registry().instances.set(this.uid, this);
    this.root.style.setProperty("--krm-height", `${data.height}px`);
    this.root.dataset.projector = String(Boolean(data.projector));
    this.root.dataset.kind = data.kind;
    if (!before) {
      this.view = remembered("view", data.view) === "ubin" ? "ubin" : "peta";
      this.labels = remembered("labels", String(data.labels)) === "true";
      this.selected = data.selected ?? null;
      this.year = data.year;
    } else {
      if (this.sentRegions.accepts(data.selected ?? null)) this.selected = data.selected ?? null;
      if (!this.playing && this.sentYears.accepts(data.year)) this.year = data.year;
    }
    const same = (name) => before && JSON.stringify(before[name]) === JSON.stringify(data[name]);
    const sameNumbers = ["values", "edges", "kind", "years", "places", "whom", "circleSizes", "grades", "missingTexts", "reports", "tones", "toneTexts"].every(same);
    if (!sameNumbers) this.derive();
    this.sayWords();
    this.themed(false);
    if (!before || before.shapesUrl !== data.shapesUrl) {
      this.ready = false;
      loadShapes(data.shapesUrl).then(
        (shapes) => this.data.shapesUrl === data.shapesUrl && this.draw(shapes),
        (error) => console.error("region map:", error),
      );
      return;
    }
    if (!this.ready) return;
    const sameFrame = sameNumbers && ["height", "projector", "edgeTexts", "fit", "missingText", "names", "abbreviations", "playable"].every(same);
    if (sameFrame) this.paint();
    else this.layout();
  }

  // What follows from the numbers alone.
  derive() {
    const { values, edges, kind, years } = this.data;
    this.anyMissing = false;
    const anyText = (rows) => Object.values(rows ?? {}).some((row) => row.some(Boolean));
    this.anyGraded = anyText(this.data.grades);
    this.anySecret = anyText(this.data.missingTexts);
    this.hasData = years.map((_, i) => Object.values(values).some((row) => isNumber(row[i])));
    const pooled = [];
    for (const [code, row] of Object.entries(values)) {
      row.forEach((value, i) => {
        if (isNumber(value)) pooled.push(value);
        else if (this.hasData[i] && !this.data.missingTexts?.[code]?.[i]) this.anyMissing = true;
      });
    }
    this.low = pooled.length ? pooled.reduce((a, b) => Math.min(a, b)) : 0;
    this.high = pooled.length ? pooled.reduce((a, b) => Math.max(a, b)) : 1;
    this.top = kind === "count" ? Math.max(edges.at(-1) ?? 0, this.high, 1e-9) : edges.at(-1);
  }

  sayWords() {
    const { data } = this;
    const { words } = data;
    write(this.titleName, data.title);
    write(this.titleUnit, data.unit);
    write(this.clearButton, words.clear);
    write(this.valuesButton, words.values);
    write(this.viewButtons.peta.firstChild, words.map);
    write(this.viewButtons.ubin.firstChild, words.tiles);
    this.viewsGroup.setAttribute("aria-label", words.view);
    write(this.stamp, words.simulated);
    write(this.whyButton, words.why);
    this.whyButton.style.display = data.why ? "" : "none";
    const hints = data.why ? `${words.hint} ${words.why_hint}` : words.hint;
    this.picture.setAttribute("aria-label", `${data.title}. ${hints}`);
    this.legend.setAttribute("aria-label", words.legend);
    write(this.source, data.sourceLine);
    this.source.title = data.sourceLine;
    this.playButton.style.display = data.playable && data.years.length > 1 ? "" : "none";
  }

  // Colours -------------------------------------------------------------------------------------------

  themed(repaint = true) {
    const style = getComputedStyle(this.root);
    const ground = this.forcedTheme ? null : style.getPropertyValue("--st-background-color");
    const theme = this.forcedTheme ?? (ground && luminance(ground) < 0.2 ? "dark" : "light");
    if (this.root.dataset.theme !== theme) this.root.dataset.theme = theme;
    if (this.forcedTheme) this.root.style.setProperty("--krm-paper", theme === "dark" ? "#10161d" : "#ffffff");
    else this.root.style.removeProperty("--krm-paper");
    const signature = `${theme} ${ground} ${this.data.kind} ${this.data.edges} ${this.data.toneTexts?.length}`;
    if (signature === this.signature) return;
    this.signature = signature;
    const now = getComputedStyle(this.root);
    const colour = (name) => now.getPropertyValue(`--krm-${name}`).trim();
    this.ink = colour("ink");
    this.paper = colour("paper");
    this.land = colour("land");
    this.accent = colour("accent");
    this.accentText = colour("accent-text");
    this.markerColours = [1, 2, 3].map((i) => colour(`c${i}`));
    this.circleColour = colour("s4");
    this.toneColours = pick(["s2", "s4", "s5"].map(colour), clamp(this.data.toneTexts?.length ?? 0, 1, 3));
    this.hatchGround = colour("hatch-ground");
    const classes = Math.max(1, this.data.edges.length - 1);
    if (this.data.kind === "diverging") this.classColours = this.divergingColours(colour);
    else this.classColours = pick([1, 2, 3, 4, 5].map((i) => colour(`s${i}`)), classes);
    if (repaint && this.ready) this.layout();
  }

  // Brown below zero, teal above, grey for the class that holds zero: strength by distance from zero.
  divergingColours(colour) {
    const { edges } = this.data;
    const ramp = [1, 2, 3, 4, 5, 6, 7].map((i) => colour(`d${i}`));
    const side = edges.slice(0, -1).map((low, i) => (edges[i + 1] <= 0 ? -1 : low >= 0 ? 1 : 0));
    const below = side.filter((s) => s < 0).length;
    const above = side.filter((s) => s > 0).length;
    const shades = (count, weak, middle, strong) =>
      count === 1 ? [middle] : count === 2 ? [middle, strong] : pick([weak, middle, strong], count);
    const browns = shades(below, ramp[2], ramp[1], ramp[0]).reverse();
    const teals = shades(above, ramp[4], ramp[5], ramp[6]);
    return side.map((s) => (s < 0 ? browns.shift() : s > 0 ? teals.shift() : ramp[3]));
  }

  printing(on) {
    if (!this.ready) return;
    this.stop();
    this.forcedTheme = on ? "light" : null;
    this.root.classList.toggle("krm-still", on);
    this.themed();
  }

  // Values --------------------------------------------------------------------------------------------

  get index() {
    return this.data.years.indexOf(this.year);
  }

  value(code) {
    const value = this.data.values[code]?.[this.index];
    return isNumber(value) ? value : null;
  }

  text(code) {
    return this.value(code) === null ? "" : String(this.data.texts[code]?.[this.index] ?? "");
  }

  name(code) {
    return this.data.names[code] ?? code;
  }

  // The letter of data so poor that it is said; "" for all others.
  grade(code) {
    return this.data.grades?.[code]?.[this.index] ?? "";
  }

  // Of how many bodies the number is told.
  report(code) {
    return this.data.reports?.[code]?.[this.index] ?? "";
  }

  missingText(code) {
    return this.data.missingTexts?.[code]?.[this.index] || this.data.missingText;
  }

  // Withheld is not missing: there is a value, but it would give somebody away.
  isSecret(code) {
    return this.value(code) === null && Boolean(this.data.missingTexts?.[code]?.[this.index]);
  }

  get isSimulated() {
    return Boolean(this.data.simulated?.[this.index]);
  }

  get ring() {
    return this.small * 0.75;
  }

  classOf(value) {
    const { edges } = this.data;
    for (let i = 1; i < edges.length - 1; i++) if (value < edges[i]) return i - 1;
    return edges.length - 2;
  }

  fill(code) {
    const value = this.value(code);
    if (value === null) return null;
    return this.data.kind === "count" ? this.land : this.classColours[this.classOf(value)];
  }

  paintFill(node, code, hatch) {
    const fill = this.fill(code) ?? (this.isSecret(code) ? this.hatchGround : `url(#${this.uid}-${hatch})`);
    if (node.fillNow === fill) return;
    node.fillNow = fill;
    node.style.fill = fill;
  }

  // The rank as Python decided it: 0 is alike to the median, null is not compared.
  rank(code) {
    return this.data.places?.[code]?.[this.index] ?? null;
  }

  rankWords(code) {
    const rank = this.rank(code);
    if (rank === null) return "";
    const whom = this.data.whom?.[this.index]?.[1] ?? "";
    return `, ${rank ? fillWords(this.data.words.rank, { rank, whom }) : this.data.words.alike}`;
  }

  sentence(code) {
    const { data } = this;
    const report = this.report(code) ? `, ${this.report(code)}` : "";
    const grade = `${report}${this.grade(code) ? `. ${data.words.graded}` : ""}`;
    if (this.value(code) === null) return `${this.name(code)}: ${this.missingText(code)}${grade}`;
    return `${this.name(code)}: ${this.text(code)} ${data.unit}${this.rankWords(code)}${grade}`;
  }

  sparkRange(row) {
    const present = row.filter(isNumber);
    if (!present.length) return [0, 1];
    const least = (this.high - this.low) * 0.2; // so that a small wobble does not look like a crash
    let low = Math.min(...present);
    let high = Math.max(...present);
    const missing = Math.max(0, least - (high - low)) / 2;
    low -= missing;
    high += missing;
    return high > low ? [low, high] : [low - 1, high + 1];
  }

  // Nodes for the shapes, made once per shapes file ---------------------------------------------------

  draw(shapes) {
    this.shapes = shapes;
    this.number = new Map(shapes.regions.map((region, i) => [region.code, i + 1]));
    this.drawGeo();
    this.drawTiles();
    this.ready = true;
    this.layout();
    requestAnimationFrame(() => requestAnimationFrame(() => this.root.classList.remove("krm-still")));
  }

  drawGeo() {
    const { geo, shapes } = this;
    geo.replaceChildren();
    this.world = svg("g", {}, geo);
    const coast = svg("g", {}, this.world);
    const land = svg("g", {}, this.world);
    this.regions = new Map();
    for (const region of shapes.regions) {
      svg("path", { class: "krm-coast", d: region.d }, coast);
      const shape = svg("path", { class: "krm-shape", d: region.d, "data-region": region.code, tabindex: 0, role: "button" }, land);
      this.regions.set(region.code, { ...region, shape, copies: new Map(), path: new Path2D(region.d), inset: null });
    }
    this.insetLayer = svg("g", {}, this.world);
    this.outlines = [this.outline(svg("g", {}, this.world))];
    this.insets = shapes.insets.map((inset, i) => this.drawInset(inset, i));
    this.circleLayer = svg("g", {}, geo);
    for (const region of this.regions.values()) {
      region.circle = svg("circle", { class: "krm-circle", "data-circle": region.code }, this.circleLayer);
    }
    this.labelLayer = svg("g", { "aria-hidden": "true" }, geo);
    for (const inset of this.insets) inset.caption = svg("text", { class: "krm-caption" }, this.labelLayer);
    for (const region of this.regions.values()) {
      const group = svg("g", { class: "krm-label" }, this.labelLayer);
      region.label = { at: region.label, group, name: svg("text", {}, group), value: svg("text", { class: "krm-label-value" }, group) };
    }
    this.callout = svg("path", { class: "krm-callout", visibility: "hidden" }, this.labelLayer);
    for (const region of this.regions.values()) region.ring = this.drawRing(this.labelLayer);
    this.markerLayer = svg("g", { "aria-hidden": "true" }, geo);
    this.markers = MARKER_ORDER.map(() => svg("path", { style: "pointer-events:none" }, this.markerLayer));
  }

  // A letter in a ring, for what must be said of a region besides its value.
  drawRing(parent) {
    const group = svg("g", { class: "krm-ring", visibility: "hidden" }, parent);
    return { group, circle: svg("circle", {}, group), letter: svg("text", {}, group) };
  }

  outline(parent) {
    const line = (name) => svg("path", { class: `krm-line krm-line-${name}`, visibility: "hidden" }, parent);
    return { group: parent, hover: line("hover"), halo: line("halo"), pick: line("pick"), focus: line("focus") };
  }

  drawInset(inset, i) {
    const { source, place } = inset;
    const k = Math.min(place.width / source.width, place.height / source.height);
    const x = place.x + (place.width - source.width * k) / 2 - source.x * k;
    const y = place.y + (place.height - source.height * k) / 2 - source.y * k;
    const clip = `${this.uid}-inset${i}`;
    const layer = svg("g", {}, this.insetLayer);
    const leader = svg("path", { class: "krm-leader", d: leaderPath(source, place) }, layer);
    const box = (b, name) => svg("rect", { class: name, x: b.x, y: b.y, width: b.width, height: b.height }, layer);
    const mark = box(source, "krm-source-frame");
    box(place, "krm-inset-ground");
    this.defs.querySelector(`#${clip}`)?.remove();
    svg("rect", { x: place.x, y: place.y, width: place.width, height: place.height }, svg("clipPath", { id: clip }, this.defs));
    const inner = svg("g", { transform: `translate(${round(x)} ${round(y)}) scale(${round(k)})` }, svg("g", { "clip-path": `url(#${clip})` }, layer));
    for (const region of this.regions.values()) {
      if (region.corners && !meets(region.corners, source)) continue;
      const copy = svg("path", { class: "krm-shape", d: region.d, "data-inset-region": region.code, "aria-hidden": "true" }, inner);
      region.copies.set(i, copy);
      const { label } = region;
      const inside = label.x > source.x && label.x < source.x + source.width && label.y > source.y && label.y < source.y + source.height;
      if (inset.codes.includes(region.code) && inside) region.inset = i;
    }
    this.outlines.push(this.outline(inner));
    return { ...inset, k, x, y, layer, leader, mark, frame: box(place, "krm-frame") };
  }

  drawTiles() {
    this.tiles.replaceChildren();
    this.tileOf = new Map();
    for (const cell of this.shapes.tiles.cells) {
      const group = svg("g", { class: "krm-tile", "data-region": cell.code, tabindex: 0, role: "button" }, this.tiles);
      const tile = { ...cell, group };
      tile.ground = svg("rect", { rx: 2 }, group);
      tile.bar = svg("rect", {}, group);
      tile.name = svg("text", { class: "krm-tile-name" }, group);
      tile.value = svg("text", { class: "krm-tile-value" }, group);
      tile.rank = svg("text", { class: "krm-tile-rank" }, group);
      tile.spark = svg("path", { class: "krm-tile-spark" }, group);
      tile.dot = svg("circle", {}, group);
      tile.marker = svg("path", { visibility: "hidden" }, group);
      this.tileOf.set(cell.code, tile);
    }
    const rings = svg("g", { "aria-hidden": "true" }, this.tiles); // above all tiles: a ring may hang over the edge
    for (const tile of this.tileOf.values()) tile.ring = this.drawRing(rings);
    this.tileOutline = this.outline(svg("g", {}, this.tiles));
  }

  // Layout: sizes and places, after anything but values changed ---------------------------------------

  resized() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (this.ready && width && height && (width !== this.width || height !== this.height)) this.layout();
  }

  layout() {
    this.drawLegend();
    const width = this.stage.clientWidth;
    const height = this.stage.clientHeight;
    if (!width || !height) return;
    this.width = width;
    this.height = height;
    set(this.picture, { viewBox: `0 0 ${width} ${height}` });
    const style = getComputedStyle(this.root);
    this.family = style.fontFamily;
    this.small = parseFloat(style.getPropertyValue("--krm-small"));
    this.body = parseFloat(style.getPropertyValue("--krm-body"));
    const [shown, gone] = this.view === "ubin" ? [this.tiles, this.geo] : [this.geo, this.tiles];
    if (gone.isConnected) gone.remove();
    if (!shown.isConnected) this.picture.append(shown);
    if (this.view === "ubin") this.layoutTiles();
    else this.layoutGeo();
    this.paint();
  }

  // Canvas knows no tabular figures, so a digit's width comes from the page, once per weight.
  measure(text, size, weight = 400) {
    const key = `${weight} ${text}`;
    let ems = this.widths.get(key);
    if (ems === undefined) {
      const letters = String(text).replace(/\d/g, "");
      this.ruler.font = `${weight} 100px ${this.family}`;
      ems = this.ruler.measureText(letters).width / 100 + (String(text).length - letters.length) * this.digit(weight);
      if (this.widths.size > 5000) this.widths.clear();
      this.widths.set(key, ems);
    }
    return ems * size;
  }

  digit(weight) {
    if (!this.digits.has(weight)) {
      this.probe.style.fontWeight = weight;
      this.digits.set(weight, this.probe.getBoundingClientRect().width / 1000);
    }
    return this.digits.get(weight);
  }

  layoutGeo() {
    const { view } = this.shapes;
    const pad = this.data.projector ? 6 : 4;
    const k = Math.min((this.width - 2 * pad) / view.width, (this.height - 2 * pad) / view.height);
    this.k = k;
    this.rasterise();
    const place = this.placeYear(view.width * k, view.height * k, (x, y) => this.raster(x, y) !== SEA);
    this.ox = place.ox;
    this.oy = place.oy;
    set(this.world, { transform: `translate(${round(this.ox - view.x * k)} ${round(this.oy - view.y * k)}) scale(${k})` });
    this.hatchPattern("hatch-map", k);
    this.insets.forEach((inset, i) => this.hatchPattern(`hatch-inset${i}`, k * inset.k));
    const isCount = this.data.kind === "count";
    this.insetLayer.style.display = isCount ? "none" : "";
    for (const region of this.regions.values()) {
      const inset = isCount || region.inset === null ? null : this.insets[region.inset];
      const p = region.label.at;
      const w = inset ? { x: inset.x + p.x * inset.k, y: inset.y + p.y * inset.k } : p;
      region.anchor = { x: this.ox + (w.x - view.x) * k, y: this.oy + (w.y - view.y) * k };
      region.home = { x: this.ox + (p.x - view.x) * k, y: this.oy + (p.y - view.y) * k };
      region.free = inset ? INSET : SEA;
    }
  }

  // A small picture in which each pixel is a region's number: for labels, gaps and fingers.
  rasterise() {
    const { view } = this.shapes;
    const isCount = this.data.kind === "count";
    const key = `${this.k} ${isCount}`;
    if (this.rasterKey === key) return;
    this.rasterKey = key;
    const scale = this.k / 2;
    const width = Math.max(1, Math.ceil(view.width * scale));
    const height = Math.max(1, Math.ceil(view.height * scale));
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const colour = (number) => `rgb(${number}, ${(number * 37) % 256}, ${(number * 91) % 256})`;
    const draw = (region, number) => {
      pen.fillStyle = colour(number);
      pen.fill(region.path);
    };
    pen.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
    for (const region of this.regions.values()) draw(region, this.number.get(region.code));
    for (const inset of isCount ? [] : this.insets) {
      const { place } = inset;
      pen.save();
      pen.beginPath();
      pen.rect(place.x, place.y, place.width, place.height);
      pen.clip();
      pen.fillStyle = colour(INSET);
      pen.fill();
      pen.transform(inset.k, 0, 0, inset.k, inset.x, inset.y);
      for (const region of this.regions.values()) draw(region, this.number.get(region.code));
      pen.restore();
    }
    const { data } = pen.getImageData(0, 0, width, height);
    const cells = new Uint8Array(width * height);
    for (let i = 0, at = 0; i < cells.length; i++, at += 4) {
      const number = data[at];
      if (data[at + 3] < 128) cells[i] = SEA;
      else if (data[at + 1] === (number * 37) % 256 && data[at + 2] === (number * 91) % 256) cells[i] = number;
      else cells[i] = i ? cells[i - 1] : SEA; // a blend of two neighbours
    }
    this.cells = { width, height, cells };
  }

  // The region's number at a place measured from the map's own corner, in pixels.
  raster(x, y) {
    const { width, height, cells } = this.cells;
    const i = Math.floor(x / 2);
    const j = Math.floor(y / 2);
    if (i < 0 || j < 0 || i >= width || j >= height) return SEA;
    return cells[j * width + i];
  }

  at(x, y) {
    return this.raster(x - this.ox, y - this.oy);
  }

  // Where the large year, its row of years and the play button disturb least, and the map beside them.
  placeYear(contentWidth, contentHeight, taken) {
    const { data } = this;
    const spareX = this.width - contentWidth;
    const spareY = this.height - contentHeight;
    const playable = this.playButton.style.display !== "none";
    const longest = data.years.reduce((a, b) => (String(b).length > String(a).length ? b : a), "0000");
    let best = null;
    const start = clamp(Math.min(this.width * 0.11, this.height * 0.17), 34, 96);
    for (const share of [1, 0.8, 0.64]) {
      const size = Math.max(start * share, data.projector ? 36 : 26);
      const textWidth = this.measure(String(longest), size, 200) - size * 0.05 * (String(longest).length - 1);
      const w = Math.max(textWidth, playable ? this.measure(data.words.play, this.body) + 28 : 0, data.projector ? 120 : 76);
      const buttonHeight = playable ? this.playButton.offsetHeight || 32 : 0;
      const h = size * 0.76 + 16 + buttonHeight;
      for (const ax of spareX > 24 ? [0.5, 0, 1] : [0.5]) {
        for (const ay of spareY > 24 ? [0.5, 0, 1] : [0.5]) {
          for (const [rank, [cx, cy]] of [[0, 1], [1, 0], [1, 1], [0, 0]].entries()) {
            const x = cx ? this.width - w - 4 : 4;
            const y = cy ? this.height - h - 2 : 4;
            const ox = spareX * ax;
            const oy = spareY * ay;
            let hits = 0;
            for (let dx = -6; dx <= w + 6; dx += 6) {
              for (let dy = -4; dy <= h; dy += 6) if (taken(x + dx - ox, y + dy - oy)) hits += 1;
            }
            const cost = hits * 20 + (1 - share) * 120 + Math.abs(ax - 0.5) * 6 + ay * 6 + rank;
            if (!best || cost < best.cost) best = { cost, x, y, w, h, size, ox, oy, textWidth };
          }
        }
      }
    }
    this.yearBox = { x: best.x, y: best.y, w: best.w, h: best.h };
    set(this.yearText, { x: round(best.x - best.size * 0.03), y: round(best.y + best.size * 0.74), "font-size": round(best.size) });
    const line = best.y + best.size * 0.76 + 9;
    this.spanGroup.replaceChildren();
    if (data.years.length > 1) {
      const step = (best.textWidth - 4) / (data.years.length - 1);
      svg("line", { class: "krm-span-track", x1: best.x + 2, x2: best.x + best.textWidth - 2, y1: line, y2: line }, this.spanGroup);
      this.spanDots = data.years.map((_, i) =>
        svg("circle", { class: "krm-span-dot", cx: round(best.x + 2 + i * step), cy: line, r: 2 }, this.spanGroup),
      );
    } else this.spanDots = [];
    this.playButton.style.left = `${best.x}px`;
    this.playButton.style.top = `${line + 7}px`;
    return best;
  }

  layoutTiles() {
    const { rows, columns } = this.shapes.tiles;
    const gap = this.data.projector ? 6 : 4;
    let w = (this.width - gap * (columns - 1) - 6) / columns;
    let h = (this.height - gap * (rows - 1) - 6) / rows;
    w = Math.min(w, h * 2.6);
    h = Math.min(h, w * (w < 100 ? 1.3 : 0.95));
    const totalWidth = w * columns + gap * (columns - 1);
    const totalHeight = h * rows + gap * (rows - 1);
    const boxes = this.shapes.tiles.cells.map((cell) => ({ x: cell.column * (w + gap), y: cell.row * (h + gap), w, h }));
    const place = this.placeYear(totalWidth, totalHeight, (x, y) =>
      boxes.some((b) => x >= b.x && x <= b.x + b.w && y >= b.y && y <= b.y + b.h),
    );
    this.shapes.tiles.cells.forEach((cell, i) => {
      const tile = this.tileOf.get(cell.code);
      tile.box = { x: place.ox + boxes[i].x, y: place.oy + boxes[i].y, w, h };
      this.layoutTile(tile);
    });
  }

  layoutTile(tile) {
    const { x, y, w, h } = tile.box;
    const { small, body } = this;
    const pad = w < 80 ? 5 : 8;
    set(tile.group, { transform: `translate(${round(x)} ${round(y)})` });
    set(tile.ground, { width: round(w), height: round(h) });
    const big = clamp(Math.min(h * 0.26, w * 0.2), body, body * 1.7);
    const roomy = h >= 2 * pad + small + big;
    const isNarrow = w < 84; // then the rank has a row of its own
    const below = h - 2 * pad - small - big - 14 - (isNarrow ? small + 2 : 0);
    const nameY = roomy ? pad + small * 0.8 : h / 2 - 2;
    const valueY = roomy ? nameY + 5 + big * 0.85 : h / 2 + big * 0.9;
    const line = (baseline) => ({ x: round(w - pad), y: round(baseline) });
    Object.assign(tile, { pad, big, nameY, valueY, sparkBelow: below >= 12 ? Math.min(below, 36) : 0 });
    tile.rankPlaces = tile.sparkBelow ? [line(valueY), line(nameY)] : [line(nameY), line(valueY)];
    tile.third = isNarrow && h - valueY > small + 4;
    set(tile.name, { x: pad, y: round(nameY) });
    set(tile.value, { x: pad, y: round(valueY) });
  }

  // Paint: everything that depends on values, year, selection -----------------------------------------

  paint() {
    if (!this.ready || this.width === undefined) return;
    const { data } = this;
    write(this.yearText, String(this.year));
    this.spanDots?.forEach((dot, i) => {
      dot.classList.toggle("krm-now", i === this.index);
      dot.classList.toggle("krm-empty", !this.hasData[i]);
      set(dot, { r: i === this.index ? 3.5 : 2 });
    });
    for (const view of ["peta", "ubin"]) this.viewButtons[view].setAttribute("aria-pressed", String(view === this.view));
    this.valuesButton.setAttribute("aria-checked", String(this.labels));
    this.valuesButton.style.visibility = this.view === "ubin" ? "hidden" : "";
    const hidden = String(!this.selected);
    set(this.clearButton, { "aria-hidden": hidden, tabindex: this.selected ? null : -1 });
    this.stamp.hidden = !this.isSimulated;
    this.root.classList.toggle("krm-moving", Boolean(this.playing));
    write(this.playWord, this.playing ? data.words.pause : data.words.play);
    set(this.playIcon, { d: this.playing ? "M1 0h3v10h-3zM6 0h3v10h-3z" : "M1 0L10 5L1 10z" });
    for (const code of this.regions.keys()) this.paintAria(code);
    if (this.view === "ubin") this.paintTiles();
    else this.paintGeo();
    this.paintLegend();
    this.paintOutlines();
    if (this.tipCode) this.fillTip(this.tipCode);
  }

  paintAria(code) {
    const node = this.node(code);
    if (!node) return;
    set(node, { "aria-label": this.sentence(code), "aria-pressed": String(code === this.selected) });
    set(node, { "aria-keyshortcuts": this.data.why ? "I" : null });
  }

  node(code) {
    return this.view === "ubin" ? this.tileOf.get(code)?.group : this.regions.get(code)?.shape;
  }

  paintGeo() {
    for (const region of this.regions.values()) {
      this.paintFill(region.shape, region.code, "hatch-map");
      region.copies.forEach((copy, i) => this.paintFill(copy, region.code, `hatch-inset${i}`));
    }
    this.paintCircles();
    this.paintLabels();
    this.insets.forEach((inset, i) => {
      const on = this.regions.get(this.selected)?.inset === i;
      for (const node of [inset.leader, inset.mark, inset.frame]) node.classList.toggle("krm-on", on);
    });
  }

  radius(value) {
    return this.maxRadius * Math.sqrt(Math.max(0, value) / this.top);
  }

  paintCircles() {
    const isCount = this.data.kind === "count";
    this.circleLayer.style.display = isCount ? "" : "none";
    if (!isCount) return;
    const order = [...this.regions.values()].sort((a, b) => (this.value(b.code) ?? -1) - (this.value(a.code) ?? -1));
    order.forEach((region, i) => {
      const value = this.value(region.code);
      set(region.circle, { cx: round(region.home.x), cy: round(region.home.y) });
      region.circle.classList.toggle("krm-pick", region.code === this.selected);
      region.circle.style.fill = this.circleFill(region.code);
      region.circle.style.r = `${value === null ? 0 : round(Math.max(1.5, this.radius(value)))}px`;
      if (this.circleLayer.children[i] !== region.circle) this.circleLayer.insertBefore(region.circle, this.circleLayer.children[i] ?? null);
    });
  }

  // A second, ordered reading of a count: how dark its circle is.
  tone(code) {
    const tone = this.data.tones?.[code]?.[this.index];
    return isNumber(tone) ? tone : null;
  }

  circleFill(code) {
    const tone = this.tone(code);
    return tone === null ? this.circleColour : this.toneColours[tone];
  }

  // Labels --------------------------------------------------------------------------------------------

  paintLabels() {
    const placed = [];
    if (this.yearBox) placed.push(this.yearBox);
    this.paintCaptions(placed);
    this.paintMarkers();
    const weight = (region) =>
      (region.code === this.selected ? 4 : 0) +
      (this.data.compare.includes(region.code) || this.grade(region.code) || this.isSecret(region.code) ? 2 : 0) +
      (region.free === INSET ? 1 : 0);
    const order = [...this.regions.values()].sort((a, b) => weight(b) - weight(a) || b.label.at.r - a.label.at.r);
    set(this.callout, { visibility: "hidden" });
    for (const region of order) this.paintLabel(region, placed);
  }

  // Names of the magnified regions above or below their frame.
  paintCaptions(placed) {
    for (const inset of this.insets) {
      if (this.data.kind === "count") {
        write(inset.caption, "");
        inset.named = false;
        continue;
      }
      const { view } = this.shapes;
      const p = inset.place;
      const box = { x: this.ox + (p.x - view.x) * this.k, y: this.oy + (p.y - view.y) * this.k, w: p.width * this.k, h: p.height * this.k };
      const text = inset.codes.length === 1 ? this.name(inset.codes[0]) : "";
      const width = this.measure(text, this.small);
      const above = { x: box.x, y: box.y - this.small * 1.35, w: width, h: this.small * 1.2 };
      const below = { ...above, y: box.y + box.h + 3 };
      const fits = (b) => b.y >= 0 && b.y + b.h <= this.height && this.share(b, SEA).free === 1;
      const spot = [above, below].find(fits);
      write(inset.caption, spot ? text : "");
      inset.named = Boolean(spot && text);
      const isPick = inset.named && inset.codes[0] === this.selected;
      inset.caption.style.cssText = isPick ? `fill:${this.accentText};font-weight:700` : "";
      if (!spot) continue;
      set(inset.caption, { x: round(spot.x), y: round(spot.y + this.small * 0.95) });
      placed.push(spot);
    }
  }

  paintMarkers() {
    const radius = this.data.projector ? 7 : 5;
    this.markers.forEach((node, i) => {
      const region = this.regions.get(this.data.compare[i]);
      set(node, { visibility: region ? "visible" : "hidden" });
      if (!region) return;
      set(node, { d: MARKERS[MARKER_ORDER[i]](radius) });
      node.style.cssText = `fill:${this.markerColours[i]};stroke:${this.paper};stroke-width:2px;paint-order:stroke;pointer-events:none`;
    });
  }

  // How much of a box lies on which ground.
  share(box, free, own = -1) {
    let total = 0;
    let mine = 0;
    let open = 0;
    for (let i = 0; i <= 6; i++) {
      for (let j = 0; j <= 2; j++) {
        const found = this.at(box.x + (box.w * i) / 6, box.y + (box.h * j) / 2);
        total += 1;
        if (found === own) mine += 1;
        else if (found === free) open += 1;
      }
    }
    return { own: mine / total, free: open / total };
  }

  // Like `share` for the region alone; gives up as soon as `least` is out of reach.
  ownShare(box, own, least) {
    let missed = 0;
    for (let i = 0; i <= 6; i++) {
      for (let j = 0; j <= 2; j++) {
        if (this.at(box.x + (box.w * i) / 6, box.y + (box.h * j) / 2) !== own && ++missed > 21 * (1 - least)) return 0;
      }
    }
    return 1 - missed / 21;
  }

  paintLabel(region, placed) {
    const { label, code } = region;
    const isPick = code === this.selected;
    const marker = this.data.compare.indexOf(code);
    const isSecret = this.isSecret(code);
    const isGraded = Boolean(this.grade(code));
    const value = isSecret ? this.data.words.secret_mark : this.text(code);
    const name = this.name(code);
    const shownValue = isPick && this.value(code) === null ? this.missingText(code) : value;
    const both = { name, value: shownValue };
    const short = { name: this.data.abbreviations[code] ?? name, value: shownValue };
    const only = { name: "", value: shownValue };
    let wanted;
    const isCaptioned = region.free === INSET && this.insets[region.inset].named;
    if (isCaptioned && (isPick || value)) wanted = this.labels || isPick || isSecret ? [only] : [];
    else if (isPick) wanted = [both, short];
    else if (!this.labels && !isSecret) wanted = [{ name, value: "" }, { name: short.name, value: "" }];
    else if (value) wanted = [both, short, only];
    else wanted = [{ name, value: "" }, { name: short.name, value: "" }];
    // A name is a luxury: it must fit inside; only the barest form may go out to sea. What is selected
    // goes out with its name. A marker stays in its region.
    const tries = wanted.map((text) => ({ text, mayLeave: false, isMarked: marker >= 0, isGraded }));
    const out = { text: isPick ? wanted[0] : wanted.at(-1), mayLeave: true, isMarked: false };
    if (isPick) tries.push({ ...out, isGraded });
    else if (out.text?.value) {
      out.mustShow = isSecret;
      if (isGraded) tries.push({ ...out, isGraded });
      tries.push(out);
    }
    let spot = null;
    const r = this.data.projector ? 10 : 7;
    const sign = marker < 0 ? [] : [{ x: region.anchor.x - r, y: region.anchor.y - r, w: 2 * r, h: 2 * r }];
    for (const attempt of tries) {
      spot ??= this.findSpot(region, attempt, attempt.isMarked ? placed : placed.concat(sign), isPick);
    }
    label.group.style.display = spot ? "" : "none";
    if (marker >= 0) {
      const at = spot?.marker ?? region.anchor;
      set(this.markers[marker], { transform: `translate(${round(at.x)} ${round(at.y)})` });
    }
    region.box = spot?.box;
    if (spot) {
      placed.push(spot.box);
      this.setLabel(region, spot, isPick);
      if (isPick) this.drawCallout(region, spot);
    }
    this.paintGrade(region, spot, placed, spot?.marker ? [] : sign);
  }

  // The ring stands before the label, or alone in its region where no label has room for it.
  paintGrade(region, spot, placed, sign) {
    const letter = this.grade(region.code);
    let at = spot?.ring;
    if (letter && !at) {
      const alone = { text: { name: "", value: "" }, mayLeave: true, mustShow: true, isGraded: true };
      const found = this.findSpot(region, alone, placed.concat(sign), false);
      const { x, y, w, h } = found.box;
      placed.push(found.inside ? found.box : { x: x - 8, y, w: w + 16, h }); // no other's label may seem to have it
      at = found.ring;
    }
    this.setRing(region.ring, letter, at);
  }

  setRing({ group, circle, letter }, text, at) {
    set(group, { visibility: text ? "visible" : "hidden" });
    if (!text) return;
    set(group, { transform: `translate(${round(at.x)} ${round(at.y)})` });
    set(circle, { r: this.ring });
    set(letter, { y: round(this.small * 0.35) });
    write(letter, text);
  }

  // A line from the selected region to its name where the name had to go far.
  drawCallout(region, { box, inside }) {
    const { x, y } = region.anchor;
    const to = { x: clamp(x, box.x - 2, box.x + box.w + 2), y: clamp(y, box.y - 1, box.y + box.h + 1) };
    const own = this.number.get(region.code);
    const steps = Math.ceil(Math.hypot(to.x - x, to.y - y) / 2);
    let left = 0; // the last point, coming from the name, that is outside the region
    for (let i = 1; i <= steps && !left; i++) {
      const share = 1 - i / steps;
      if (this.at(x + (to.x - x) * share, y + (to.y - y) * share) === own) left = steps - i;
    }
    const far = Math.hypot(to.x - x, to.y - y) * (1 - left / Math.max(1, steps));
    const needed = !inside && this.data.kind !== "count" && region.free === SEA && far > 12;
    set(this.callout, { visibility: needed ? "visible" : "hidden", d: `M${round(to.x)} ${round(to.y)}L${round(x)} ${round(y)}` });
  }

  setLabel(region, spot, isPick) {
    const { label, code } = region;
    write(label.name, spot.text.name);
    write(label.value, spot.text.value);
    const { x, y } = spot;
    const twoLines = spot.text.name && spot.text.value;
    const top = y - spot.textHeight / 2;
    set(label.name, { x: round(x), y: round(top + this.small * 0.87) });
    set(label.value, { x: round(x), y: round(top + (twoLines ? this.small * 1.12 : 0) + this.body * 0.87) });
    label.name.classList.toggle("krm-label-pick", isPick);
    label.value.classList.toggle("krm-label-pick", isPick);
    const ground = spot.inside && this.data.kind !== "count" ? (this.fill(code) ?? this.hatchGround) : spot.onCircle ? this.circleFill(code) : this.paper;
    const onShape = spot.inside || spot.onCircle;
    const ink = onShape ? this.legible(ground) : this.ink;
    const isSecret = this.isSecret(code);
    const isHatched = this.value(code) === null && !isSecret;
    const land = isSecret ? this.hatchGround : this.land;
    const halo = onShape && !isHatched ? (this.data.kind === "count" && !spot.onCircle ? land : ground) : this.paper;
    const width = spot.onCircle ? 0 : onShape && !isHatched ? 3 : 4;
    for (const node of [label.name, label.value]) {
      node.style.cssText = `fill:${ink};stroke:${halo};stroke-width:${width}px`;
    }
    if (this.data.kind === "count" && spot.inside && !spot.onCircle) {
      for (const node of [label.name, label.value]) node.style.fill = this.ink;
    }
    if (isPick && !onShape) label.name.style.fill = this.accentText;
  }

  legible(ground) {
    const dark = "#16202a";
    return contrast(dark, ground) >= contrast("#ffffff", ground) ? dark : "#ffffff";
  }

  findSpot(region, { text, mayLeave, isMarked, isGraded, mustShow }, placed, forced) {
    if (!text.name && !text.value && !isGraded) return null;
    const nameWidth = text.name ? this.measure(text.name, this.small, forced ? 700 : 500) : 0;
    const valueWidth = text.value ? this.measure(text.value, this.body, forced ? 700 : 600) : 0;
    const textHeight = (text.name ? this.small * 1.12 : 0) + (text.value ? this.body : 0);
    const markerWidth = isMarked ? (this.data.projector ? 22 : 16) : 0;
    const ringWidth = isGraded ? 2 * this.ring + (textHeight ? 4 : 0) : 0;
    const extra = markerWidth + ringWidth;
    const w = Math.max(nameWidth, valueWidth) + extra + 4;
    const h = Math.max(textHeight, isGraded ? 2 * this.ring : 0) + 2;
    const own = this.number.get(region.code);
    const isCount = this.data.kind === "count";
    const radius = isCount && this.value(region.code) !== null ? Math.max(1.5, this.radius(this.value(region.code))) : 0;
    const make = (x, y, more) => ({
      box: { x: x - w / 2, y: y - h / 2, w, h },
      x: x + extra / 2,
      y,
      marker: isMarked ? { x: x - w / 2 + markerWidth / 2 - 1, y } : null,
      ring: isGraded ? { x: x - w / 2 + markerWidth + this.ring + (textHeight ? 0 : 2), y } : null,
      text,
      textHeight,
      ...more,
    });
    const isFree = (box) =>
      box.x >= 1 && box.y >= 1 && box.x + box.w <= this.width - 1 && box.y + box.h <= this.height - 1 &&
      !placed.some((other) => overlaps(padded(box), other)) &&
      !(isCount && this.hitsCircle(box, region));
    const { x, y } = region.anchor;

    const frame = { region, own, radius, w, h, make, isFree, placed };
    if (!textHeight) return this.clearest(frame);
    const within = radius ? this.onCircle(frame, text) : this.within(frame, mayLeave);
    if (within || (!mayLeave && !radius)) return within;
    const places = this.placesAround(frame);
    const beside = this.beside(frame, places, text, forced);
    if (beside || !mayLeave) return beside;
    const across = this.acrossCoast(frame);
    if (across || !(forced || mustShow)) return across;
    return forced ? this.leastHarm(make, places.concat([[x, y]]), region, own, placed) : this.clearest(frame);
  }

  onCircle({ region, radius, w, h, make }, text) {
    const fits = !text.name && Math.hypot(w, h) < 2 * radius;
    return fits ? make(region.anchor.x, region.anchor.y, { inside: true, onCircle: true }) : null;
  }

  // In the region, near its label point; a little overhang is better than nothing.
  within({ region, own, make, isFree }, mayLeave) {
    const { x, y } = region.anchor;
    const least = region.free === INSET ? 0.72 : 0.85;
    let nearly = null;
    for (const dy of [0, -6, 6, -12, 12, -20, 20, -30, 30]) {
      for (const dx of [0, -6, 6, -14, 14, -24, 24, -36, 36]) {
        if (this.at(x + dx, y + dy) !== own) continue;
        const spot = make(x + dx, y + dy, { inside: true });
        const mine = this.ownShare(spot.box, own, least);
        if (mine < least || !isFree(spot.box)) continue;
        if (mine >= 0.999) return spot;
        if (!nearly || mine > nearly.mine) nearly = { mine, spot };
      }
    }
    return nearly && (mayLeave || nearly.mine > 0.94) ? nearly.spot : null;
  }

  placesAround({ region, own, radius, w, h }) {
    const { x, y } = region.anchor;
    const reach = radius ? { e: radius, w: radius, n: radius, s: radius } : this.reach(region, own);
    const places = [];
    for (const far of radius ? [4, 10] : [4, 9, 14, 22]) {
      const [east, west] = [x + reach.e + far + w / 2, x - reach.w - far - w / 2];
      const [north, south] = [y - reach.n - far - h / 2, y + reach.s + far + h / 2];
      for (const slide of [0, -8, 8, -18, 18, -30, 30]) {
        places.push([east, y + slide], [west, y + slide], [x + slide, north], [x + slide, south]);
      }
    }
    return places;
  }

  // On the sea beside the region, or beside its circle.
  beside({ region, own, radius, w, h, make, isFree }, places, text, forced) {
    if (forced && region.free === INSET) {
      const spot = this.besideInset(this.insets[region.inset], w, h, make, isFree);
      if (spot) return spot;
    }
    let fallback = null;
    for (const [x, y] of places) {
      const spot = make(x, y, { inside: false });
      if (!isFree(spot.box) || !(radius || this.touches(region, own, spot.box))) continue;
      const share = this.share(spot.box, region.free, own);
      if (radius && (share.free >= 0.999 || !text.name)) return { ...spot, inside: share.own > 0.9 };
      if (share.free >= 0.999) return spot;
      if (share.own + share.free >= 0.999 && share.free > 0.2) fallback ??= spot;
    }
    return fallback;
  }

  // Half on land, half at sea, but on no other region: small islands.
  acrossCoast({ region, own, make, isFree }) {
    for (const dy of [0, -8, 8]) {
      for (const dx of [0, -8, 8, -16, 16]) {
        const spot = make(region.anchor.x + dx, region.anchor.y + dy, { inside: false });
        const share = this.share(spot.box, region.free, own);
        if (share.own + share.free >= 0.999 && isFree(spot.box)) return spot;
      }
    }
    return null;
  }

  besideInset(inset, w, h, make, isFree) {
    const x = this.ox + (inset.place.x - this.shapes.view.x) * this.k;
    const y = this.oy + (inset.place.y - this.shapes.view.y) * this.k;
    const width = inset.place.width * this.k;
    const height = inset.place.height * this.k;
    const places = [];
    for (const slide of [0.5, 0.25, 0.75, 0, 1]) {
      places.push([x + width + 6 + w / 2, y + height * slide]);
      places.push([x + width * slide, y - 5 - h / 2], [x + width * slide, y + height + 5 + h / 2]);
      places.push([x - 6 - w / 2, y + height * slide]);
    }
    for (const [px, py] of places) {
      const spot = make(px, py, { inside: false });
      if (isFree(spot.box) && this.share(spot.box, SEA).free >= 0.999) return spot;
    }
    return null;
  }

  // The selected region is always named, even if that covers a neighbour.
  leastHarm(make, places, region, own, placed) {
    let best = null;
    for (const [px, py] of places) {
      const spot = make(px, py, { inside: false });
      const { box } = spot;
      const shiftX = clamp(0, 2 - box.x, this.width - 2 - box.x - box.w);
      const shiftY = clamp(0, 2 - box.y, this.height - 2 - box.y - box.h);
      const moved = make(px + shiftX, py + shiftY, { inside: false });
      const share = this.share(moved.box, region.free, own);
      const harm = 1 - share.free + placed.reduce((sum, other) => sum + overlapArea(moved.box, other) / 200, 0) + (Math.abs(shiftX) + Math.abs(shiftY)) / 60;
      if (!best || harm < best.harm) best = { harm, spot: moved };
    }
    return best.spot;
  }

  // What must be seen, and be taken for this region's: on its own ground if there is room, else close by.
  clearest({ region, own, make, placed, w, h }) {
    const { x, y } = region.anchor;
    let best = null;
    for (let dy = -66; dy <= 66; dy += 6) {
      for (let dx = -66; dx <= 66; dx += 6) {
        const far = Math.hypot(dx, dy) / 60;
        if (best && far >= best.cost) continue;
        const spot = make(x + dx, y + dy, { inside: false });
        const { box } = spot;
        if (box.x < 1 || box.y < 1 || box.x + w > this.width - 1 || box.y + h > this.height - 1) continue;
        const share = this.share(box, region.free, own);
        const covered = placed.reduce((sum, other) => sum + overlapArea(padded(box), other), 0) / (w * h);
        const foreign = 1 - share.own - share.free + (this.touches(region, own, box) ? 0 : 0.5);
        const coast = share.own >= 0.85 ? 0 : share.own ? 0.9 : 0.4; // not on top of a small island
        const near = { x: box.x - 12, y: box.y - 6, w: w + 24, h: h + 12 };
        const beside = placed.some((other) => other !== region.box && overlaps(near, other)) ? 0.3 : 0;
        const cost = far + (covered && 0.5 + 5 * covered) + 4 * foreign + coast + beside + (this.coversCircle(box) ? 1 : 0);
        if (!best || cost < best.cost) best = { cost, spot: { ...spot, inside: share.own > 0.9 } };
      }
    }
    return best?.spot ?? make(x, y, { inside: true });
  }

  coversCircle(box) {
    if (this.data.kind !== "count") return false;
    return [...this.regions.values()].some(({ home, code }) => {
      const dx = home.x - clamp(home.x, box.x, box.x + box.w);
      const dy = home.y - clamp(home.y, box.y, box.y + box.h);
      return Math.hypot(dx, dy) < this.radius(this.value(code) ?? 0);
    });
  }

  // No other region may lie between a region and the label beside it.
  touches(region, own, box) {
    const from = region.anchor;
    const to = { x: clamp(from.x, box.x, box.x + box.w), y: clamp(from.y, box.y, box.y + box.h) };
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 3);
    for (let i = 1; i <= steps; i++) {
      const found = this.at(from.x + ((to.x - from.x) * i) / steps, from.y + ((to.y - from.y) * i) / steps);
      if (found !== own && found !== region.free && found !== SEA) return false;
    }
    return true;
  }

  // How far the region extends from its anchor in the four directions.
  reach(region, own) {
    const walk = (dx, dy) => {
      let last = 0;
      for (let step = 2; step < 400; step += 2) {
        const found = this.at(region.anchor.x + dx * step, region.anchor.y + dy * step);
        if (found === own) last = step;
        else if (step - last > 8) break;
      }
      return last;
    };
    return { e: walk(1, 0), w: walk(-1, 0), n: walk(0, -1), s: walk(0, 1) };
  }

  // A label belongs to the circle it is nearest to.
  hitsCircle(box, own) {
    const gap = ({ home, code }) => {
      const dx = home.x - clamp(home.x, box.x, box.x + box.w);
      const dy = home.y - clamp(home.y, box.y, box.y + box.h);
      return Math.hypot(dx, dy) - this.radius(this.value(code) ?? 0);
    };
    const mine = Math.max(-1, gap(own));
    for (const region of this.regions.values()) {
      if (region !== own && this.value(region.code) !== null && gap(region) < mine + 2) return true;
    }
    return false;
  }

  // Outlines ------------------------------------------------------------------------------------------

  paintOutlines() {
    if (!this.ready || this.width === undefined) return;
    const point = this.hover ?? null;
    const apply = (lines, kind, shape) => set(lines[kind], { d: shape ?? null, visibility: shape ? "visible" : "hidden" });
    const shapes = { hover: point !== this.selected ? point : null, halo: this.selected, pick: this.selected, focus: this.focus };
    for (const [kind, code] of Object.entries(shapes)) {
      if (this.view === "ubin") {
        const box = this.tileOf.get(code)?.box;
        apply(this.tileOutline, kind, box && `M${round(box.x)} ${round(box.y)}h${round(box.w)}v${round(box.h)}h${round(-box.w)}z`);
      } else {
        const region = this.regions.get(code);
        this.outlines.forEach((lines, i) => apply(lines, kind, i === 0 || region?.inset === i - 1 ? region?.d : null));
      }
    }
    const isMagnified = this.data.kind !== "count" && Boolean(this.insets[this.regions.get(this.selected)?.inset]);
    this.outlines[0].group.classList.toggle("krm-thin", isMagnified);
    this.root.classList.toggle("krm-dim", this.litClass !== null);
    for (const [code, region] of this.regions) {
      const lit = this.litClass !== null && this.isLit(code);
      for (const node of [region.shape, ...region.copies.values(), region.circle, region.label.group, region.ring.group, this.tileOf.get(code)?.group, this.tileOf.get(code)?.ring.group]) node?.classList.toggle("krm-lit", lit);
    }
  }

  isLit(code) {
    const value = this.value(code);
    if (this.litClass === "graded") return Boolean(this.grade(code));
    if (String(this.litClass).startsWith("tone")) return this.litClass === `tone${this.tone(code)}`;
    if (value === null) return this.litClass === (this.isSecret(code) ? "secret" : "missing");
    return this.classOf(value) === this.litClass;
  }

  // Tiles ---------------------------------------------------------------------------------------------

  paintTiles() {
    for (const tile of this.tileOf.values()) this.paintTile(tile);
  }

  paintTile(tile) {
    const { code, box } = tile;
    const { data } = this;
    const value = this.value(code);
    this.paintFill(tile.ground, code, "hatch");
    const ground = this.fill(code) ?? this.hatchGround;
    const isSecret = this.isSecret(code);
    const ink = value === null ? this.ink : this.legible(ground);
    const halo = value === null ? this.hatchGround : "none";
    const inkStyle = `fill:${ink};stroke:${halo};stroke-width:${value === null ? 4 : 0}px;paint-order:stroke;stroke-linejoin:round;`;
    const inner = box.w - 2 * tile.pad;
    const full = data.names[code] ?? code;
    const short = data.abbreviations[code] ?? full;
    write(tile.name, short);
    const marker = data.compare.indexOf(code);
    const indent = marker < 0 ? 0 : this.small * 1.15;
    const nameSize = clamp((this.small * (inner - indent)) / Math.max(1, this.measure(short, this.small, 500)), this.small * 0.9, this.small);
    set(tile.name, { x: round(tile.pad + indent) });
    tile.name.style.cssText = `${inkStyle}font-size:${round(nameSize)}px`;
    const isWord = value === null && !isSecret; // no number and no sign: the reason in words
    const weight = isWord ? 400 : 600;
    const lines = isWord ? this.wrap(data.missingText, inner, this.small, 400) : isSecret ? this.secretLines(code, inner) : [this.text(code)];
    const size = isWord ? this.small : Math.max(10.5, Math.min(tile.big, (tile.big * inner) / Math.max(1, this.measure(lines[0], tile.big, 600))));
    write(tile.value, isWord && lines.length > 1 && box.h - tile.valueY <= this.small * 1.4 ? "" : lines[0]);
    tile.value.style.cssText = `${inkStyle}font-size:${round(size)}px;font-weight:${weight}`;
    const rank = this.rank(code);
    const rankText = rank ? `${rank}/${data.whom[this.index][0]}` : box.h - tile.valueY > this.small * 1.4 ? lines.slice(1).join(" ") : "";
    const rankWidth = this.measure(rankText, this.small);
    let valueRoom = inner - this.measure(lines[0], size, weight);
    let nameRoom = inner - indent - this.measure(short, nameSize, 500);
    const ring = this.placeTileRing(tile, { nameRoom, valueRoom, hasSpark: value !== null });
    if (ring.row === "name") nameRoom -= ring.width;
    if (ring.row === "value") valueRoom -= ring.width;
    const rooms = tile.sparkBelow ? [valueRoom, nameRoom] : [nameRoom, valueRoom];
    const spot = rooms.findIndex((room) => room >= rankWidth + 5);
    const isThird = tile.third || value === null;
    write(tile.rank, spot < 0 && !isThird ? "" : rankText);
    if (isThird) set(tile.rank, { x: round(tile.pad + rankWidth), y: round(tile.valueY + this.small * 1.2) });
    else if (spot >= 0) {
      const row = (spot === 0) === Boolean(tile.sparkBelow) ? "value" : "name";
      const { x, y } = tile.rankPlaces[spot];
      set(tile.rank, { x: round(x - (ring.row === row ? ring.width : 0)), y });
    }
    tile.rank.style.cssText = value === null ? inkStyle : `fill:${ink};fill-opacity:.85`;
    if (value === null) this.paintSpark(tile, ink, null);
    else if (tile.sparkBelow) this.paintSpark(tile, ink, { x: tile.pad + 2, w: inner - 4 - (ring.row === "spark" ? ring.width : 0), h: tile.sparkBelow, bottom: box.h - tile.pad });
    else if (isThird) this.paintSpark(tile, ink, null);
    else {
      const w = Math.min(72, valueRoom - 12 - (spot === 1 ? rankWidth + 5 : 0));
      this.paintSpark(tile, ink, spot === 1 ? null : { x: box.w - tile.pad - 2 - (ring.row === "value" ? ring.width : 0) - w, w, h: tile.big * 0.9, bottom: tile.valueY + 2 });
    }
    const isCount = data.kind === "count";
    set(tile.bar, { x: tile.pad, y: round(box.h - 9), height: 4, width: isCount && value !== null ? round((inner * Math.max(0, value)) / this.top) : 0 });
    tile.bar.style.fill = this.circleFill(code);
    set(tile.marker, { visibility: marker < 0 ? "hidden" : "visible" });
    if (marker >= 0) {
      set(tile.marker, { d: MARKERS[MARKER_ORDER[marker]](this.data.projector ? 6 : 4.5), transform: `translate(${round(tile.pad + this.small * 0.4)} ${round(tile.nameY - this.small * 0.34)})` });
      tile.marker.style.cssText = `fill:${this.markerColours[marker]};stroke:${this.paper};stroke-width:2px;paint-order:stroke`;
    }
  }

  // The sign in large and, if it fits on one line, what it means.
  secretLines(code, inner) {
    const text = this.missingText(code);
    return [this.data.words.secret_mark, ...(this.measure(text, this.small) <= inner ? [text] : [])];
  }

  // The ring takes the first corner with room: beside the name, the line or the value; else it hangs over the edge.
  placeTileRing(tile, { nameRoom, valueRoom, hasSpark }) {
    const { box, pad } = tile;
    const letter = this.grade(tile.code);
    const r = this.ring;
    const width = 2 * r + 4;
    const lift = this.data.kind === "count" ? 8 : 0;
    const right = box.x + box.w - pad - r + 2;
    const places = {
      name: nameRoom >= width && { x: right, y: box.y + tile.nameY - this.small * 0.35 },
      spark: hasSpark && tile.sparkBelow + 8 >= 2 * r + lift && { x: right, y: box.y + box.h - pad - r + 2 - lift },
      value: valueRoom >= width && { x: right, y: box.y + tile.valueY - tile.big * 0.35 },
      edge: { x: Math.min(box.x + box.w, this.width - r - 1), y: Math.max(box.y - 3, r + 1) },
    };
    const row = letter ? Object.keys(places).find((name) => places[name]) : null;
    this.setRing(tile.ring, letter, places[row]);
    return { row, width };
  }

  paintSpark(tile, ink, room) {
    const row = this.data.values[tile.code] ?? [];
    const show = room && room.w >= 14 && row.filter(isNumber).length > 1;
    tile.spark.style.display = tile.dot.style.display = show ? "" : "none";
    if (!show) return;
    const lift = this.data.kind === "count" && room.bottom > tile.box.h - 12 ? 6 : 0;
    const h = room.h - lift;
    const { x } = room;
    const y = room.bottom - h - lift;
    const line = sparkline(row, ...this.sparkRange(row), room.w, h);
    set(tile.spark, { d: line.path, transform: `translate(${round(x)} ${round(y)})` });
    tile.spark.style.cssText = `stroke:${ink};stroke-opacity:.7`;
    const value = row[this.index];
    tile.dot.style.display = isNumber(value) ? "" : "none";
    if (isNumber(value)) set(tile.dot, { cx: round(x + line.x(this.index)), cy: round(y + line.y(value)), r: 2.6 });
    tile.dot.style.fill = ink;
  }

  // Legend: a strip that stands still while the years go by -------------------------------------------

  drawLegend() {
    const { data, legend } = this;
    const style = getComputedStyle(this.root);
    this.family = style.fontFamily;
    const small = (this.small = parseFloat(style.getPropertyValue("--krm-small")));
    this.body = parseFloat(style.getPropertyValue("--krm-body"));
    const width = this.root.clientWidth;
    if (!width) return;
    const isCount = data.kind === "count";
    this.maxRadius = clamp(Math.min(width, data.height) * 0.055, 14, 30) * (data.projector ? 1.2 : 1);
    const sizes = isCount ? this.sizes() : [];
    const tickTop = small + 5;
    const tickBottom = tickTop + small * 0.95;
    const barBottom = tickBottom + 2 + small;
    const base = Math.max(barBottom + small + 7, sizes.length ? 2 * this.radius(sizes[0][0]) + 5 : 0);
    const { beside, below } = this.legendNotes(isCount, width);
    const noteWidth = Math.max(0, ...beside.map((note) => this.lead(note) + this.measure(note.text, small)));
    const { places, rows } = this.flow(below, width);
    const height = base + rows * (small + 7);
    set(legend, { viewBox: `0 0 ${width} ${round(height)}`, height: round(height) });
    legend.replaceChildren();
    this.strip = { tickTop, tickBottom, barBottom, width, height, base };

    const right = width - (noteWidth ? noteWidth + 24 : 0) - 1;
    if (isCount) this.drawSizes(sizes, right, base);
    else this.drawClasses(1, right);
    this.notes = {};
    for (const note of beside) this.drawNote(note, [note.text], width - noteWidth, note.lit === "missing" ? barBottom - 2 : barBottom + small + 1);
    for (const { note, lines, x, row } of places) this.drawNote(note, lines, x, base + (row + 1) * (small + 7) - 3);
    this.drawTicks();
  }

  // At most two notes stand beside the strip, on a wide one; all others have rows below it.
  legendNotes(isCount, width) {
    const { data } = this;
    const missing = { text: data.missingText, lit: "missing" };
    const fit = { text: data.fit };
    const secret = { text: data.words.secret, lit: "secret" };
    const graded = { text: data.words.graded, lit: "graded" };
    const isFit = data.fit && !isCount;
    const tones = (data.toneTexts ?? []).map((text, i) => ({ text, lit: `tone${i}`, colour: this.toneColours[i] }));
    const first = [this.anyMissing && missing, isFit && fit, this.anySecret && !isFit && secret].filter(Boolean);
    const rest = [this.anySecret && isFit && secret, this.anyGraded && graded, ...tones].filter(Boolean);
    return width < 480 ? { beside: [], below: first.concat(rest) } : { beside: first, below: rest };
  }

  // Notes from the left, in as many rows as they need.
  flow(notes, width) {
    let x = 1;
    let row = 0;
    const places = [];
    for (const note of notes) {
      const lead = this.lead(note);
      const lines = this.wrap(note.text, width - lead - 2, this.small, 400);
      const wide = lead + Math.max(...lines.map((line) => this.measure(line, this.small)));
      if (x > 1 && x + wide > width) {
        x = 1;
        row += 1;
      }
      places.push({ note, lines, x, row });
      row += lines.length - 1;
      x += wide + 20;
    }
    return { places, rows: places.length && row + 1 };
  }

  // How far the text of a note is from the beginning of its sign.
  lead({ lit }) {
    if (lit === "graded") return 2 * this.ring + 7;
    return lit ? this.small * 1.5 + 6 : 0;
  }

  drawNote(note, lines, x, y) {
    const { small } = this;
    const group = svg("g", {}, this.legend);
    if (note.lit === "graded") {
      const letter = Object.values(this.data.grades).flat().find(Boolean);
      this.setRing(this.drawRing(group), letter, { x: x + this.ring + 1, y: y - small * 0.35 });
    } else if (note.lit) {
      const box = { x: round(x), y: round(y - small * 0.85), width: round(small * 1.5), height: round(small) };
      svg("rect", { ...box, class: `krm-sign-${note.lit}`, style: note.colour ? `fill:${note.colour}` : note.lit === "missing" ? `fill:url(#${this.uid}-hatch)` : null }, group);
    }
    lines.forEach((line, i) => {
      const place = { x: round(x + this.lead(note)), y: round(y + i * (small + 7)) };
      svg("text", { class: "krm-quiet", ...place }, group).textContent = line;
    });
    if (!note.lit) return;
    this.notes[note.lit] = group;
    this.listenClass(group, note.lit);
  }

  // Classes as long as their range of values, so that distances on the strip are true, but never too short
  // for the number printed at their edge.
  drawClasses(left, right) {
    const { data, small } = this;
    const { edges } = data;
    const { tickBottom, barBottom } = this.strip;
    const n = edges.length - 1;
    const length = right - left;
    const needs = data.edgeTexts.map((text) => this.measure(text, small) + 10);
    const least = Array.from({ length: n }, (_, i) => Math.min((needs[i] + needs[i + 1]) / 2 + (i === 0 ? needs[0] / 2 - 5 : 0) + (i === n - 1 ? needs[n] / 2 - 5 : 0), length / n));
    const range = edges[n] - edges[0] || 1;
    let widths = edges.slice(0, -1).map((low, i) => ((edges[i + 1] - low) / range) * length);
    for (let round_ = 0; round_ < 8; round_++) {
      const short = widths.map((w, i) => w < least[i]);
      const fixed = widths.reduce((sum, w, i) => sum + (short[i] ? least[i] : 0), 0);
      const loose = widths.reduce((sum, w, i) => sum + (short[i] ? 0 : w), 0);
      if (!short.includes(true) || loose <= 0) break;
      widths = widths.map((w, i) => (short[i] ? least[i] : (w / loose) * (length - fixed)));
    }
    const starts = [left];
    widths.forEach((w) => starts.push(starts.at(-1) + w));
    this.scale = (value) => {
      const v = clamp(value, edges[0], edges[n]);
      const i = this.classOf(v);
      return starts[i] + ((v - edges[i]) / (edges[i + 1] - edges[i] || 1)) * widths[i];
    };
    this.bars = widths.map((w, i) => {
      const group = svg("g", { class: "krm-class" }, this.legend);
      svg("rect", { x: round(starts[i]), y: round(tickBottom + 2), width: round(w), height: round(barBottom - tickBottom - 2), style: `fill:${this.classColours[i]}` }, group);
      svg("rect", { x: round(starts[i]), y: 0, width: round(w), height: this.strip.base, style: "fill:transparent" }, group);
      this.listenClass(group, i);
      return group;
    });
    let free = -Infinity;
    data.edgeTexts.forEach((text, i) => {
      const w = this.measure(text, small);
      const anchor = i === 0 ? "start" : i === n ? "end" : "middle";
      const from = starts[i] - (anchor === "start" ? 0 : anchor === "end" ? w : w / 2);
      if (i > 0 && i < n && (from < free + 4 || from + w > starts[n] - this.measure(data.edgeTexts[n], small) - 4)) return;
      free = from + w;
      svg("text", { x: round(starts[i]), y: round(barBottom + small + 2), "text-anchor": anchor }, this.legend).textContent = text;
    });
    if (edges[0] < 0 && edges[n] > 0) {
      const x = round(this.scale(0));
      svg("line", { class: "krm-zero", x1: x, x2: x, y1: round(this.strip.tickTop - 2), y2: round(barBottom + 3) }, this.legend);
    }
  }

  listenClass(node, index) {
    node.addEventListener("pointerenter", () => this.light(index));
    node.addEventListener("pointerleave", () => this.light(null));
  }

  light(index) {
    this.litClass = index;
    this.bars?.forEach((bar, i) => bar.classList.toggle("krm-faint", index !== null && index !== i));
    this.paintOutlines();
  }

  sizes() {
    const { circleSizes, edges, edgeTexts } = this.data;
    const given = circleSizes.length ? circleSizes : [[edges.at(-1), edgeTexts.at(-1)]];
    return given.slice(0, 3).sort((a, b) => b[0] - a[0]);
  }

  // Circles on one base line, with a linear axis for the regions' values beside them.
  drawSizes(sizes, right, height) {
    const { small } = this;
    this.bars = [];
    const base = height - 2;
    const biggest = this.radius(sizes[0][0]);
    const widest = Math.max(0, ...sizes.map(([, text]) => this.measure(text, small)));
    const centre = biggest + 2;
    const left = 2 * biggest + 14 + widest + 32;
    let lowest = Infinity;
    for (const [value, text] of sizes.slice().reverse()) {
      const r = this.radius(value);
      const top = base - 2 * r;
      svg("circle", { class: "krm-size", cx: round(centre), cy: round(base - r), r: round(r) }, this.legend);
      const y = Math.min(lowest - small - 1, Math.max(top + 1, small * 0.45));
      svg("path", { class: "krm-size", d: `M${round(centre)} ${round(top)}L${round(2 * biggest + 6)} ${round(Math.min(y, base - small * 0.35))}h4` }, this.legend);
      const at = Math.min(y, base - small * 0.35);
      svg("text", { x: round(2 * biggest + 14), y: round(at + small * 0.35) }, this.legend).textContent = text;
      lowest = at;
    }
    const { tickBottom } = this.strip;
    this.scale = (value) => left + (clamp(value, 0, this.top) / this.top) * (right - left);
    svg("line", { class: "krm-axis", x1: round(left), x2: round(right), y1: tickBottom + 4, y2: tickBottom + 4 }, this.legend);
    let free = right + 1;
    for (const [value, text] of sizes) {
      const x = this.scale(value);
      const w = this.measure(text, small);
      const from = clamp(x - w / 2, left, right - w);
      if (from + w > free) continue;
      free = from - 8;
      svg("line", { class: "krm-axis", x1: round(x), x2: round(x), y1: tickBottom + 4, y2: tickBottom + 9 }, this.legend);
      svg("text", { class: "krm-quiet", x: round(from), y: round(tickBottom + 11 + small) }, this.legend).textContent = text;
    }
  }

  drawTicks() {
    const { legend } = this;
    const layer = svg("g", { style: "pointer-events:none" }, legend);
    this.ticks = new Map();
    for (const code of this.regions.keys()) this.ticks.set(code, svg("line", { class: "krm-tick" }, layer));
    this.tickMarkers = MARKER_ORDER.map(() => svg("path", { visibility: "hidden" }, layer));
    this.tickLayer = layer;
    this.legendValue = svg("text", { class: "krm-legend-value" }, layer);
  }

  paintLegend() {
    if (!this.ticks) return;
    const { data } = this;
    const codes = [...this.regions.keys()];
    const shown = { secret: codes.some((code) => this.isSecret(code)), graded: codes.some((code) => this.grade(code)) };
    for (const [lit, isShown] of Object.entries(shown)) {
      if (this.notes[lit]) set(this.notes[lit], { display: isShown ? null : "none" });
    }
    const { tickTop, tickBottom, width } = this.strip;
    const hot = this.hover ?? this.focus;
    for (const [code, tick] of this.ticks) {
      const value = this.value(code);
      tick.style.display = value === null ? "none" : "";
      if (value === null) continue;
      const tall = code === this.selected || code === hot ? 3 : 0;
      set(tick, { x1: 0, x2: 0, y1: round(tickTop - tall), y2: round(tickBottom) });
      tick.style.transform = `translateX(${round(this.scale(value))}px)`;
      tick.classList.toggle("krm-pick", code === this.selected);
      tick.classList.toggle("krm-hot", code === hot && code !== this.selected);
    }
    this.tickMarkers.forEach((node, i) => {
      const code = data.compare[i];
      const value = code === undefined ? null : this.value(code);
      set(node, { visibility: value === null ? "hidden" : "visible" });
      if (value === null) return;
      set(node, { d: MARKERS[MARKER_ORDER[i]](this.data.projector ? 6 : 4.5), transform: `translate(${round(this.scale(value))} ${round(tickTop + 1)})` });
      node.style.cssText = `fill:${this.markerColours[i]};stroke:${this.paper};stroke-width:1.5px;paint-order:stroke`;
    });
    const top = hot ?? this.selected;
    const value = top ? this.value(top) : null;
    write(this.legendValue, value === null ? "" : this.text(top));
    if (value === null) return;
    const half = this.measure(this.text(top), this.small, 700) / 2;
    const x = clamp(this.scale(value), half + 1, width - half - 1);
    set(this.legendValue, { x: round(x), y: round(this.small * 0.9), "text-anchor": "middle" });
    this.legendValue.style.fill = top === this.selected ? this.accentText : this.ink;
  }

  // Pointing, tapping, keys ---------------------------------------------------------------------------

  // The region meant by a pointer: what is under it, or, for what is too small, what is nearest to it.
  codeAt(event) {
    const target = event.target instanceof Element ? event.target.closest("[data-region], [data-inset-region], [data-circle]") : null;
    const under = target && (target.dataset.region ?? target.dataset.insetRegion ?? target.dataset.circle);
    if (this.view === "ubin" || !event.clientX) return under ?? null;
    const frame = this.picture.getBoundingClientRect();
    const x = event.clientX - frame.left;
    const y = event.clientY - frame.top;
    const finger = event.pointerType === "touch" || (event.type === "click" && this.lastPointer === "touch");
    const tolerance = finger ? 22 : 9;
    if (finger && !target?.dataset.insetRegion && !target?.dataset.circle) {
      let nearest = null;
      for (const region of this.regions.values()) {
        const size = (region.label.at.r ?? 20) * this.k;
        const far = Math.hypot(region.home.x - x, region.home.y - y);
        if (size < 22 && far < 22 && (!nearest || far < nearest.far)) nearest = { far, code: region.code };
      }
      if (nearest) return nearest.code;
    }
    if (under) return under;
    for (let r = 3; r <= tolerance; r += 3) {
      for (let a = 0; a < 16; a++) {
        const found = this.at(x + r * Math.cos((a * Math.PI) / 8), y + r * Math.sin((a * Math.PI) / 8));
        const region = found !== SEA && found !== INSET ? this.shapes.regions[found - 1] : null;
        if (region) return region.code;
      }
    }
    return null;
  }

  clicked(event) {
    if (!this.ready) return;
    const code = this.codeAt(event);
    if (this.data.why && event.detail > 1) return; // the second half of a double click
    const finger = this.lastPointer === "touch";
    if (code) this.select(code === this.selected ? null : code);
    if (finger) this.openTip(code && this.selected === code ? code : null, null);
  }

  // Asks for the origin of the number; the region is chosen, even if the first click took its choice back.
  clickedTwice(event) {
    const code = this.ready && this.data.why ? this.codeAt(event) : null;
    if (!code) return;
    this.select(code);
    this.askWhy(code);
  }

  askWhy(code) {
    if (this.data.why) this.component.setTriggerValue("why", code ?? "");
  }

  pointed(event) {
    if (!this.ready || event.pointerType === "touch") return;
    const code = this.codeAt(event);
    this.picture.style.cursor = code ? "pointer" : "";
    this.setHover(code);
    this.openTip(code, event);
  }

  pressedAnywhere(event) {
    this.lastPointer = event.pointerType;
    if (this.playing && !this.playButton.contains(event.target)) this.stop();
    if (this.tipCode && !this.root.contains(event.target)) this.openTip(null);
  }

  setHover(code) {
    if (code === this.hover) return;
    this.hover = code;
    this.paintOutlines();
    this.paintLegend();
    if (!code) this.openTip(null);
  }

  focused(event) {
    const code = event.target.dataset?.region;
    if (!code) return;
    const isKeyboard = event.target.matches(":focus-visible");
    if (isKeyboard) this.setHover(null); // the keyboard has taken over from a resting pointer
    this.setFocus(isKeyboard ? code : null);
    this.say(this.sentence(code));
  }

  setFocus(code) {
    if (code === this.focus) return;
    this.focus = code;
    this.paintOutlines();
    this.paintLegend();
    if (!this.hover) this.openTip(code, null);
  }

  pressed(event) {
    const code = event.target.dataset?.region;
    if (!code) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.stop();
      this.select(code === this.selected ? null : code);
      return;
    }
    if (event.key.toLowerCase() === "i" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.stop();
      this.askWhy(code);
      return;
    }
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!direction) return;
    event.preventDefault();
    const next = this.neighbour(code, direction);
    if (next) this.node(next).focus({ preventScroll: true });
  }

  centre(code) {
    if (this.view !== "ubin") return this.regions.get(code).home;
    const { box } = this.tileOf.get(code);
    return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  }

  neighbour(code, [dx, dy]) {
    const from = this.centre(code);
    let best = null;
    for (const other of this.view === "ubin" ? this.tileOf.keys() : this.regions.keys()) {
      if (other === code) continue;
      const to = this.centre(other);
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (along <= 1) continue;
      const cost = along + 2 * across + (across > along * 1.8 ? 1000 : 0);
      if (!best || cost < best.cost) best = { cost, other };
    }
    return best?.other;
  }

  escape(event) {
    this.stop();
    if (this.tipCode) this.openTip(null);
    if (this.selected) {
      event.preventDefault();
      this.select(null);
    }
  }

  select(code) {
    if (code === this.selected) return;
    const hadFocus = document.activeElement === this.clearButton;
    this.sentRegions.send(this.selected, code);
    this.selected = code;
    this.paint();
    this.say(code ? `${this.sentence(code)}, ${this.data.words.selected}` : this.data.words.cleared);
    if (hadFocus) this.viewButtons[this.view].focus({ preventScroll: true });
    this.component.setTriggerValue("region", code ?? "");
  }

  say(text) {
    write(this.live, text);
  }

  setView(view) {
    if (view === this.view) return;
    this.view = view;
    remember("view", this.data.view, view);
    this.openTip(null);
    this.hover = this.focus = null;
    this.layout();
  }

  toggleLabels() {
    this.labels = !this.labels;
    remember("labels", String(this.data.labels), String(this.labels));
    this.paint();
  }

  // Tooltip -------------------------------------------------------------------------------------------

  openTip(code, event) {
    if (!code) {
      this.tipCode = null;
      this.tip.classList.remove("krm-open");
      return;
    }
    if (code !== this.tipCode) {
      this.tipCode = code;
      this.fillTip(code);
    }
    this.tip.classList.add("krm-open");
    const frame = this.root.getBoundingClientRect();
    const stage = this.picture.getBoundingClientRect();
    const { offsetWidth: w, offsetHeight: h } = this.tip;
    let x;
    let y;
    if (event) {
      x = event.clientX - frame.left;
      y = event.clientY - frame.top;
    } else {
      const at = this.view === "ubin" ? this.centre(code) : this.regions.get(code).anchor;
      x = at.x + stage.left - frame.left;
      y = at.y + stage.top - frame.top;
    }
    if (this.lastPointer === "touch") {
      // Under a finger it would hide what was tapped: the far corner instead.
      const farX = x < frame.width / 2 ? frame.width - w : 0;
      const farY = y - (stage.top - frame.top) < stage.height / 2 ? stage.bottom - frame.top - h : stage.top - frame.top;
      this.tip.style.transform = `translate(${round(farX)}px, ${round(farY)}px)`;
      return;
    }
    const gap = event ? 16 : 32;
    const left = x + gap + w <= frame.width ? x + gap : x - gap - w;
    const top = y - h - 8 >= 0 ? y - h - 8 : y + gap;
    this.tip.style.transform = `translate(${round(clamp(left, 0, Math.max(0, frame.width - w)))}px, ${round(clamp(top, 0, Math.max(0, frame.height - h)))}px)`;
  }

  fillTip(code) {
    const { data, tip } = this;
    tip.replaceChildren();
    html("div", "krm-tip-name", tip, this.name(code));
    const value = this.value(code);
    if (value === null) html("div", "", tip, this.missingText(code));
    else {
      const line = html("div", "krm-tip-value", tip, this.text(code) + " ");
      html("span", "", line, data.unit);
    }
    const tone = this.tone(code);
    if (tone !== null) html("div", "krm-tip-note", tip, data.toneTexts[tone]);
    const note = data.yearNotes[this.index];
    html("div", "krm-tip-note", tip, [String(this.year), note].filter(Boolean).join(" · "));
    if (value !== null) html("div", "krm-tip-note", tip, this.rankWords(code));
    if (this.report(code)) html("div", "krm-tip-note", tip, this.report(code));
    if (this.grade(code)) html("div", "krm-tip-grade", tip, data.words.graded);
    const row = data.values[code] ?? [];
    if (row.filter(isNumber).length < 2) return;
    const width = 132;
    const height = 26;
    const line = sparkline(row, ...this.sparkRange(row), width, height);
    const size = this.small;
    const chart = svg("svg", { width: width + 8, height: height + 6 + size }, tip);
    const group = svg("g", { transform: "translate(4 3)" }, chart);
    svg("path", { d: line.path }, group);
    if (value !== null) svg("circle", { cx: line.x(this.index), cy: line.y(value), r: 3.5 }, group);
    const last = data.years.length - 1;
    svg("text", { x: -2, y: height + size }, group).textContent = data.years[0];
    svg("text", { x: width + 2, y: height + size, "text-anchor": "end" }, group).textContent = data.years[last];
  }

  // Playing -------------------------------------------------------------------------------------------

  togglePlay() {
    if (this.playing) {
      this.stop();
      return;
    }
    const years = this.data.years.filter((_, i) => this.hasData[i]);
    if (years.length < 2) return;
    const next = years.find((year) => year > this.year);
    this.playing = setTimeout(() => this.step(), next === undefined ? 0 : 300);
    this.fromStart = next === undefined;
    this.paint();
  }

  step() {
    const years = this.data.years.filter((_, i) => this.hasData[i]);
    const next = this.fromStart ? years[0] : years.find((year) => year > this.year);
    this.fromStart = false;
    if (next === undefined) {
      this.stop();
      return;
    }
    this.sentYears.send(this.year, next);
    this.year = next;
    const done = next === years.at(-1);
    this.playing = done ? null : setTimeout(() => this.step(), STEP_MS);
    this.paint();
    this.component.setTriggerValue("year", next);
  }

  stop() {
    if (!this.playing) return;
    clearTimeout(this.playing);
    this.playing = null;
    this.paint();
  }

  // Export --------------------------------------------------------------------------------------------

  export({ title, subtitle, source, theme } = {}) {
    if (!this.ready) return null;
    const before = { hover: this.hover, focus: this.focus, lit: this.litClass, forced: this.forcedTheme };
    this.root.classList.add("krm-still");
    Object.assign(this, { hover: null, focus: null, litClass: null });
    if (theme) this.forcedTheme = theme;
    this.themed();
    this.paint();
    const text = this.compose({
      title: title ?? this.data.title,
      subtitle: subtitle ?? `${this.data.unit}, ${this.year}`,
      // What the boundaries are and whose (© OpenStreetMap, by its licence) leaves with every picture of them.
      source: [source, this.data.sourceLine].filter(Boolean).join(" "),
    });
    Object.assign(this, { hover: before.hover, focus: before.focus, litClass: before.lit, forcedTheme: before.forced });
    this.themed();
    this.paint();
    requestAnimationFrame(() => this.root.classList.remove("krm-still"));
    return text;
  }

  compose({ title, subtitle, source }) {
    const pad = 20;
    const width = this.width + 2 * pad;
    const family = this.family;
    const muted = getComputedStyle(this.source).color;
    const sheet = svg("svg", { xmlns: NS, width, "font-family": family, style: "font-feature-settings:'tnum' 1" });
    const ground = svg("rect", { width, fill: this.paper }, sheet);
    let y = pad;
    const lines = (text, size, weight, fill) => {
      for (const line of this.wrap(text, this.width, size, weight)) {
        y += size * 1.3;
        svg("text", { x: pad, y: round(y), "font-size": size, "font-weight": weight, fill }, sheet).textContent = line;
      }
    };
    const scale = this.data.projector ? 1.3 : 1;
    if (this.isSimulated) y = this.drawStamp(sheet, pad, y, 16 * scale);
    lines(title, 19 * scale, 600, this.ink);
    lines(subtitle, 14 * scale, 400, muted);
    y += 14;
    sheet.append(this.frozen(this.picture, pad, y));
    y += this.height + 14;
    sheet.append(this.frozen(this.legend, pad, y));
    y += this.strip.height + 4;
    lines(source, 11.5 * scale, 400, muted);
    const height = Math.ceil(y + pad);
    set(sheet, { height, viewBox: `0 0 ${width} ${height}` });
    set(ground, { height });
    return new XMLSerializer().serializeToString(sheet);
  }

  // The stamp on a line of its own above the title; returns where the title begins.
  drawStamp(sheet, x, y, size) {
    const text = this.data.words.simulated;
    const width = round(this.measure(text, size, 700) + size * (0.9 + 0.04 * text.length));
    svg("rect", { x, y, width, height: size * 1.5, rx: 2, fill: this.ink }, sheet);
    // As long as the ground it stands on, whatever the font: white letters beyond it would not be seen.
    const place = { x: x + size * 0.45, y: round(y + size * 1.11), textLength: round(width - size * 0.9), lengthAdjust: "spacingAndGlyphs" };
    svg("text", { ...place, "font-size": size, "font-weight": 700, fill: this.paper }, sheet).textContent = text;
    return y + size * 1.5 + 2;
  }

  wrap(text, width, size, weight) {
    const lines = [];
    for (const word of String(text ?? "").split(/\s+/).filter(Boolean)) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && this.measure(longer, size, weight) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  // A copy that needs no style sheet: computed styles become attributes, invisible parts go.
  frozen(node, x, y) {
    const group = svg("g", { transform: `translate(${x} ${round(y)})` });
    for (const child of node.children) {
      const copy = this.freeze(child, 1);
      if (copy) group.append(copy);
    }
    return group;
  }

  freeze(node, scale) {
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden") return null;
    const copy = document.createElementNS(NS, node.localName);
    for (const { name, value } of node.attributes) {
      if (!/^(class|style|role|tabindex|visibility|aria-.*|data-.*)$/.test(name)) copy.setAttribute(name, value);
    }
    const own = node.transform?.baseVal?.consolidate()?.matrix.a;
    const inner = own && node.localName === "g" ? scale * own : scale;
    if (["path", "rect", "circle", "line", "text"].includes(node.localName)) this.freezePaint(copy, node, style, scale);
    if (node.localName === "text") copy.textContent = node.textContent;
    else {
      for (const child of node.children) {
        const part = this.freeze(child, inner);
        if (part) copy.append(part);
      }
    }
    if (node.localName === "g" && !copy.childNodes.length) return null;
    if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
    return copy;
  }

  freezePaint(copy, node, style, scale) {
    const reference = (paint) => paint.replace(/url\("?[^#]*#([^")]+)"?\)/, "url(#$1)");
    copy.setAttribute("fill", reference(style.fill));
    if (style.fillOpacity !== "1") copy.setAttribute("fill-opacity", style.fillOpacity);
    const width = parseFloat(style.strokeWidth);
    if (style.stroke !== "none" && width) {
      const unscaled = style.vectorEffect === "non-scaling-stroke" ? width / scale : width;
      const dash = style.strokeDasharray === "none" ? null : style.strokeDasharray;
      set(copy, { stroke: reference(style.stroke), "stroke-width": round(unscaled), "stroke-dasharray": dash });
      set(copy, { "stroke-linejoin": style.strokeLinejoin, "stroke-linecap": style.strokeLinecap });
      if (style.strokeOpacity !== "1") copy.setAttribute("stroke-opacity", style.strokeOpacity);
    }
    if (node.localName === "circle" && !node.hasAttribute("r")) copy.setAttribute("r", parseFloat(style.r));
    if (node.style.transform) copy.setAttribute("transform", `translate(${parseFloat(node.style.transform.slice(11)) || 0} 0)`);
    if (node.localName !== "text") return;
    set(copy, { "font-size": parseFloat(style.fontSize), "font-weight": style.fontWeight, "text-anchor": style.textAnchor });
    if (parseFloat(style.letterSpacing)) copy.setAttribute("letter-spacing", round(parseFloat(style.letterSpacing)));
    if (style.paintOrder.startsWith("stroke")) copy.setAttribute("paint-order", "stroke");
  }
}

// What was sent to the server and may come back late. An answer that repeats an older choice is an echo
// of a rerun that was already under way, not news.
class Echo {
  constructor() {
    this.older = new Set();
    this.last = undefined;
    this.time = 0;
  }

  send(previous, next) {
    if (performance.now() - this.time > ECHO_MS) this.older.clear();
    this.older.add(previous);
    this.older.delete(next);
    this.last = next;
    this.time = performance.now();
  }

  accepts(value) {
    const waiting = performance.now() - this.time < ECHO_MS;
    if (waiting && value !== this.last && this.older.has(value)) return false;
    this.older.clear();
    return true;
  }
}

// The viewer's own choice lasts as long as the page offers the same beginning.
function remembered(name, offered) {
  try {
    const [kept, chosen] = JSON.parse(sessionStorage.getItem(`kumkm-map-${name}`)) ?? [];
    return kept === offered ? chosen : offered;
  } catch {
    return offered;
  }
}

function remember(name, offered, chosen) {
  try {
    sessionStorage.setItem(`kumkm-map-${name}`, JSON.stringify([offered, chosen]));
  } catch {
    // Private windows may refuse: the choice then lasts until the page is left.
  }
}

function meets([left, top, right, bottom], box) {
  return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
}

// The shortest line between the frames of an inset and of the place it magnifies.
function leaderPath(source, place) {
  const span = (a, b, c, d) => {
    const low = Math.max(a, c);
    const high = Math.min(b, d);
    if (low <= high) return [(low + high) / 2, (low + high) / 2];
    return a > d ? [a, d] : [b, c];
  };
  const [sx, px] = span(source.x, source.x + source.width, place.x, place.x + place.width);
  const [sy, py] = span(source.y, source.y + source.height, place.y, place.y + place.height);
  return `M${round(sx)} ${round(sy)}L${round(px)} ${round(py)}`;
}
