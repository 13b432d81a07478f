// The legend: a strip that stands still while the years go by, with a tick for each region's value.

const VERSION = new URL(import.meta.url).search;
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { circleSizes, classScale, classWidths, flowNotes, legendNotes, shownEdges, startsOf } = await import(`./legend_scale.js${VERSION}`);
const { drawRing, MARKER_COUNT, markerPath, setRing } = await import(`./marks.js${VERSION}`);
const { clamp, round } = await import(`./numbers.js${VERSION}`);

const ROW = 7; // how much higher than its text a row is

// `geo` says which regions there are, `outlines` lights up what belongs to a class.
export class Legend {
  constructor({ state, figures, look, ruler, nodes, geo, outlines }) {
    Object.assign(this, { state, figures, look, ruler, geo, outlines, root: nodes.root, node: nodes.legend, uid: nodes.uid });
    this.ticks = null; // code → its tick, once drawn
    this.height = 0;
  }

  draw() {
    const { state, look, node } = this;
    const width = this.root.clientWidth;
    if (!width) return;
    const { small } = look;
    look.fitCircles(width);
    const sizes = state.isCount ? circleSizes(state.data) : [];
    this.setHeights(width, sizes);
    const { beside, below } = legendNotes({ data: state.data, summary: state.summary, toneColours: look.toneColours, width });
    const noteWidth = Math.max(0, ...beside.map((note) => this.lead(note) + this.measure(note.text)));
    const { places, rows } = this.flow(below, width);
    this.height = this.base + rows * (small + ROW);
    set(node, { viewBox: `0 0 ${width} ${round(this.height)}`, height: round(this.height) });
    node.replaceChildren();
    const right = width - (noteWidth ? noteWidth + 24 : 0) - 1;
    if (state.isCount) this.drawSizes(sizes, right);
    else this.drawClasses(1, right);
    this.drawNotes(beside, places, width - noteWidth);
    this.drawTicks();
  }

  // From above: ticks, the bar of classes or the axis, the numbers below it.
  setHeights(width, sizes) {
    const { small } = this.look;
    const tickTop = small + 5;
    const tickBottom = tickTop + small * 0.95;
    const barBottom = tickBottom + 2 + small;
    const base = Math.max(barBottom + small + 7, sizes.length ? 2 * this.look.radius(sizes[0][0]) + 5 : 0);
    Object.assign(this, { width, tickTop, tickBottom, barBottom, base });
  }

  measure(text, weight = 400) {
    return this.ruler.measure(text, this.look.small, weight);
  }

  flow(notes, width) {
    const lead = (note) => this.lead(note);
    const wrap = (text, room) => this.ruler.wrap(text, room, this.look.small, 400);
    return flowNotes(notes, width, { lead, wrap, measure: (line) => this.measure(line) });
  }

  // How far the text of a note is from the beginning of its sign.
  lead({ lit }) {
    if (lit === "graded") return 2 * this.look.ring + 7;
    return lit ? this.look.small * 1.5 + 6 : 0;
  }

  drawNotes(beside, places, left) {
    const { base, barBottom } = this;
    const { small } = this.look;
    this.notes = {};
    for (const note of beside) this.drawNote(note, [note.text], left, note.lit === "missing" ? barBottom - 2 : barBottom + small + 1);
    for (const { note, lines, x, row } of places) this.drawNote(note, lines, x, base + (row + 1) * (small + ROW) - 3);
  }

  drawNote(note, lines, x, y) {
    const { small } = this.look;
    const group = svg("g", {}, this.node);
    if (note.lit) this.drawSign(note, group, x, y);
    lines.forEach((line, i) => {
      const place = { x: round(x + this.lead(note)), y: round(y + i * (small + ROW)) };
      svg("text", { class: "krm-quiet", ...place }, group).textContent = line;
    });
    if (!note.lit) return;
    this.notes[note.lit] = group;
    this.listen(group, note.lit);
  }

  drawSign({ lit, colour }, group, x, y) {
    const { look } = this;
    const { small } = look;
    if (lit === "graded") {
      const letter = Object.values(this.state.data.grades).flat().find(Boolean);
      setRing(drawRing(group), letter, { x: x + look.ring + 1, y: y - small * 0.35 }, look);
      return;
    }
    const box = { x: round(x), y: round(y - small * 0.85), width: round(small * 1.5), height: round(small) };
    const style = colour ? `fill:${colour}` : lit === "missing" ? `fill:url(#${this.uid}-hatch)` : null;
    svg("rect", { ...box, class: `krm-sign-${lit}`, style }, group);
  }

  drawClasses(left, right) {
    const { edges, edgeTexts } = this.state.data;
    const { look, node, tickTop, barBottom } = this;
    const widths = classWidths(edges, edgeTexts.map((text) => this.measure(text) + 10), right - left);
    const starts = startsOf(left, widths);
    this.scale = classScale(edges, starts, widths);
    this.bars = widths.map((width, i) => this.drawClass(i, round(starts[i]), round(width)));
    for (const { i, anchor } of shownEdges(starts, edgeTexts.map((text) => this.measure(text)))) {
      const place = { x: round(starts[i]), y: round(barBottom + look.small + 2), "text-anchor": anchor };
      svg("text", place, node).textContent = edgeTexts[i];
    }
    if (edges[0] < 0 && edges.at(-1) > 0) {
      const x = round(this.scale(0));
      svg("line", { class: "krm-zero", x1: x, x2: x, y1: round(tickTop - 2), y2: round(barBottom + 3) }, node);
    }
  }

  // The bar of a class, and above it what the pointer finds.
  drawClass(i, x, width) {
    const { tickBottom, barBottom, base } = this;
    const group = svg("g", { class: "krm-class" }, this.node);
    const bar = { x, y: round(tickBottom + 2), width, height: round(barBottom - tickBottom - 2) };
    svg("rect", { ...bar, style: `fill:${this.look.classColours[i]}` }, group);
    svg("rect", { x, y: 0, width, height: base, style: "fill:transparent" }, group);
    this.listen(group, i);
    return group;
  }

  listen(node, lit) {
    node.addEventListener("pointerenter", () => this.light(lit));
    node.addEventListener("pointerleave", () => this.light(null));
  }

  light(lit) {
    this.state.litClass = lit;
    this.bars?.forEach((bar, i) => bar.classList.toggle("krm-faint", lit !== null && lit !== i));
    this.outlines.paint();
  }

  // Circles on one base line, with a linear axis for the regions' values beside them.
  drawSizes(sizes, right) {
    this.bars = [];
    const widest = Math.max(0, ...sizes.map(([, text]) => this.measure(text)));
    const textLeft = 2 * this.look.radius(sizes[0][0]) + 14;
    this.drawCircles(sizes, textLeft);
    this.drawAxis(sizes, textLeft + widest + 32, right);
  }

  drawCircles(sizes, textLeft) {
    const { look, node } = this;
    const { small } = look;
    const base = this.base - 2;
    const biggest = look.radius(sizes[0][0]);
    const centre = round(biggest + 2);
    let lowest = Infinity;
    for (const [value, text] of sizes.slice().reverse()) {
      const r = look.radius(value);
      const top = base - 2 * r;
      const y = Math.min(lowest - small - 1, Math.max(top + 1, small * 0.45), base - small * 0.35);
      svg("circle", { class: "krm-size", cx: centre, cy: round(base - r), r: round(r) }, node);
      svg("path", { class: "krm-size", d: `M${centre} ${round(top)}L${round(2 * biggest + 6)} ${round(y)}h4` }, node);
      svg("text", { x: round(textLeft), y: round(y + small * 0.35) }, node).textContent = text;
      lowest = y;
    }
  }

  drawAxis(sizes, left, right) {
    const { node, tickBottom } = this;
    const { top } = this.state.summary;
    this.scale = (value) => left + (clamp(value, 0, top) / top) * (right - left);
    const line = (x1, x2, y2) => svg("line", { class: "krm-axis", x1: round(x1), x2: round(x2), y1: tickBottom + 4, y2 }, node);
    line(left, right, tickBottom + 4);
    let free = right + 1;
    for (const [value, text] of sizes) {
      const x = this.scale(value);
      const w = this.measure(text);
      const from = clamp(x - w / 2, left, right - w);
      if (from + w > free) continue;
      free = from - 8;
      line(x, x, tickBottom + 9);
      svg("text", { class: "krm-quiet", x: round(from), y: round(tickBottom + 11 + this.look.small) }, node).textContent = text;
    }
  }

  drawTicks() {
    const layer = svg("g", { style: "pointer-events:none" }, this.node);
    this.ticks = new Map(this.geo.codes().map((code) => [code, svg("line", { class: "krm-tick" }, layer)]));
    this.markers = Array.from({ length: MARKER_COUNT }, () => svg("path", { visibility: "hidden" }, layer));
    this.value = svg("text", { class: "krm-legend-value" }, layer);
  }

  paint() {
    if (!this.ticks) return;
    const hot = this.state.hover ?? this.state.focus;
    this.paintNotes();
    for (const [code, tick] of this.ticks) this.paintTick(code, tick, hot);
    this.markers.forEach((node, i) => this.paintMarker(node, i));
    this.paintValue(hot ?? this.state.selected);
  }

  // What is withheld or graded in no region of this year is not explained.
  paintNotes() {
    const codes = this.geo.codes();
    const isShown = {
      secret: codes.some((code) => this.figures.isSecret(code)),
      graded: codes.some((code) => this.figures.grade(code)),
    };
    for (const lit of Object.keys(isShown)) {
      if (this.notes[lit]) set(this.notes[lit], { display: isShown[lit] ? null : "none" });
    }
  }

  paintTick(code, tick, hot) {
    const { selected } = this.state;
    const value = this.figures.value(code);
    tick.style.display = value === null ? "none" : "";
    if (value === null) return;
    const longer = code === selected || code === hot ? 3 : 0;
    set(tick, { x1: 0, x2: 0, y1: round(this.tickTop - longer), y2: round(this.tickBottom) });
    tick.style.transform = `translateX(${round(this.scale(value))}px)`;
    tick.classList.toggle("krm-pick", code === selected);
    tick.classList.toggle("krm-hot", code === hot && code !== selected);
  }

  paintMarker(node, i) {
    const { compare, projector } = this.state.data;
    const value = compare[i] === undefined ? null : this.figures.value(compare[i]);
    set(node, { visibility: value === null ? "hidden" : "visible" });
    if (value === null) return;
    const place = `translate(${round(this.scale(value))} ${round(this.tickTop + 1)})`;
    set(node, { d: markerPath(i, projector ? 6 : 4.5), transform: place });
    node.style.cssText = this.look.markerStyle(i, 1.5);
  }

  // The number of the region that is pointed at or chosen, above its tick.
  paintValue(code) {
    const { figures, look, width } = this;
    const value = code ? figures.value(code) : null;
    write(this.value, value === null ? "" : figures.text(code));
    if (value === null) return;
    const half = this.measure(figures.text(code), 700) / 2;
    const x = clamp(this.scale(value), half + 1, width - half - 1);
    set(this.value, { x: round(x), y: round(look.small * 0.9), "text-anchor": "middle" });
    this.value.style.fill = code === this.state.selected ? look.accentText : look.ink;
  }
}
