// The legend: stacked rows in the sea, each class with its regions; where no sea is wide enough, columns below the map.

const VERSION = new URL(import.meta.url).search;
const { svg } = await import(`./dom.js${VERSION}`);
const { circleSizes, classRows, headedColumns, noteRows } = await import(`./legend_rows.js${VERSION}`);
const { drawRing, setRing } = await import(`./marks.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);
const { fillWords } = await import(`./words.js${VERSION}`);

const NARROW = 520; // pixels; a picture narrower than this has no room beside the land

// `geo` says which regions there are, `outlines` lights up what belongs to a class.
export class Legend {
  constructor({ state, figures, look, ruler, nodes, geo, outlines }) {
    Object.assign(this, { state, figures, look, ruler, geo, outlines, node: nodes.legend, uid: nodes.uid });
    this.rows = [];
  }

  get size() {
    return this.look.name;
  }

  get rowHeight() {
    return Math.round(this.size * 1.55);
  }

  // The sign of a row and the air after it.
  get lead() {
    return this.size * 2.1;
  }

  // Rows as they are for the year shown.
  rowsNow() {
    const { state, figures, look } = this;
    const { data } = state;
    const codes = this.geo.codes();
    const values = codes.map((code) => figures.value(code)).filter((value) => value !== null);
    const notes = noteRows({ codes, figures, data, toneColours: look.toneColours });
    const heading = (data.toneTexts ?? []).length && data.toneTitle ? [{ sign: "heading", text: data.toneTitle, count: null }] : [];
    const stamp = figures.isSimulated ? [{ sign: "stamp", text: data.words.simulated, count: null }] : [];
    if (state.isCount) return [...stamp, ...heading, ...notes];
    const { classes } = state;
    const { words, tone } = data;
    const rows = classRows({ classes, values, province: figures.province, words, tone, isDiverging: data.kind === "diverging" });
    return [...stamp, ...rows, ...notes];
  }

  width(row) {
    if (row.sign === "heading") return this.measure(row.text);
    if (row.sign === "stamp") return this.measure(row.text, 700) + this.size;
    const tail = row.end || row.mark ? 12 + this.measure(row.end) + (row.mark ? this.size + this.measure(row.mark, 600) : 0) : 0;
    return this.lead + this.measure(row.text) + 10 + this.measure(this.countText(row)) + tail;
  }

  measure(text, weight = 400) {
    return text ? this.ruler.measure(text, this.size, weight) : 0;
  }

  countText({ count }) {
    return fillWords(this.state.data.words.regions, { count });
  }

  // How much room it needs in a picture of a width: {w, h, isBelow}. More rows may come with another year.
  room(width, isBelow = width < NARROW) {
    const rows = this.rowsNow();
    const circles = this.circlesHeight();
    if (isBelow) {
      const { h } = headedColumns(rows, rows.map((row) => this.width(row)), this.rowHeight, width);
      return { w: width, h: h + circles + 4, isBelow };
    }
    const spare = this.spareRows(rows);
    const w = Math.max(this.circlesWidth(), ...rows.map((row) => this.width(row)));
    return { w: Math.ceil(w) + 2, h: Math.ceil((rows.length + spare) * this.rowHeight + circles) + 2, isBelow };
  }

  // Rows that other years may have besides these: while they play, nothing moves.
  spareRows(rows) {
    const { data, isCount } = this.state;
    if (!data.playable || isCount) return 0;
    const most = Math.max(data.classes.edges.length, data.pooled.edges.length) - 1;
    const now = rows.filter((row) => row.sign === "class").length;
    return Math.max(0, most - now) + (data.simulated?.some(Boolean) && rows[0]?.sign !== "stamp" ? 1 : 0);
  }

  sizes() {
    return this.state.isCount ? circleSizes(this.state.data) : [];
  }

  circlesHeight() {
    const sizes = this.sizes();
    return sizes.length ? Math.max(2 * this.look.radius(sizes[0][0]), sizes.length * this.size * 1.15) + 10 : 0;
  }

  circlesWidth() {
    const sizes = this.sizes();
    if (!sizes.length) return 0;
    return 2 * this.look.radius(sizes[0][0]) + 16 + Math.max(...sizes.map(([, text]) => this.measure(text)));
  }

  // Drawn anew with every year and class: a dozen nodes. Its foot stays where the layout put it.
  paint() {
    const box = this.state.legendBox;
    if (!box) return;
    const rows = this.rowsNow();
    const key = JSON.stringify([box, rows, this.look.classColours, this.size, this.look.maxRadius, this.look.ink]);
    if (key !== this.key) this.draw(rows, box);
    this.key = key;
    this.paintHot();
  }

  draw(rows, box) {
    this.node.replaceChildren();
    const circles = this.circlesHeight();
    const isBelow = box.isBelow;
    const { places, h } = isBelow
      ? headedColumns(rows, rows.map((row) => this.width(row)), this.rowHeight, box.w)
      : { places: rows.map((_, i) => ({ x: 0, y: i * this.rowHeight })), h: rows.length * this.rowHeight };
    const top = isBelow ? box.y + circles : box.y + box.h - h;
    if (circles) this.drawCircles(box.x + 1, top - 8);
    const counted = rows.filter((row) => row.count !== null);
    const countRight = isBelow ? null : this.lead + Math.max(0, ...counted.map((row) => this.measure(row.text) + 10 + this.measure(this.countText(row))));
    this.rows = rows.map((row, i) => this.drawRow(row, box.x + places[i].x, top + places[i].y, countRight));
  }

  drawRow(row, x, y, countRight) {
    const group = svg("g", { class: "krm-legend-row" }, this.node);
    if (row.sign === "stamp") return this.drawStamp(row, group, x, y);
    const base = round(y + this.rowHeight * 0.5 + this.size * 0.35);
    if (row.sign === "heading") {
      svg("text", { class: "krm-quiet", x: round(x), y: base }, group).textContent = row.text;
      return { ...row, group };
    }
    this.drawSign(row, group, x, y + this.rowHeight / 2);
    const text = svg("text", { x: round(x + this.lead), y: base }, group);
    text.textContent = row.text;
    const right = x + (countRight ?? this.lead + this.measure(row.text) + 10 + this.measure(this.countText(row)));
    svg("text", { class: "krm-quiet", x: round(right), y: base, "text-anchor": "end" }, group).textContent = this.countText(row);
    this.drawTail(row, group, right + 12, base);
    const hit = { x: round(x), y: round(y), width: round(right - x), height: this.rowHeight, style: "fill:transparent" };
    const area = svg("rect", hit, group);
    area.addEventListener("pointerenter", () => this.light(row.lit));
    area.addEventListener("pointerleave", () => this.light(null));
    return { ...row, group };
  }

  drawStamp(row, group, x, y) {
    const { size, rowHeight } = this;
    const box = { x: round(x), y: round(y), width: round(this.width(row)), height: round(rowHeight - 4), rx: 2 };
    svg("rect", { class: "krm-stamp", ...box }, group);
    const place = { x: round(x + size / 2), y: round(y + (rowHeight - 4) / 2 + size * 0.36) };
    svg("text", { class: "krm-stamp-text", ...place }, group).textContent = row.text;
    return { ...row, group };
  }

  // What stands behind a class: where it is better, and the province with a pointer at the class it is in.
  drawTail({ end, mark }, group, x, base) {
    if (end) svg("text", { class: "krm-quiet", x: round(x), y: base }, group).textContent = end;
    if (!mark) return;
    const left = x + (end ? this.measure(end) + 8 : 0);
    const s = this.size;
    const pointer = `M${round(left)} ${round(base - s * 0.35)}l${round(s * 0.5)} ${round(-s * 0.32)}v${round(s * 0.64)}z`;
    svg("path", { class: "krm-province-mark", d: pointer }, group);
    svg("text", { class: "krm-province", x: round(left + s * 0.72), y: base }, group).textContent = mark;
  }

  drawSign({ sign, lit, colour }, group, x, middle) {
    const { look, size } = this;
    if (sign === "graded") {
      const letter = Object.values(this.state.data.grades).flat().find(Boolean);
      setRing(drawRing(group), letter, { x: x + look.ring + 1, y: middle }, look);
      return;
    }
    const box = { x: round(x + 1), y: round(middle - size * 0.5), width: round(size * 1.6), height: round(size) };
    const fills = { class: look.classColours[lit], tone: colour, missing: `url(#${this.uid}-hatch)`, secret: look.hatchGround };
    svg("rect", { ...box, class: "krm-sign", style: `fill:${fills[sign]}` }, group);
    if (sign !== "secret") return;
    const at = { x: round(x + 1 + size * 0.8), y: round(middle + size * 0.32), "text-anchor": "middle", class: "krm-sign-letter" };
    svg("text", at, group).textContent = this.state.data.words.secret_mark;
  }

  light(lit) {
    this.state.litClass = lit;
    this.outlines.paint();
    this.paintHot();
  }

  // The row of the region that is pointed at or chosen stands out, others step back behind the one pointed at.
  paintHot() {
    const { state, figures } = this;
    const code = state.hover ?? state.focus ?? state.selected;
    const own = code === null ? null : figures.classAt(code);
    for (const { group, sign, lit } of this.rows) {
      group.classList.toggle("krm-faint", state.litClass !== null && state.litClass !== lit);
      group.classList.toggle("krm-hot", sign === "class" && own === lit);
    }
  }

  // Circles on one base line.
  drawCircles(x, base) {
    const { look, node, size } = this;
    const sizes = this.sizes();
    const biggest = look.radius(sizes[0][0]);
    const centre = round(x + biggest + 1);
    let lowest = Infinity;
    for (const [value, text] of sizes.slice().reverse()) {
      const r = look.radius(value);
      const top = base - 2 * r;
      const y = Math.min(lowest - size * 1.15, top + 1, base - size * 0.35);
      svg("circle", { class: "krm-size", cx: centre, cy: round(base - r), r: round(r) }, node);
      svg("path", { class: "krm-size", d: `M${centre} ${round(top)}L${round(x + 2 * biggest + 5)} ${round(y)}h4` }, node);
      svg("text", { x: round(x + 2 * biggest + 13), y: round(y + size * 0.35) }, node).textContent = text;
      lowest = y;
    }
  }
}
