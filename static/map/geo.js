// The geographic view: areas with magnified insets, circles for counts. Projects from the shapes file to the picture.

const VERSION = new URL(import.meta.url).search;
const { arrange } = await import(`./arranging.js${VERSION}`);
const { common, fitInto, holds, lineBetween, meets, overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { svg, set } = await import(`./dom.js${VERSION}`);
const { isNumber, round } = await import(`./numbers.js${VERSION}`);
const { drawOutline, setOutline } = await import(`./outlines.js${VERSION}`);
const { rasterise } = await import(`./raster.js${VERSION}`);
const { hatchPattern } = await import(`./skeleton.js${VERSION}`);
const { spreadCircles } = await import(`./spreading.js${VERSION}`);

const NAME_WIDE = 4; // a name, in ems
const CIRCLE = 56; // the largest circle's radius at most, in units of the shapes
const LEAST_CIRCLE = 14; // but not less, in pixels
const PLACES = 200; // in a region where its circle may stand

// A region of this view, by code in `regions`:
//   code, d, corners, point, centre: as in the shapes file; number: its own in the ground; path: to paint it there
//   shape, circle: nodes; copies: inset → node; inset: the one its label belongs to, or null
//   home: its label point in the picture; anchor: the same, in the inset if it has one; middle: of its centre, likewise
//   box: around it in the picture, likewise
//   label, ring, spot, before: of labels.js
// An inset: source (a frame of the shapes), place (where it is magnified, in the same units), box and sourceBox
//   (both in the picture), isShown, and its nodes.
export class Geo {
  constructor({ state, figures, look, ruler, nodes }) {
    Object.assign(this, { state, figures, look, ruler, nodes });
    this.regions = new Map();
    this.insets = [];
  }

  draw(shapes) {
    const { geo } = this.nodes;
    geo.replaceChildren();
    Object.assign(this, { view: shapes.view, extent: shapes.extent, arrangedFor: null });
    this.world = svg("g", {}, geo);
    this.leaderLayer = svg("g", {}, this.world); // below the land: a leader may pass behind it
    const coast = svg("g", {}, this.world);
    const land = svg("g", {}, this.world);
    this.regions = new Map(shapes.regions.map((region, i) => [region.code, this.drawRegion(region, i + 1, coast, land)]));
    this.insetLayer = svg("g", {}, this.world);
    this.outline = drawOutline(svg("g", {}, this.world));
    this.insets = shapes.insets.map((inset, i) => this.drawInset(inset, i));
    this.circleLayer = svg("g", {}, geo);
    for (const region of this.regions.values()) {
      region.circle = svg("circle", { class: "krm-circle", "data-circle": region.code }, this.circleLayer);
    }
  }

  drawRegion(region, number, coast, land) {
    const { code, d } = region;
    svg("path", { class: "krm-coast", d }, coast);
    const shape = svg("path", { class: "krm-shape", d, "data-region": code, tabindex: 0, role: "button" }, land);
    return { ...region, number, shape, copies: new Map(), path: new Path2D(d), inset: null };
  }

  drawInset(inset, i) {
    const layer = svg("g", {}, this.insetLayer);
    const leader = svg("path", { class: "krm-leader" }, this.leaderLayer);
    const mark = svg("rect", { class: "krm-source-frame" }, layer);
    const sea = svg("rect", { class: "krm-inset-ground" }, layer);
    const clip = this.drawClip(i);
    const inner = svg("g", {}, svg("g", { "clip-path": `url(#${clip.id})` }, layer));
    for (const region of this.regions.values()) this.drawCopy(region, inset, i, inner);
    const frame = svg("rect", { class: "krm-frame", "data-inset": inset.codes.join(" ") }, layer);
    return { ...inset, layer, leader, mark, sea, clip: clip.rect, inner, outline: drawOutline(inner), frame };
  }

  drawClip(i) {
    const { defs, uid } = this.nodes;
    const id = `${uid}-inset${i}`;
    defs.querySelector(`#${id}`)?.remove();
    return { id, rect: svg("rect", {}, svg("clipPath", { id }, defs)) };
  }

  drawCopy(region, inset, i, parent) {
    const { code, d, corners, point } = region;
    if (corners && !meets(corners, inset.source)) return;
    region.copies.set(i, svg("path", { class: "krm-shape", d, "data-inset-region": code, "aria-hidden": "true" }, parent));
    if (inset.codes.includes(code) && holds(inset.source, point)) region.inset = i;
  }

  // `legend` and `yearMark` have their places in the sea: the map leaves room for them.
  layout(legend, yearMark) {
    const { state } = this;
    const pad = state.data.projector ? 6 : 4;
    const room = legend.room(state.width);
    const height = state.height - (room.isBelow ? room.h : 0);
    const beside = room.isBelow ? { w: 0, h: 0 } : room;
    const sizes = { width: state.width, height, pad, legend: beside, year: yearMark.room(), captions: this.insets.map(({ title }) => this.captionRoom(title)) };
    const found = this.arranged(sizes);
    Object.assign(this, { k: found.k });
    state.legendBox = room.isBelow ? { x: 0, y: height, w: room.w, h: room.h, isBelow: true } : found.legend;
    yearMark.place(found.year);
    this.placeInsets(found);
    this.readGround(found);
    const { view, k } = this;
    set(this.world, { transform: `translate(${round(found.ox - view.x * k)} ${round(found.oy - view.y * k)}) scale(${k})` });
    hatchPattern(this.nodes, "hatch-map", k);
    this.insets.forEach((inset, i) => hatchPattern(this.nodes, `hatch-inset${i}`, k * (inset.k ?? 1)));
    for (const region of this.regions.values()) this.anchorRegion(region);
    if (state.isCount) this.spreadCircles();
  }

  // As large as they become in any year, so that none moves while years play; on a small map they are smaller.
  spreadCircles() {
    const { look, ground, state } = this;
    look.maxRadius = Math.min(look.maxRadius, Math.max(LEAST_CIRCLE, CIRCLE * this.k));
    const largest = (code) => Math.max(0, ...(state.data.values[code] ?? []).filter(isNumber));
    const regions = [...this.regions.values()];
    for (const main of [true, false]) {
      const some = regions.filter((region) => Boolean(this.insetOf(region)) !== main);
      const places = (region) => ground.spotsOn(region.number, region.box, look.name / 3, PLACES).filter((at) => !main || !this.isInInset(at));
      const spread = spreadCircles(some.map((region) => ({ code: region.code, anchor: region.anchor, r: look.radius(largest(region.code)), places: places(region) })));
      for (const region of some) region.anchor = spread.get(region.code);
    }
  }

  isInInset({ x, y }) {
    return this.insets.some(({ isShown, box: b }) => isShown && x >= b.x && x <= b.x + b.w && y >= b.y && y <= b.y + b.h);
  }

  // Only other sizes change what stands where. The legend of another year of the same numbers may be a little wider: as
  // long as there is sea for it, nothing moves.
  arranged({ captions, ...sizes }) {
    const key = JSON.stringify([captions, sizes]);
    const rest = JSON.stringify([captions, { ...sizes, legend: null }, this.state.data.pooled]);
    if (this.arrangedFor === key) return this.arrangement;
    if (this.arrangedForRest === rest && this.hasSeaFor(sizes)) return { ...this.arrangement, legend: this.legendIn(sizes) };
    this.arrangedForRest = rest;
    const { view, extent } = this;
    const regions = [...this.regions.values()];
    const groundAt = (k) => rasterise({ view, k, regions, insets: [] });
    const insets = this.insets.map(({ source }, i) => ({ source, caption: captions[i] }));
    this.arrangedFor = key;
    this.arrangement = arrange({ ...sizes, view, extent, insets, groundAt, needs: this.needs() });
    return this.arrangement;
  }

  legendIn({ height, legend }) {
    return { x: 0, y: height - legend.h, ...legend };
  }

  hasSeaFor(sizes) {
    const box = padded(this.legendIn(sizes), 2, 2);
    const captions = this.insets.filter(({ isShown }) => isShown).map(({ box: { x, y, w }, title }) => ({ x, y: y - this.captionRoom(title).h, w, h: this.captionRoom(title).h }));
    return this.ground.isSea(box) && !captions.some((caption) => overlaps(caption, box));
  }

  // The regions that may have to be named at sea: too small for a name with its value, and in no inset.
  needs() {
    const { name, value } = this.look;
    const [w, h] = [name * NAME_WIDE, name * 1.1 + value * 1.02];
    const widest = Math.min(this.state.width / this.extent.width, this.state.height / this.extent.height);
    const small = [...this.regions.values()].filter(({ inset, point }) => inset === null && 2 * (point.r ?? 0) * widest < Math.hypot(w, h));
    return small.map(({ point, number }) => ({ point, number, w, h }));
  }

  captionRoom(title) {
    const { name } = this.look;
    return { w: Math.ceil(this.ruler.measure(title, name, 500)), h: name * 1.35 };
  }

  placeInsets({ k, ox, oy, insets: boxes }) {
    const { view } = this;
    const toUnits = ({ x, y, w, h }) => ({ x: (x - ox) / k + view.x, y: (y - oy) / k + view.y, width: w / k, height: h / k });
    this.insets.forEach((inset, i) => {
      inset.isShown = Boolean(boxes[i]);
      for (const node of [inset.layer, inset.leader]) node.style.display = inset.isShown ? "" : "none";
      if (!inset.isShown) return;
      const { source } = inset;
      inset.box = boxes[i];
      inset.sourceBox = { x: ox + (source.x - view.x) * k, y: oy + (source.y - view.y) * k, w: source.width * k, h: source.height * k };
      inset.place = toUnits(inset.box);
      Object.assign(inset, fitInto(source, inset.place));
      this.setInset(inset);
    });
  }

  setInset({ source, place, k, x, y, mark, sea, clip, frame, inner, leader }) {
    const box = (f) => ({ x: round(f.x), y: round(f.y), width: round(f.width), height: round(f.height) });
    set(mark, box(source));
    for (const node of [sea, clip, frame]) set(node, box(place));
    set(inner, { transform: `translate(${round(x)} ${round(y)}) scale(${round(k)})` });
    const asBox = (f) => ({ x: f.x, y: f.y, w: f.width, h: f.height });
    const { from, to } = lineBetween(asBox(source), asBox(place));
    set(leader, { d: `M${from.x} ${from.y}L${to.x} ${to.y}` });
  }

  // The whole picture with its insets, for labels and fingers.
  readGround({ k, ox, oy }) {
    const { state, view } = this;
    const key = `${this.arrangedFor}`;
    if (this.groundKey === key) return;
    this.groundKey = key;
    const picture = { x: view.x - ox / k, y: view.y - oy / k, width: state.width / k, height: state.height / k };
    const insets = this.insets.filter(({ isShown }) => isShown);
    this.ground = rasterise({ view: picture, k, regions: [...this.regions.values()], insets });
    this.origin = picture;
  }

  project({ x, y }) {
    return { x: (x - this.origin.x) * this.k, y: (y - this.origin.y) * this.k };
  }

  // The inset a region is shown in, null if there is none.
  insetOf({ inset }) {
    const found = this.insets[inset];
    return found?.isShown ? found : null;
  }

  anchorRegion(region) {
    const inset = this.insetOf(region);
    const { centre, point: { x, y } } = region;
    region.home = this.project(region.point);
    region.anchor = this.project(inset ? { x: inset.x + x * inset.k, y: inset.y + y * inset.k } : region.point);
    region.middle = this.project(inset ? { x: inset.x + centre.x * inset.k, y: inset.y + centre.y * inset.k } : centre);
    region.box = this.boxOf(region, inset);
  }

  // The box around a region in the picture, around what its inset shows of it if it has one.
  boxOf({ corners: [left, top, right, bottom] }, inset) {
    const [k, dx, dy] = inset ? [inset.k, inset.x, inset.y] : [1, 0, 0];
    const [from, to] = [this.project({ x: left * k + dx, y: top * k + dy }), this.project({ x: right * k + dx, y: bottom * k + dy })];
    const box = { x: from.x, y: from.y, w: to.x - from.x, h: to.y - from.y };
    return inset ? common(box, inset.box) : box;
  }

  paint() {
    for (const region of this.regions.values()) {
      this.look.paintFill(region.shape, region.code, "hatch-map");
      region.copies.forEach((copy, i) => this.look.paintFill(copy, region.code, `hatch-inset${i}`));
    }
    this.paintCircles();
    const chosen = this.regions.get(this.state.selected)?.inset;
    this.insets.forEach((inset, i) => {
      for (const node of [inset.leader, inset.mark, inset.frame]) node.classList.toggle("krm-on", chosen === i);
    });
  }

  // Large circles first, so that small ones lie on top of them.
  paintCircles() {
    const { figures, circleLayer: layer } = this;
    layer.style.display = this.state.isCount ? "" : "none";
    if (!this.state.isCount) return;
    const valueOf = ({ code }) => figures.value(code) ?? -1;
    const order = [...this.regions.values()].sort((a, b) => valueOf(b) - valueOf(a));
    order.forEach((region, i) => {
      this.paintCircle(region);
      if (layer.children[i] !== region.circle) layer.insertBefore(region.circle, layer.children[i] ?? null);
    });
  }

  paintCircle({ circle, code, anchor }) {
    const value = this.figures.value(code);
    set(circle, { cx: round(anchor.x), cy: round(anchor.y) });
    circle.classList.toggle("krm-pick", code === this.state.selected);
    circle.style.fill = this.look.circleFill(code);
    circle.style.r = `${value === null ? 0 : round(Math.max(1.5, this.look.radius(value)))}px`;
  }

  // What the two views have in common: codes, nodes, places and outlines of regions.

  codes() {
    return [...this.regions.keys()];
  }

  node(code) {
    return this.regions.get(code)?.shape;
  }

  nodesOf(code) {
    const { shape, copies, circle, label, ring } = this.regions.get(code);
    return [shape, ...copies.values(), circle, label.group, label.tie, ring.group];
  }

  centre(code) {
    return this.regions.get(code).home;
  }

  tipPoint(code) {
    return this.regions.get(code).anchor;
  }

  // What the tooltip of a region must not hide: the region, and its name.
  boxesOf(code) {
    const { box, spot } = this.regions.get(code);
    return [box, spot?.box].filter(Boolean);
  }

  setOutline(kind, code) {
    const region = this.regions.get(code);
    setOutline(this.outline, kind, region?.d);
    this.insets.forEach((inset, i) => setOutline(inset.outline, kind, region?.inset === i ? region.d : null));
    const selected = this.regions.get(this.state.selected);
    const isMagnified = Boolean(selected && this.insetOf(selected));
    this.outline.group.classList.toggle("krm-thin", isMagnified);
  }
}
