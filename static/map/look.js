// How things look: colours of the theme, sizes of text and circles, and what a region is filled with.

const VERSION = new URL(import.meta.url).search;
const { divergingColours, luminance, pick } = await import(`./colour.js${VERSION}`);
const { classOf } = await import(`./figures.js${VERSION}`);
const { clamp } = await import(`./numbers.js${VERSION}`);

export class Look {
  constructor({ state, figures, nodes }) {
    Object.assign(this, { state, figures, root: nodes.root, uid: nodes.uid });
    this.forcedTheme = null; // "light" or "dark" while printing or exporting
  }

  // Take the colours from the style sheet; returns whether there was anything new.
  readColours() {
    const { root, forcedTheme } = this;
    const { data } = this.state;
    const ground = forcedTheme ? null : getComputedStyle(root).getPropertyValue("--st-background-color");
    const theme = forcedTheme ?? (ground && luminance(ground) < 0.2 ? "dark" : "light");
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    if (forcedTheme) root.style.setProperty("--krm-paper", theme === "dark" ? "#10161d" : "#ffffff");
    else root.style.removeProperty("--krm-paper");
    const signature = `${theme} ${ground} ${data.kind} ${data.edges} ${data.toneTexts?.length}`;
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
    if (data.kind === "diverging") this.classColours = divergingColours(data.edges, ramp("d", 7));
    else this.classColours = pick(ramp("s", 5), Math.max(1, data.edges.length - 1));
  }

  readSizes() {
    const style = getComputedStyle(this.root);
    this.family = style.fontFamily;
    this.small = parseFloat(style.getPropertyValue("--krm-small"));
    this.body = parseFloat(style.getPropertyValue("--krm-body"));
  }

  // The largest circle grows with the map, within bounds.
  fitCircles(width) {
    const { height, projector } = this.state.data;
    this.maxRadius = clamp(Math.min(width, height) * 0.055, 14, 30) * (projector ? 1.2 : 1);
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
    return this.state.isCount ? this.land : this.classColours[classOf(value, this.state.data.edges)];
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
