// The map as a whole: takes what Python sends, decides whether to draw, lay out or paint anew, and joins the parts.

const VERSION = new URL(import.meta.url).search;
const { set } = await import(`./dom.js${VERSION}`);
const { composeSheet } = await import(`./export.js${VERSION}`);
const { Figures, summarise } = await import(`./figures.js${VERSION}`);
const { Geo } = await import(`./geo.js${VERSION}`);
const { Labels } = await import(`./labels.js${VERSION}`);
const { Legend } = await import(`./legend.js${VERSION}`);
const { Look } = await import(`./look.js${VERSION}`);
const { Outlines } = await import(`./outlines.js${VERSION}`);
const { Player } = await import(`./play.js${VERSION}`);
const { Pointing } = await import(`./pointing.js${VERSION}`);
const { Ruler } = await import(`./ruler.js${VERSION}`);
const { Selection } = await import(`./selection.js${VERSION}`);
const { loadShapes } = await import(`./shapes.js${VERSION}`);
const { buildSkeleton, paintControls, sayWords } = await import(`./skeleton.js${VERSION}`);
const { State } = await import(`./state.js${VERSION}`);
const { Tiles } = await import(`./tiles.js${VERSION}`);
const { Tip } = await import(`./tip.js${VERSION}`);
const { YearMark } = await import(`./year.js${VERSION}`);

// A rerun that changes none of these is painted where everything stands; one of the first group changes what
// follows from the numbers, too.
const NUMBERS = [
  "values", "classes", "pooled", "province", "tone", "kind", "years", "places", "whom", "circleSizes", "grades", "missingTexts", "reports", "tones", "toneTexts",
];
const FRAME = ["projector", "missingText", "names", "abbreviations", "playable", "view"];

let serial = 0;

// Who is chosen stands in the page's address, as the frame has read it, unless Python says it: the numbers of a map are
// then the same for whoever is chosen and are not sent anew.
// The classes of all years are sent only where they are others than those of the year.
function withChosen({ classes, pooled = classes, ...rest }) {
  const data = { ...rest, classes, pooled };
  if (data.selected !== undefined) return data;
  const { region = null, all = [] } = window.kumkmChosen ?? {};
  return { ...data, selected: region, compare: all.filter((code) => code !== region).slice(0, 3) };
}

// `instances` is where the page keeps its maps, for export.
export class RegionMap {
  constructor(host, version, instances) {
    Object.assign(this, { host, version, instances });
    this.uid = `krm${++serial}`;
    this.listeners = new AbortController();
    this.build();
    this.observe();
  }

  // Each part is given what it needs, and nothing else.
  build() {
    const state = (this.state = new State());
    const nodes = (this.nodes = buildSkeleton(this.host, this.uid));
    const figures = (this.figures = new Figures(state));
    const look = (this.look = new Look({ state, figures, nodes }));
    const ruler = (this.ruler = new Ruler(look, nodes.probe));
    const geo = (this.geo = new Geo({ state, figures, look, ruler, nodes }));
    const tiles = (this.tiles = new Tiles({ state, figures, look, ruler, nodes }));
    const shown = () => this.shown;
    const outlines = (this.outlines = new Outlines({ state, figures, nodes, views: { geo, tiles }, shown }));
    const legend = (this.legend = new Legend({ state, figures, look, ruler, nodes, geo, outlines }));
    this.labels = new Labels({ state, figures, look, ruler, nodes, geo });
    this.yearMark = new YearMark({ state, nodes, look, ruler });
    const tip = (this.tip = new Tip({ state, figures, look, nodes, shown }));
    const send = (name, value) => this.component.setTriggerValue(name, value);
    const paint = () => this.paint();
    const layout = () => this.layout();
    const player = (this.player = new Player({ state, send, paint }));
    const selection = (this.selection = new Selection({ state, figures, nodes, tip, send, paint, layout }));
    this.pointing = new Pointing({ state, figures, nodes, geo, shown, tip, outlines, legend, selection, player });
  }

  get root() {
    return this.nodes.root;
  }

  // The view that is in the picture.
  get shown() {
    return this.state.view === "ubin" ? this.tiles : this.geo;
  }

  observe() {
    const { signal } = this.listeners;
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this.nodes.stage);
    this.pointing.listen(signal);
    this.nodes.pictureButton.addEventListener("click", () => this.take(), { signal });
    for (const query of ["print", "(prefers-color-scheme: dark)"]) {
      matchMedia(query).addEventListener("change", () => this.state.data && this.themed(), { signal });
    }
    document.addEventListener("kumkm:chosen", () => this.component && this.receive(this.component), { signal });
    addEventListener("beforeprint", () => this.printing(true), { signal });
    addEventListener("afterprint", () => this.printing(false), { signal });
    document.fonts?.ready.then(() => {
      this.ruler.forget();
      if (this.state.ready) this.layout();
    });
  }

  destroy() {
    this.player.stop();
    this.listeners.abort();
    this.resizing.disconnect();
    this.instances.delete(this.uid);
    this.root.remove();
  }

  // A rerun -------------------------------------------------------------------------------------------

  receive(component) {
    const { state } = this;
    const data = withChosen(component.data);
    const before = state.data;
    this.component = component;
    state.data = data;
    this.register();
    for (const part of [this.selection, this.player]) before ? part.follow() : part.begin();
    const isSame = (name) => before && JSON.stringify(before[name]) === JSON.stringify(data[name]);
    const hasSameNumbers = NUMBERS.every(isSame);
    if (!hasSameNumbers) state.summary = summarise(data);
    sayWords(this.nodes, data);
    this.look.readColours();
    if (before?.shapesUrl !== data.shapesUrl) this.fetchShapes();
    else if (!state.ready) return;
    else if (hasSameNumbers && FRAME.every(isSame)) this.paint();
    else this.layout();
  }

  // The map that was drawn last is the last of the page's maps.
  register() {
    const { data } = this.state;
    this.id = data.id;
    this.instances.delete(this.uid);
    this.instances.set(this.uid, this);
    this.root.dataset.projector = String(Boolean(data.projector));
    this.root.dataset.kind = data.kind;
  }

  fetchShapes() {
    const { shapesUrl } = this.state.data;
    this.state.ready = false;
    loadShapes(shapesUrl).then(
      (shapes) => this.state.data.shapesUrl === shapesUrl && this.draw(shapes),
      (error) => console.error("region map:", error),
    );
  }

  // Nodes for the shapes, made once per shapes file.
  draw(shapes) {
    this.geo.draw(shapes);
    this.labels.draw();
    this.tiles.draw(shapes);
    this.state.ready = true;
    this.layout();
    requestAnimationFrame(() => requestAnimationFrame(() => this.root.classList.remove("krm-still")));
  }

  resized() {
    const { state, nodes } = this;
    const { clientWidth: width, clientHeight: height } = nodes.stage;
    if (state.ready && width && height && (width !== state.width || height !== state.height)) this.layout();
  }

  // Sizes and places, after anything but values changed.
  layout() {
    const { state, nodes } = this;
    const { clientWidth: width, clientHeight: height } = nodes.stage;
    if (!state.ready || !width || !height) return; // a view may be chosen before the shapes are there
    this.look.readSizes();
    this.look.fit(width, height);
    Object.assign(state, { width, height });
    set(nodes.picture, { viewBox: `0 0 ${width} ${height}` });
    const [shown, gone] = state.view === "ubin" ? [nodes.tiles, nodes.geo] : [nodes.geo, nodes.tiles];
    if (gone.isConnected) gone.remove();
    if (!shown.isConnected) nodes.picture.append(shown);
    this.shown.layout(this.legend, this.yearMark);
    this.laidOut = this.shown;
    this.labels.forget();
    this.paint();
  }

  // Everything that depends on values, year and selection.
  paint() {
    const { state, nodes } = this;
    if (!state.ready || state.width === undefined) return;
    if (this.laidOut !== this.shown) {
      this.layout(); // the device became another kind since: the view it has was never placed
      return;
    }
    this.look.readColours();
    this.yearMark.paint();
    paintControls(nodes, state);
    for (const code of this.geo.codes()) this.paintAria(code);
    this.shown.paint();
    if (this.shown === this.geo) this.labels.paint();
    this.legend.paint();
    this.outlines.paint();
    this.tip.fill();
  }

  paintAria(code) {
    const { state, figures } = this;
    const node = this.shown.node(code);
    if (!node) return;
    set(node, { "aria-label": figures.sentence(code), "aria-pressed": String(code === state.selected) });
    set(node, { "aria-keyshortcuts": state.data.why ? "I" : null });
  }

  themed() {
    if (this.look.readColours() && this.state.ready) this.layout();
  }

  printing(on) {
    if (!this.state.ready) return;
    this.player.stop();
    this.look.forcedTheme = on ? "light" : null; // the page is not paper yet when the event comes
    this.root.classList.toggle("krm-still", on);
    this.themed();
  }

  // Taken away as a picture, with what the page says of its figures.
  async take() {
    const { ask, imprint } = await window.kumkmPicture.load();
    const { title, words } = this.state.data;
    const drawn = () => this.export({ source: imprint().source });
    ask(this.nodes.pictureButton, { title: words.picture_of.replace("{title}", title), drawn });
  }

  // Export --------------------------------------------------------------------------------------------

  // What is only pointed at does not belong into the picture: it is put aside, and brought back afterwards.
  export({ title, subtitle, source, theme } = {}) {
    const { state, look } = this;
    if (!state.ready) return null;
    const { hover, focus, litClass } = state;
    const { forcedTheme } = look;
    this.root.classList.add("krm-still");
    this.repaint({ hover: null, focus: null, litClass: null }, theme || forcedTheme);
    const text = composeSheet(this, {
      title: title ?? state.data.title,
      subtitle: subtitle ?? `${state.data.unit}, ${state.year}`,
      // What the boundaries are and whose (© OpenStreetMap, by its licence) leaves with every picture of them.
      source: [source, state.data.sourceLine].filter(Boolean).join(" "),
      stamp: this.figures.isSimulated ? state.data.words.simulated : null,
    });
    this.repaint({ hover, focus, litClass }, forcedTheme);
    requestAnimationFrame(() => this.root.classList.remove("krm-still"));
    return text;
  }

  repaint(pointed, theme) {
    Object.assign(this.state, pointed);
    this.look.forcedTheme = theme;
    this.themed();
    this.paint();
  }
}
