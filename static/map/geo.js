// The geographic view: areas with magnified insets, circles for counts. Projects from the shapes file to the picture.

const VERSION = new URL(import.meta.url).search;
const { fitInto, holds, leaderPath, meets } = await import(`./boxes.js${VERSION}`);
const { svg, set } = await import(`./dom.js${VERSION}`);
const { INSET, SEA } = await import(`./ground.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);
const { drawOutline, setOutline } = await import(`./outlines.js${VERSION}`);
const { rasterise } = await import(`./raster.js${VERSION}`);
const { hatchPattern } = await import(`./skeleton.js${VERSION}`);

// A region of this view, by code in `regions`:
//   code, d, corners, point: as in the shapes file; number: its own in the ground; path: to paint it there
//   shape, circle: nodes; copies: inset → node; inset: the one its label belongs to, or null
//   home: its label point in the picture; anchor: the same, in the inset if it has one; free: see Placer
//   label, ring, box: of labels.js
export class Geo {
  constructor({ state, figures, look, nodes }) {
    Object.assign(this, { state, figures, look, nodes });
    this.regions = new Map();
    this.insets = [];
  }

  draw(shapes) {
    const { geo } = this.nodes;
    geo.replaceChildren();
    this.view = shapes.view;
    this.groundKey = null;
    this.world = svg("g", {}, geo);
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
    const { source, place } = inset;
    const { k, x, y } = fitInto(source, place);
    const layer = svg("g", {}, this.insetLayer);
    const leader = svg("path", { class: "krm-leader", d: leaderPath(source, place) }, layer);
    const box = (f, name) => svg("rect", { class: name, x: f.x, y: f.y, width: f.width, height: f.height }, layer);
    const mark = box(source, "krm-source-frame");
    box(place, "krm-inset-ground");
    const clipped = svg("g", { "clip-path": `url(#${this.drawClip(place, i)})` }, layer);
    const inner = svg("g", { transform: `translate(${round(x)} ${round(y)}) scale(${round(k)})` }, clipped);
    for (const region of this.regions.values()) this.drawCopy(region, inset, i, inner);
    return { ...inset, k, x, y, leader, mark, outline: drawOutline(inner), frame: box(place, "krm-frame") };
  }

  drawClip(place, i) {
    const { defs, uid } = this.nodes;
    const id = `${uid}-inset${i}`;
    defs.querySelector(`#${id}`)?.remove();
    svg("rect", { x: place.x, y: place.y, width: place.width, height: place.height }, svg("clipPath", { id }, defs));
    return id;
  }

  drawCopy(region, inset, i, parent) {
    const { code, d, corners, point } = region;
    if (corners && !meets(corners, inset.source)) return;
    region.copies.set(i, svg("path", { class: "krm-shape", d, "data-inset-region": code, "aria-hidden": "true" }, parent));
    if (inset.codes.includes(code) && holds(inset.source, point)) region.inset = i;
  }

  // `yearMark` finds the place of the year beside the map, and so of the map.
  layout(yearMark) {
    const { view, state } = this;
    const pad = state.data.projector ? 6 : 4;
    const k = Math.min((state.width - 2 * pad) / view.width, (state.height - 2 * pad) / view.height);
    this.k = k;
    this.readGround();
    const { ox, oy } = yearMark.place(view.width * k, view.height * k, (x, y) => this.ground.cell(x, y) !== SEA);
    Object.assign(this.ground, { ox, oy });
    set(this.world, { transform: `translate(${round(ox - view.x * k)} ${round(oy - view.y * k)}) scale(${k})` });
    hatchPattern(this.nodes, "hatch-map", k);
    this.insets.forEach((inset, i) => hatchPattern(this.nodes, `hatch-inset${i}`, k * inset.k));
    this.insetLayer.style.display = state.isCount ? "none" : "";
    for (const region of this.regions.values()) this.anchorRegion(region);
  }

  // Only another size, or insets that come or go, change what lies where.
  readGround() {
    const { state, view, k } = this;
    const key = `${k} ${state.isCount}`;
    if (this.groundKey === key) return;
    this.groundKey = key;
    this.ground = rasterise({ view, k, regions: [...this.regions.values()], insets: state.isCount ? [] : this.insets });
  }

  project({ x, y }) {
    return { x: this.ground.ox + (x - this.view.x) * this.k, y: this.ground.oy + (y - this.view.y) * this.k };
  }

  anchorRegion(region) {
    const inset = this.state.isCount || region.inset === null ? null : this.insets[region.inset];
    const { x, y } = region.point;
    region.home = this.project(region.point);
    region.anchor = this.project(inset ? { x: inset.x + x * inset.k, y: inset.y + y * inset.k } : region.point);
    region.free = inset ? INSET : SEA;
  }

  // The frame of an inset, as a box in the picture.
  frameOf({ place }) {
    return { ...this.project(place), w: place.width * this.k, h: place.height * this.k };
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

  paintCircle({ circle, code, home }) {
    const value = this.figures.value(code);
    set(circle, { cx: round(home.x), cy: round(home.y) });
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
    return [shape, ...copies.values(), circle, label.group, ring.group];
  }

  centre(code) {
    return this.regions.get(code).home;
  }

  tipPoint(code) {
    return this.regions.get(code).anchor;
  }

  setOutline(kind, code) {
    const region = this.regions.get(code);
    setOutline(this.outline, kind, region?.d);
    this.insets.forEach((inset, i) => setOutline(inset.outline, kind, region?.inset === i ? region.d : null));
    const isMagnified = !this.state.isCount && Boolean(this.insets[this.regions.get(this.state.selected)?.inset]);
    this.outline.group.classList.toggle("krm-thin", isMagnified);
  }
}
