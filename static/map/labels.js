// Names and values on the geographic view, leaders from those that stand beside their region, markers and rings.

const VERSION = new URL(import.meta.url).search;
const { lineBetween } = await import(`./boxes.js${VERSION}`);
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { labelColours, labelText } = await import(`./label_text.js${VERSION}`);
const { drawRing, MARKER_COUNT, markerPath, setRing } = await import(`./marks.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);
const { placeLabels } = await import(`./placing.js${VERSION}`);

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
    const spots = placeLabels(this.scene(), regions.map((region) => this.sized(region)));
    for (const region of regions) region.spot = spots.get(region.code) ?? null;
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

  sized(region) {
    const { state, figures, look } = this;
    const { code, number, anchor } = region;
    const inset = this.geo.insetOf(region);
    const text = this.widest(code);
    const textWidth = Math.max(this.ruler.measure(text.name, look.name, 700), this.ruler.measure(text.value, look.value, 700));
    const isMarked = state.data.compare.includes(code);
    const isGraded = Boolean(state.data.grades?.[code]?.some(Boolean));
    const before = (isMarked ? look.name + 4 : 0) + (isGraded ? 2 * look.ring + 4 : 0);
    const h = (text.value ? look.value * 1.02 : 0) + look.name * 1.1;
    const circle = state.isCount && figures.value(code) !== null ? Math.max(1.5, look.radius(figures.value(code))) : 0;
    const isFirst = code === state.selected || isMarked || figures.isSecret(code);
    Object.assign(region, { before, isMarked });
    return { code, number, anchor, w: Math.ceil(textWidth + before + 4), h: Math.ceil(h + 2), frame: inset?.box ?? null, circle, isFirst };
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
    const half = this.look.name * 0.36;
    const at = spot ? { x: spot.box.x + 2 + half, y: spot.box.y + this.look.name * 0.6 } : anchor;
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
    const { name, value } = this.said(code);
    write(label.name, name);
    write(label.value, value);
    const { box } = spot;
    const x = round(box.x + region.before + (box.w - region.before) / 2);
    const top = box.y + (box.h - this.look.name * 1.1 - (value ? this.look.value * 1.02 : 0)) / 2;
    set(label.name, { x, y: round(top + this.look.name * 0.86) });
    set(label.value, { x, y: round(top + this.look.name * 1.1 + this.look.value * 0.82) });
    this.paintColours(region, isPick);
    if (spot.leader) this.paintLeader(label, spot.leader, isPick);
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
    const before = isMarked ? look.name + 4 : 0;
    const at = spot ? { x: spot.box.x + before + look.ring + 2, y: spot.box.y + look.ring + 1 } : anchor;
    setRing(ring, this.figures.grade(code), at, look);
  }
}
