// Names and values on the geographic view, leaders from those that stand beside their region, markers and rings.

const VERSION = new URL(import.meta.url).search;
const { lineBetween, lineMeets, overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { labelColours, labelText } = await import(`./label_text.js${VERSION}`);
const { drawRing, MARKER_COUNT, markerPath, setRing } = await import(`./marks.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);
const { placeLabels } = await import(`./placing.js${VERSION}`);
const { fillWords } = await import(`./words.js${VERSION}`);

const SHARES = [1, 0.92, 0.85, 0.78, 0.7]; // of the type that goes with the map
const GAP = 0.35; // between name and value in a row, in ems
const MOST_LINES = 3; // in which the number of names without room is said
const ROW = 12; // what a row costs against a stack, in pixels of leader
const NAMELESS = 600; // what a value costs that is left out

export class Labels {
  constructor({ state, figures, look, ruler, nodes, geo }) {
    Object.assign(this, { state, figures, look, ruler, nodes, geo });
  }

  draw() {
    const { geo } = this;
    const leaders = svg("g", { "aria-hidden": "true" }, this.nodes.geo);
    const layer = svg("g", { "aria-hidden": "true" }, this.nodes.geo);
    for (const inset of geo.insets) inset.caption = svg("text", { class: "krm-caption" }, layer);
    for (const region of geo.regions.values()) this.drawLabel(region, leaders, layer);
    for (const region of geo.regions.values()) region.ring = drawRing(layer);
    const markers = svg("g", { "aria-hidden": "true" }, this.nodes.geo);
    this.markers = Array.from({ length: MARKER_COUNT }, () => svg("path", { style: "pointer-events:none" }, markers));
    this.unnamed = svg("text", { class: "krm-unnamed", "aria-hidden": "true" }, layer);
    this.forget();
  }

  drawLabel(region, leaders, layer) {
    const group = svg("g", { class: "krm-label" }, layer);
    const name = svg("text", { class: "krm-label-name" }, group);
    const value = svg("text", { class: "krm-label-value" }, group);
    const tie = svg("g", { class: "krm-tie" }, leaders);
    const halo = svg("path", { class: "krm-tie-halo" }, tie);
    const line = svg("path", { class: "krm-tie-line" }, tie);
    region.label = { group, name, value, tie, halo, line, dot: svg("circle", { class: "krm-tie-dot", r: 2.2 }, tie) };
  }

  // What stood where is to be found anew.
  forget() {
    this.key = null;
  }

  paint() {
    this.placeAll();
    this.geo.insets.forEach((inset) => this.paintCaption(inset));
    this.markers.forEach((node, i) => this.paintMarker(node, i));
    for (const region of this.geo.regions.values()) this.paintLabel(region);
    this.paintUnnamed();
  }

  // Where labels stand does not depend on the year: each has room for the widest of its values, so that none
  // moves while years play. Counts move with their circles.
  placeAll() {
    const { state, look } = this;
    const { data, width, height, labels, year } = state;
    const key = JSON.stringify([width, height, labels, look.name, data.compare, state.isCount ? [year, data.values] : 0, data.texts, data.grades]);
    if (key === this.key) return;
    this.key = key;
    const regions = [...this.geo.regions.values()];
    const scene = this.scene();
    let best = null;
    for (const type of this.types()) {
      const spots = placeLabels(scene, regions.map((region) => this.sized(region, type)));
      const lacking = regions.reduce((sum, { code }) => sum + (spots.has(code) ? Number(spots.get(code).form.kind === "name") : 2), 0);
      if (!best || lacking < best.lacking) best = { type, spots, lacking };
      if (!lacking) break;
    }
    for (const region of regions) region.spot = best.spots.get(region.code) ?? null;
    this.setType(best.type);
  }

  // Sizes of type from the one that goes with the map to the smallest there is, for where not every name has room.
  types() {
    const { name, value, small, body } = this.look;
    const found = SHARES.map((share) => ({ name: Math.max(small, Math.round(name * share)), value: Math.max(body + 1, Math.round(value * share)) }));
    return found.filter((type, i) => !i || type.name < found[i - 1].name || type.value < found[i - 1].value);
  }

  // How many names have no room, in the sea where neither land nor label is; "" where there is no such sea either.
  paintUnnamed() {
    const regions = [...this.geo.regions.values()];
    const count = regions.filter(({ spot }) => !spot).length;
    const text = count ? fillWords(this.state.data.words.unnamed, { count }) : "";
    const size = this.look.small;
    const wide = this.ruler.measure(text, size);
    let [place, lines] = [null, []];
    for (let parts = 1; text && !place && parts <= MOST_LINES; parts++) {
      lines = this.ruler.wrap(text, (wide / parts) * 1.15, size, 400);
      place = this.freeSea({ w: Math.max(...lines.map((line) => this.ruler.measure(line, size))), h: lines.length * size * 1.3 });
    }
    this.unnamed.replaceChildren();
    if (!place) return;
    lines.forEach((line, i) => (svg("tspan", { x: round(place.x), y: round(place.y + size * (1 + 1.3 * i)) }, this.unnamed).textContent = line));
  }

  // The lowest free place in the sea for a box, the one furthest to the right.
  freeSea({ w, h }) {
    const { width, height } = this.state;
    const { taken, marks, lines, ground } = this.scene();
    const spots = [...this.geo.regions.values()].map(({ spot }) => spot).filter(Boolean);
    const boxes = [...taken, ...marks, ...spots.map(({ box }) => box)];
    const ties = [...lines, ...spots.map(({ leader }) => leader).filter(Boolean)];
    for (let y = height - h - 1; y > 0; y -= 6) {
      for (let x = width - w - 1; x >= 1; x -= 8) {
        const box = padded({ x, y, w, h }, 3, 1);
        if (ground.isSea(box) && !boxes.some((other) => overlaps(box, other)) && !ties.some((line) => lineMeets(line, box))) return { x, y };
      }
    }
    return null;
  }

  setType(type) {
    this.type = type;
    this.nodes.geo.style.setProperty("--krm-label-name", `${type.name}px`);
    this.nodes.geo.style.setProperty("--krm-label-value", `${type.value}px`);
  }

  scene() {
    const { state, geo } = this;
    const { width, height, legendBox, yearBox } = state;
    const taken = [legendBox, yearBox].filter(Boolean);
    const marks = [];
    const lines = [];
    for (const inset of geo.insets.filter((one) => one.isShown)) {
      taken.push(inset.box, this.captionBox(inset));
      marks.push(inset.sourceBox);
      lines.push(lineBetween(inset.sourceBox, inset.box));
    }
    return { width, height, ground: geo.ground, taken, marks, lines };
  }

  sized(region, type) {
    const { state, figures, look } = this;
    const { code, number, anchor, middle, box } = region;
    const inset = this.geo.insetOf(region);
    const isMarked = state.data.compare.includes(code);
    const isGraded = Boolean(state.data.grades?.[code]?.some(Boolean));
    const before = (isMarked ? type.name + 4 : 0) + (isGraded ? 2 * look.ring + 4 : 0);
    const circle = state.isCount && figures.value(code) !== null ? Math.max(1.5, look.radius(figures.value(code))) : 0;
    const isFirst = code === state.selected || isMarked || figures.isSecret(code);
    const forms = this.formsOf(this.widest(code), type, before);
    Object.assign(region, { before, isMarked });
    return { code, number, anchor, middle, reach: box, frame: inset?.box ?? null, circle, isFirst, forms };
  }

  // The ways a label may be written: name above value, both in a row, and the name alone.
  formsOf({ name, value }, type, before) {
    const wide = (text, size) => this.ruler.measure(text, size, 700);
    const form = (kind, w, h, cost) => ({ kind, w: Math.ceil(w + before + 4), h: Math.ceil(h + 2), cost });
    const [ofName, ofValue] = [wide(name, type.name), wide(value, type.value)];
    const alone = (kind, cost) => form(kind, ofName, type.name * 1.1, cost);
    if (!value) return [alone("stack", 0)];
    const high = { name: type.name * 1.1, value: type.value * 1.02 };
    return [
      form("stack", Math.max(ofName, ofValue), high.name + high.value, 0),
      form("row", ofName + type.name * GAP + ofValue, Math.max(high.name, high.value), ROW),
      alone("name", NAMELESS),
    ];
  }

  // The longest text of all years stands for them.
  widest(code) {
    const { data } = this.state;
    const said = this.said(code);
    if (!said.value) return said;
    const longest = [said.value, ...(data.texts[code] ?? [])].reduce((a, b) => (String(b).length > a.length ? String(b) : a), "");
    return { ...said, value: longest };
  }

  said(code) {
    const { state, figures } = this;
    return labelText({
      name: figures.abbreviation(code),
      value: figures.text(code),
      isSecret: figures.isSecret(code),
      isPick: code === state.selected,
      showsValues: state.labels,
      secretMark: state.data.words.secret_mark,
    });
  }

  captionBox({ box, title }) {
    const { w, h } = this.geo.captionRoom(title);
    return { x: box.x, y: box.y - h, w: Math.max(box.w, w), h };
  }

  paintCaption(inset) {
    write(inset.caption, inset.isShown ? inset.title : "");
    if (inset.isShown) set(inset.caption, { x: round(inset.box.x), y: round(inset.box.y - this.look.name * 0.4) });
  }

  paintMarker(node, i) {
    const region = this.geo.regions.get(this.state.data.compare[i]);
    set(node, { visibility: region ? "visible" : "hidden" });
    if (!region) return;
    const { spot, anchor } = region;
    const half = this.type.name * 0.36;
    const at = spot ? { x: spot.box.x + 2 + half, y: spot.box.y + this.type.name * 0.6 } : anchor;
    set(node, { d: markerPath(i, half), transform: `translate(${round(at.x)} ${round(at.y)})` });
    node.style.cssText = `${this.look.markerStyle(i, 2)};pointer-events:none`;
  }

  paintLabel(region) {
    const { label, spot, code } = region;
    label.group.style.display = spot ? "" : "none";
    label.tie.style.display = spot?.leader ? "" : "none";
    set(label.group, { "data-label-region": spot ? code : null });
    set(label.line, { "data-leader-region": spot?.leader ? code : null });
    this.paintRing(region);
    if (!spot) return;
    const isPick = code === this.state.selected;
    this.paintText(region, this.said(code));
    this.paintColours(region, isPick);
    if (spot.leader) this.paintLeader(label, spot.leader, isPick);
  }

  // Centred in its box behind what stands before it; in a row the name first, both on one line.
  paintText({ label, spot: { box, form }, before }, { name, value: figure }) {
    const { type } = this;
    const value = form.kind === "name" ? "" : figure;
    write(label.name, name);
    write(label.value, value);
    const middle = box.x + before + (box.w - before) / 2;
    if (form.kind === "row") {
      const [ofName, ofValue] = [this.ruler.measure(name, type.name, 700), this.ruler.measure(value, type.value, 700)];
      const left = middle - (ofName + type.name * GAP + ofValue) / 2;
      const y = round(box.y + box.h / 2 + type.value * 0.34);
      set(label.name, { x: round(left + ofName / 2), y });
      set(label.value, { x: round(left + ofName + type.name * GAP + ofValue / 2), y });
      return;
    }
    const top = box.y + (box.h - type.name * 1.1 - (value ? type.value * 1.02 : 0)) / 2;
    set(label.name, { x: round(middle), y: round(top + type.name * 0.86) });
    set(label.value, { x: round(middle), y: round(top + type.name * 1.1 + type.value * 0.82) });
  }

  paintColours({ label, code, spot }, isPick) {
    const colours = labelColours({ ground: this.groundOf(code, spot), isPick }, this.look);
    for (const node of [label.name, label.value]) node.classList.toggle("krm-label-pick", isPick);
    label.name.style.cssText = `fill:${colours.name};stroke:${colours.halo}`;
    label.value.style.cssText = `fill:${colours.value};stroke:${colours.halo}`;
  }

  // The colour under a label; null at sea and on hatching, where paper is the halo.
  groundOf(code, spot) {
    const { figures, look } = this;
    if (!spot.inside) return null;
    if (spot.onCircle) return look.circleFill(code);
    return look.fill(code) ?? (figures.isSecret(code) ? look.hatchGround : null);
  }

  paintLeader({ tie, halo, line, dot }, { from, to }, isPick) {
    for (const node of [halo, line]) set(node, { d: `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}` });
    set(dot, { cx: round(from.x), cy: round(from.y) });
    tie.classList.toggle("krm-on", isPick);
  }

  // The ring stands before the name, or alone in a region whose label has no room.
  paintRing({ ring, spot, code, anchor, isMarked }) {
    const { look } = this;
    const before = isMarked ? this.type.name + 4 : 0;
    const at = spot ? { x: spot.box.x + before + look.ring + 2, y: spot.box.y + look.ring + 1 } : anchor;
    setRing(ring, this.figures.grade(code), at, look);
  }
}
