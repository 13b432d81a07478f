// Choosing: a region, a view, whether values are written, where a number comes from. Shown at once; the server follows.

const VERSION = new URL(import.meta.url).search;
const { Echo, remember, remembered } = await import(`./choices.js${VERSION}`);
const { write } = await import(`./dom.js${VERSION}`);

const PHONE = "(max-width: 640px)"; // there equal tiles are read, shapes are not

// `send(name, value)` tells the server; `paint` and `layout` show what changed.
export class Selection {
  constructor({ state, figures, nodes, tip, send, paint, layout }) {
    Object.assign(this, { state, figures, nodes, tip, send, paint, layout });
    this.sent = new Echo();
    this.viewed = new Echo();
  }

  // The page's beginning, unless the viewer has chosen otherwise before.
  begin() {
    const { state } = this;
    const { data } = state;
    state.view = this.wanted;
    state.labels = remembered("labels", String(data.labels)) === "true";
    state.selected = data.selected ?? null;
  }

  // The view the address names; where the page keeps none, the viewer's own.
  get wanted() {
    const { data } = this.state;
    const view = data.keepsView ? data.view || this.offered : remembered("view", this.offered);
    return view === "ubin" ? "ubin" : "peta";
  }

  // The view a new visitor sees.
  get offered() {
    return matchMedia(PHONE).matches ? "ubin" : this.state.data.view || "peta";
  }

  // What the server says is chosen, unless it is late.
  follow() {
    const selected = this.state.data.selected ?? null;
    if (this.sent.accepts(selected)) this.state.selected = selected;
    if (this.state.data.keepsView && this.viewed.accepts(this.wanted)) this.state.view = this.wanted;
  }

  select(code) {
    const { state, nodes, figures } = this;
    if (code === state.selected) return;
    const hadFocus = document.activeElement === nodes.clearButton;
    this.sent.send(state.selected, code);
    state.selected = code;
    this.paint();
    const { words } = state.data;
    this.say(code ? `${figures.sentence(code)}, ${words.selected}` : words.cleared);
    if (hadFocus) nodes.viewButtons[state.view].focus({ preventScroll: true });
    this.send("region", code ?? "");
  }

  toggle(code) {
    this.select(code === this.state.selected ? null : code);
  }

  askWhy(code) {
    if (this.state.data.why) this.send("why", code ?? "");
  }

  say(text) {
    write(this.nodes.live, text);
  }

  setView(view) {
    const { state } = this;
    if (view === state.view) return;
    this.viewed.send(state.view, view);
    state.view = view;
    if (state.data.keepsView) this.send("view", view);
    else remember("view", this.offered, view);
    this.tip.close();
    state.hover = state.focus = null;
    this.layout();
  }

  toggleLabels() {
    const { state } = this;
    state.labels = !state.labels;
    remember("labels", String(state.data.labels), String(state.labels));
    this.paint();
  }
}
