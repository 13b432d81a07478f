// Lines around what is pointed at, chosen or has the keyboard, and light on what the legend points at.

const VERSION = new URL(import.meta.url).search;
const { set, svg } = await import(`./dom.js${VERSION}`);

export function drawOutline(parent) {
  const line = (name) => svg("path", { class: `krm-line krm-line-${name}`, visibility: "hidden" }, parent);
  return { group: parent, hover: line("hover"), halo: line("halo"), pick: line("pick"), focus: line("focus") };
}

export function setOutline(outline, kind, path) {
  set(outline[kind], { d: path ?? null, visibility: path ? "visible" : "hidden" });
}

// `views` are the geographic view and the tiles; `shown` returns the one that is in the picture.
export class Outlines {
  constructor({ state, figures, nodes, views, shown }) {
    Object.assign(this, { state, figures, root: nodes.root, views, shown });
  }

  paint() {
    const { hover, selected, focus, ready, width } = this.state;
    if (!ready || width === undefined) return;
    const view = this.shown();
    view.setOutline("hover", hover !== selected ? hover : null);
    view.setOutline("halo", selected);
    view.setOutline("pick", selected);
    view.setOutline("focus", focus);
    this.paintLight();
  }

  paintLight() {
    const isLighting = this.state.litClass !== null;
    this.root.classList.toggle("krm-dim", isLighting);
    for (const code of this.views.geo.codes()) {
      const isLit = isLighting && this.figures.isLit(code);
      for (const view of Object.values(this.views)) {
        for (const node of view.nodesOf(code)) node.classList.toggle("krm-lit", isLit);
      }
    }
  }
}
