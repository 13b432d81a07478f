// How things look: colours of the theme, sizes of text and circles, and what a region is filled with.

const VERSION = new URL(import.meta.url).search;
const { divergingColours, luminance, pick } = await import(`./colour.js${VERSION}`);
const { clamp } = await import(`./numbers.js${VERSION}`);

export class Look {
  constructor({ state, figures, nodes }) {
    Object.assign(this, { state, figures, root: nodes.root, uid: nodes.uid });
    this.forcedTheme = null; // "light" or "dark" while printing or exporting
  }

  // Take the colours from the style sheet; returns whether there was anything new.
  readColours() {
    const { root } = this;
    const { data } = this.state;
    const forcedTheme = this.forcedTheme ?? (matchMedia("print").matches ? "light" : null); // paper is white
    const ground = forcedTheme ? null : getComputedStyle(root).getPropertyValue("--st-background-color");
    const theme = forcedTheme ?? (ground && luminance(ground) < 0.2 ? "dark" : "light");
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    if (forcedTheme) root.style.setProperty("--krm-paper", theme === "dark" ? "#10161d" : "#ffffff");
    else root.style.removeProperty("--krm-paper");
    const { edges, alike } = this.state.classes;
    const signature = `${theme} ${ground} ${data.kind} ${edges} ${alike} ${data.tone} ${data.toneTexts?.length}`;
    if (signature === this.signature) return false;
    this.signature = signature;
    const now = getComputedStyle(root);
    this.setColours((name) => now.getPropertyValue(`--krm-${name}`).trim());
    return true;
  }

  setColours(colour) {
    const { data } = this.state;
    const ramp = (letter, count) => Array.from({ length: count }, (_, i) => colour(`${letter}${i + 1}`));
    this.ink = colour("ink");
    this.paper = colour("paper");
    this.land = colour("land");
    this.accentText = colour("accent-text");
    this.hatchGround = colour("hatch-ground");
    this.markerColours = ramp("c", 3);
    this.circleColour = colour("s4");
    this.toneColours = pick(["s2", "s4", "s5"].map(colour), clamp(data.toneTexts?.length ?? 0, 1, 3));
    this.classColours = this.rampFor(this.state.classes, data, ramp);
  }

  // Better is teal and worse brown, whichever way the numbers run; where neither is better, blue and orange.
  rampFor({ edges, alike }, { kind, tone }, ramp) {
    if (alike) return [ramp("s", 5)[1]];
    if (kind !== "diverging") return pick(ramp("s", 5), Math.max(1, edges.length - 1));
    const colours = tone ? ramp("d", 7) : ramp("n", 7);
    return divergingColours(edges, tone < 0 ? colours.reverse() : colours);
  }

  readSizes() {
    const style = getComputedStyle(this.root);
    this.family = style.fontFamily;
    this.small = parseFloat(style.getPropertyValue("--krm-small"));
    this.body = parseFloat(style.getPropertyValue("--krm-body"));
  }

  // Names, values and circles grow with the map; on a tall one they go by its height.
  fit(width, height) {
    const larger = this.state.data.projector ? 1.25 : 1;
    const room = Math.min(width, height * 1.56) * larger;
    this.name = Math.round(clamp(room * 0.015, this.small, 60));
    this.value = Math.round(clamp(room * 0.0212, this.body + 1, 90));
    this.maxRadius = clamp(Math.min(width, height) * 0.055, 14, 60) * larger;
    this.root.style.setProperty("--krm-name", `${this.name}px`);
    this.root.style.setProperty("--krm-value", `${this.value}px`);
  }

  radius(value) {
    return this.maxRadius * Math.sqrt(Math.max(0, value) / this.state.summary.top);
  }

  get ring() {
    return this.small * 0.75;
  }

  fill(code) {
    const value = this.figures.value(code);
    if (value === null) return null;
    return this.state.isCount ? this.land : this.classColours[this.figures.classAt(code)];
  }

  circleFill(code) {
    const tone = this.figures.tone(code);
    return tone === null ? this.circleColour : this.toneColours[tone];
  }

  paintFill(node, code, hatch) {
    const fill = this.fill(code) ?? (this.figures.isSecret(code) ? this.hatchGround : `url(#${this.uid}-${hatch})`);
    if (node.fillNow === fill) return;
    node.fillNow = fill;
    node.style.fill = fill;
  }

  markerStyle(position, width) {
    return `fill:${this.markerColours[position]};stroke:${this.paper};stroke-width:${width}px;paint-order:stroke`;
  }
}
