// Names and values on the geographic view, the captions of its insets, markers and rings beside them.

const VERSION = new URL(import.meta.url).search;
const { nearestPoint } = await import(`./boxes.js${VERSION}`);
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { INSET, SEA } = await import(`./ground.js${VERSION}`);
const { labelAttempts, labelColours } = await import(`./label_text.js${VERSION}`);
const { drawRing, MARKER_COUNT, markerPath, setRing } = await import(`./marks.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);
const { Placer } = await import(`./placing.js${VERSION}`);

export class Labels {
  constructor({ state, figures, look, ruler, nodes, geo }) {
    Object.assign(this, { state, figures, look, ruler, nodes, geo });
  }

  draw() {
    const { geo } = this;
    const layer = svg("g", { "aria-hidden": "true" }, this.nodes.geo);
    for (const inset of geo.insets) inset.caption = svg("text", { class: "krm-caption" }, layer);
    for (const region of geo.regions.values()) {
      const group = svg("g", { class: "krm-label" }, layer);
      region.label = { group, name: svg("text", {}, group), value: svg("text", { class: "krm-label-value" }, group) };
    }
    this.callout = svg("path", { class: "krm-callout", visibility: "hidden" }, layer);
    for (const region of geo.regions.values()) region.ring = drawRing(layer);
    const markers = svg("g", { "aria-hidden": "true" }, this.nodes.geo);
    this.markers = Array.from({ length: MARKER_COUNT }, () => svg("path", { style: "pointer-events:none" }, markers));
  }

  // Whoever is placed first has the choice: what is chosen, then what must be said, then what has room.
  paint() {
    this.placer = new Placer(this.scene());
    const placed = this.state.yearBox ? [this.state.yearBox] : [];
    this.paintCaptions(placed);
    this.paintMarkers();
    const regions = [...this.geo.regions.values()];
    const order = regions.sort((a, b) => this.weight(b) - this.weight(a) || b.point.r - a.point.r);
    set(this.callout, { visibility: "hidden" });
    for (const region of order) this.paintLabel(region, placed);
  }

  scene() {
    const { state, look, ruler, geo } = this;
    const { width, height, isCount } = state;
    const { small, body, ring } = look;
    const measure = (text, size, weight) => ruler.measure(text, size, weight);
    const frames = geo.insets.map((inset) => geo.frameOf(inset));
    const { projector } = state.data;
    return { width, height, isCount, small, body, ring, projector, measure, frames, ground: geo.ground, circles: this.circles() };
  }

  circles() {
    const circles = new Map();
    if (!this.state.isCount) return circles;
    for (const { code, home } of this.geo.regions.values()) {
      const value = this.figures.value(code);
      circles.set(code, { home, radius: this.look.radius(value ?? 0), isShown: value !== null });
    }
    return circles;
  }

  weight({ code, free }) {
    const { state, figures } = this;
    const mustBeSaid = state.data.compare.includes(code) || figures.grade(code) || figures.isSecret(code);
    return (code === state.selected ? 4 : 0) + (mustBeSaid ? 2 : 0) + (free === INSET ? 1 : 0);
  }

  // Names of the magnified regions above or below their frame.
  paintCaptions(placed) {
    for (const inset of this.geo.insets) {
      const spot = this.state.isCount ? null : this.captionSpot(inset);
      write(inset.caption, spot ? this.captionText(inset) : "");
      inset.named = Boolean(spot && this.captionText(inset));
      if (this.state.isCount) continue;
      const isPick = inset.named && inset.codes[0] === this.state.selected;
      inset.caption.style.cssText = isPick ? `fill:${this.look.accentText};font-weight:700` : "";
      if (!spot) continue;
      set(inset.caption, { x: round(spot.x), y: round(spot.y + this.look.small * 0.95) });
      placed.push(spot);
    }
  }

  captionText({ codes }) {
    return codes.length === 1 ? this.figures.name(codes[0]) : "";
  }

  captionSpot(inset) {
    const { small } = this.look;
    const box = this.geo.frameOf(inset);
    const width = this.ruler.measure(this.captionText(inset), small);
    const above = { x: box.x, y: box.y - small * 1.35, w: width, h: small * 1.2 };
    const below = { ...above, y: box.y + box.h + 3 };
    const isFree = (b) => b.y >= 0 && b.y + b.h <= this.state.height && this.geo.ground.share(b, SEA).free === 1;
    return [above, below].find(isFree);
  }

  paintMarkers() {
    const { compare, projector } = this.state.data;
    this.markers.forEach((node, i) => {
      const isShown = this.geo.regions.has(compare[i]);
      set(node, { visibility: isShown ? "visible" : "hidden" });
      if (!isShown) return;
      set(node, { d: markerPath(i, projector ? 7 : 5) });
      node.style.cssText = `${this.look.markerStyle(i, 2)};pointer-events:none`;
    });
  }

  paintLabel(region, placed) {
    const { code } = region;
    const isPick = code === this.state.selected;
    const marker = this.state.data.compare.indexOf(code);
    const sign = marker < 0 ? [] : [this.markerBox(region)];
    const spot = this.findSpot(region, isPick, marker >= 0, placed, sign);
    region.label.group.style.display = spot ? "" : "none";
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

  markerBox({ anchor }) {
    const r = this.state.data.projector ? 10 : 7;
    return { x: anchor.x - r, y: anchor.y - r, w: 2 * r, h: 2 * r };
  }

  findSpot(region, isPick, isMarked, placed, sign) {
    const { figures, state, geo } = this;
    const { code } = region;
    const isSecret = figures.isSecret(code);
    const attempts = labelAttempts({
      name: figures.name(code),
      short: figures.abbreviation(code),
      value: isSecret ? state.data.words.secret_mark : figures.text(code),
      reason: figures.value(code) === null ? figures.missingText(code) : null,
      isPick,
      isSecret,
      isMarked,
      isGraded: Boolean(figures.grade(code)),
      isCaptioned: region.free === INSET && geo.insets[region.inset].named,
      showsValues: state.labels,
    });
    for (const attempt of attempts) {
      const spot = this.placer.find(region, attempt, attempt.isMarked ? placed : placed.concat(sign), isPick);
      if (spot) return spot;
    }
    return null;
  }

  // The ring stands before the label, or alone in its region where no label has room for it.
  paintGrade(region, spot, placed, sign) {
    const letter = this.figures.grade(region.code);
    let at = spot?.ring;
    if (letter && !at) {
      const alone = { text: { name: "", value: "" }, mayLeave: true, mustShow: true, isGraded: true };
      const found = this.placer.find(region, alone, placed.concat(sign), false);
      const { x, y, w, h } = found.box;
      placed.push(found.inside ? found.box : { x: x - 8, y, w: w + 16, h }); // no other's label may seem to have it
      at = found.ring;
    }
    setRing(region.ring, letter, at, this.look);
  }

  // A line from the selected region to its name where the name had to go far.
  drawCallout(region, { box, inside }) {
    const { x, y } = region.anchor;
    const to = nearestPoint({ x: box.x - 2, y: box.y - 1, w: box.w + 4, h: box.h + 2 }, region.anchor);
    const isFar = this.geo.ground.gapTo(region, to) > 12;
    const isNeeded = !inside && !this.state.isCount && region.free === SEA && isFar;
    const d = `M${round(to.x)} ${round(to.y)}L${round(x)} ${round(y)}`;
    set(this.callout, { visibility: isNeeded ? "visible" : "hidden", d });
  }

  setLabel({ label, code }, spot, isPick) {
    const { small, body } = this.look;
    write(label.name, spot.text.name);
    write(label.value, spot.text.value);
    const hasTwoLines = spot.text.name && spot.text.value;
    const top = spot.y - spot.textHeight / 2;
    set(label.name, { x: round(spot.x), y: round(top + small * 0.87) });
    set(label.value, { x: round(spot.x), y: round(top + (hasTwoLines ? small * 1.12 : 0) + body * 0.87) });
    for (const node of [label.name, label.value]) node.classList.toggle("krm-label-pick", isPick);
    const { name, value, halo, width } = this.coloursOf(code, spot, isPick);
    label.name.style.cssText = `fill:${name};stroke:${halo};stroke-width:${width}px`;
    label.value.style.cssText = `fill:${value};stroke:${halo};stroke-width:${width}px`;
  }

  coloursOf(code, spot, isPick) {
    const { figures, look } = this;
    const { isCount } = this.state;
    const isSecret = figures.isSecret(code);
    const isMissing = figures.value(code) === null;
    const fills = { fill: look.fill(code), circleFill: look.circleFill(code) };
    return labelColours({ spot, isCount, isPick, isSecret, isMissing, ...fills }, look);
  }
}
