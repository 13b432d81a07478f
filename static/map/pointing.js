// Mouse, finger and keyboard: which region is meant, and what is done with it.

const VERSION = new URL(import.meta.url).search;
const { INSET, SEA } = await import(`./ground.js${VERSION}`);

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FINGER = 22; // how far a finger may miss, in pixels
const MOUSE = 9;

// The region next to one in a direction. `centres` are [code, {x, y}] pairs.
export function neighbour(code, from, [dx, dy], centres) {
  let best = null;
  for (const [other, to] of centres) {
    if (other === code) continue;
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (along <= 1) continue;
    const cost = along + 2 * across + (across > along * 1.8 ? 1000 : 0);
    if (!best || cost < best.cost) best = { cost, other };
  }
  return best?.other;
}

// The number of the region nearest to a place, no further than `tolerance`; null if there is none.
export function nearestNumber(ground, { x, y }, tolerance) {
  for (let r = 3; r <= tolerance; r += 3) {
    for (let a = 0; a < 16; a++) {
      const found = ground.at(x + r * Math.cos((a * Math.PI) / 8), y + r * Math.sin((a * Math.PI) / 8));
      if (found !== SEA && found !== INSET) return found;
    }
  }
  return null;
}

// The region too small for a finger that is nearest to it. `k` is the scale of the map.
export function smallUnderFinger(regions, k, { x, y }) {
  let nearest = null;
  for (const { code, point, home } of regions) {
    const size = (point.r ?? 20) * k;
    const far = Math.hypot(home.x - x, home.y - y);
    if (size < FINGER && far < FINGER && (!nearest || far < nearest.far)) nearest = { far, code };
  }
  return nearest?.code ?? null;
}

export class Pointing {
  constructor({ state, figures, nodes, geo, shown, tip, outlines, legend, selection, player }) {
    Object.assign(this, { state, figures, nodes, geo, shown, tip, outlines, legend, selection, player });
  }

  listen(signal) {
    const { nodes, selection } = this;
    const on = (node, name, action, options) => node.addEventListener(name, action, { signal, ...options });
    on(nodes.clearButton, "click", () => selection.select(null));
    on(nodes.valuesButton, "click", () => selection.toggleLabels());
    on(nodes.whyButton, "click", () => selection.askWhy(this.state.selected));
    on(nodes.aboutButton, "click", () => this.setAbout(nodes.aboutButton.getAttribute("aria-expanded") !== "true"));
    for (const [view, node] of Object.entries(nodes.viewButtons)) on(node, "click", () => selection.setView(view));
    on(nodes.playButton, "click", () => this.player.toggle());
    on(nodes.picture, "click", (event) => this.clicked(event));
    on(nodes.picture, "dblclick", (event) => this.clickedTwice(event));
    on(nodes.picture, "pointermove", (event) => this.pointed(event));
    on(nodes.picture, "pointerleave", () => this.setHover(null));
    on(nodes.picture, "keydown", (event) => this.pressed(event));
    // Not on the picture itself: Chromium lets Tab stop at an SVG element that listens for focus.
    on(nodes.stage, "focusin", (event) => this.focused(event));
    on(nodes.stage, "focusout", () => this.setFocus(null));
    on(nodes.root, "keydown", (event) => event.key === "Escape" && this.escape(event));
    on(document, "pointerdown", (event) => this.pressedAnywhere(event), { capture: true });
  }

  // The region meant by a pointer: what is under it, or, for what is too small, what is nearest to it.
  codeAt(event) {
    const selector = "[data-region], [data-inset-region], [data-circle]";
    const target = event.target instanceof Element ? event.target.closest(selector) : null;
    const { region, insetRegion, circle } = target?.dataset ?? {};
    const under = region ?? insetRegion ?? circle;
    if (this.state.view === "ubin" || !event.clientX) return under ?? null;
    const frame = this.nodes.picture.getBoundingClientRect();
    const place = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const isFinger = event.pointerType === "touch" || (event.type === "click" && this.isTouch);
    const small = isFinger && !insetRegion && !circle ? smallUnderFinger(this.geo.regions.values(), this.geo.k, place) : null;
    if (small || under) return small ?? under;
    const number = nearestNumber(this.geo.ground, place, isFinger ? FINGER : MOUSE);
    return number === null ? null : (this.geo.codes()[number - 1] ?? null);
  }

  get isTouch() {
    return this.state.lastPointer === "touch";
  }

  showTip(code, event) {
    if (code) this.tip.open(code, event);
    else this.tip.close();
  }

  clicked(event) {
    const { state } = this;
    if (!state.ready) return;
    const code = this.codeAt(event);
    if (state.data.why && event.detail > 1) return; // the second half of a double click
    const isTouch = this.isTouch;
    if (code) this.selection.toggle(code);
    if (isTouch) this.showTip(state.selected === code ? code : null, null);
  }

  // Asks for the origin of the number; the region is chosen, even if the first click took its choice back.
  clickedTwice(event) {
    const code = this.state.ready && this.state.data.why ? this.codeAt(event) : null;
    if (!code) return;
    this.selection.select(code);
    this.selection.askWhy(code);
  }

  pointed(event) {
    if (!this.state.ready || event.pointerType === "touch") return;
    const code = this.codeAt(event);
    this.nodes.picture.style.cursor = code ? "pointer" : "";
    this.setHover(code);
    this.showTip(code, event);
  }

  pressedAnywhere(event) {
    const { state, nodes } = this;
    state.lastPointer = event.pointerType;
    if (!nodes.playButton.contains(event.target)) this.player.stop();
    if (!nodes.aboutButton.contains(event.target) && !nodes.source.contains(event.target)) this.setAbout(false);
    if (state.tipCode && !nodes.root.contains(event.target)) this.tip.close();
  }

  // What the map says of itself: its boundaries, whose they are, how well its classes fit.
  setAbout(isOpen) {
    this.nodes.aboutButton.setAttribute("aria-expanded", String(isOpen));
    this.nodes.source.classList.toggle("krm-open", isOpen);
  }

  setHover(code) {
    if (code === this.state.hover) return;
    this.state.hover = code;
    this.outlines.paint();
    this.legend.paint();
    if (!code) this.tip.close();
  }

  focused(event) {
    const code = event.target.dataset?.region;
    if (!code) return;
    const isKeyboard = event.target.matches(":focus-visible");
    if (isKeyboard) this.setHover(null); // the keyboard has taken over from a resting pointer
    this.setFocus(isKeyboard ? code : null);
    this.selection.say(this.figures.sentence(code));
  }

  setFocus(code) {
    if (code === this.state.focus) return;
    this.state.focus = code;
    this.outlines.paint();
    this.legend.paint();
    if (!this.state.hover) this.showTip(code, null);
  }

  pressed(event) {
    const code = event.target.dataset?.region;
    if (!code) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.player.stop();
      this.selection.toggle(code);
    } else if (event.key.toLowerCase() === "i" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.player.stop();
      this.selection.askWhy(code);
    } else if (ARROWS[event.key]) {
      event.preventDefault();
      this.move(code, ARROWS[event.key]);
    }
  }

  move(code, direction) {
    const view = this.shown();
    const centres = view.codes().map((other) => [other, view.centre(other)]);
    const next = neighbour(code, view.centre(code), direction, centres);
    if (next) view.node(next).focus({ preventScroll: true });
  }

  escape(event) {
    this.player.stop();
    if (this.state.tipCode) this.tip.close();
    if (this.nodes.aboutButton.getAttribute("aria-expanded") === "true") {
      event.preventDefault();
      this.setAbout(false);
      return;
    }
    if (!this.state.selected) return;
    event.preventDefault();
    this.selection.select(null);
  }
}
