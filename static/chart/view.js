// One chart on the page: drawn for the width it has, pointed at, walked through, listed, played and printed.

const VERSION = new URL(import.meta.url).search;
const { html, svg, toolButton } = await import(`./dom.js${VERSION}`);
const { draw } = await import(`./draw.js${VERSION}`);
const { isLit, lit } = await import(`./lit.js${VERSION}`);
const { inReadingOrder, marksOf, neighbour, under } = await import(`./marks.js${VERSION}`);
const { between, framed, Player, tween } = await import(`./play.js${VERSION}`);
const { axesOf } = await import(`./scales.js${VERSION}`);
const { tableNode } = await import(`./table.js${VERSION}`);
const { takeButton } = await import(`./take.js${VERSION}`);
const { Tip } = await import(`./tip.js${VERSION}`);
const { WORDS } = await import(`./words.js${VERSION}`);
const { zoomOfWindow } = await import(`./zoom.js${VERSION}`);

const PAPER_PX = 900; // what a chart is drawn for on A4: its type is then that of the page
const LEAST_PX = 260;

export class Chart {
  constructor(host) {
    this.host = host;
    this.root = html("div", "k-chart", null);
    this.drawing = html("div", "k-chart-drawing", this.root);
    this.table = Object.assign(html("div", "k-chart-table k-scroll", this.root), { hidden: true });
    this.tools = html("div", "k-chart-tools", this.root);
    this.player = null;
    this.tableButton = toolButton(this.tools, WORDS.table, () => this.toggleTable());
    this.tableButton.classList.add("k-chart-twin");
    this.takeButton = takeButton(this.tools, this);
    this.tip = new Tip(this.root);
    Object.assign(this, { width: 0, zoom: 1, text: null }); // px of the drawing, px of the screen for each of them
    this.listen();
    host.replaceChildren(this.root);
  }

  listen() {
    const { drawing } = this;
    drawing.addEventListener("pointermove", (event) => this.point(event));
    drawing.addEventListener("pointerleave", () => this.leave());
    drawing.addEventListener("click", (event) => this.click(event));
    drawing.addEventListener("dblclick", (event) => this.ask(this.hit(event)));
    drawing.addEventListener("keydown", (event) => this.key(event));
    drawing.addEventListener("focusin", () => this.walkTo(this.current, false));
    drawing.addEventListener("focusout", () => this.leave());
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.root);
    this.onPrint = () => this.onPaper(true);
    this.onPrinted = () => this.onPaper(false);
    this.onChosen = () => this.follow();
    document.addEventListener("kumkm:chosen", this.onChosen);
    window.addEventListener("beforeprint", this.onPrint);
    window.addEventListener("afterprint", this.onPrinted);
  }

  onPaper(printing) {
    this.printing = printing;
    this.zoom = printing ? 1 : zoomOfWindow();
    this.render(printing ? PAPER_PX : this.width);
  }

  destroy() {
    this.player?.stop();
    this.observer.disconnect();
    document.removeEventListener("kumkm:chosen", this.onChosen);
    window.removeEventListener("beforeprint", this.onPrint);
    window.removeEventListener("afterprint", this.onPrinted);
  }

  // What the server sends; a figure that did not change is not drawn again.
  receive({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    const text = JSON.stringify(data.figure);
    const same = this.text === text && this.alt === data.alt;
    Object.assign(this, { text, alt: data.alt, names: data.names ?? {} });
    if (same) return;
    const moving = this.player?.playing;
    this.player?.stop();
    this.sent = data.figure;
    this.whole = lit(this.sent, this.chosen.all);
    this.figure = this.begin(moving);
    this.fit(true);
  }

  // Who is chosen, as the frame has read the page's address.
  get chosen() {
    return window.kumkmChosen ?? { region: null, all: [] };
  }

  get selected() {
    return this.chosen.region;
  }

  // Another choice: only a figure whose marks are coloured here is drawn again.
  follow() {
    if (!this.sent || !isLit(this.sent)) return;
    this.whole = this.figure = lit(this.sent, this.chosen.all);
    this.fit(true);
  }

  // The figure at the year it opens on; where it has several, with the buttons that play them.
  begin() {
    const steps = this.whole.layout.sliders?.[0];
    this.controls?.remove();
    Object.assign(this, { controls: null, player: null });
    if (!this.whole.frames?.length || !steps) return this.whole;
    const names = this.whole.frames.map((frame) => frame.name);
    this.player = new Player(names, names[steps.active], (name) => this.move(name), () => this.paintPlayer());
    this.controls = html("span", "k-chart-play", null);
    this.playButton = toolButton(this.controls, WORDS.play, () => this.player.toggle());
    this.slider = html("input", "", this.controls);
    Object.assign(this.slider, { type: "range", min: 0, max: names.length - 1, step: 1 });
    this.slider.setAttribute("aria-label", WORDS.year);
    this.slider.addEventListener("input", () => {
      const wanted = Number(this.slider.value); // stopping paints the slider where the years stand
      this.player.stop();
      this.player.go(wanted);
    });
    this.yearText = html("b", "", this.controls);
    this.tools.prepend(this.controls);
    this.paintPlayer();
    return framed(this.whole, this.player.name);
  }

  paintPlayer() {
    const { player } = this;
    this.playButton.textContent = player.playing ? WORDS.pause : WORDS.play;
    this.slider.value = Math.max(0, player.place);
    this.slider.setAttribute("aria-valuetext", player.name);
    this.yearText.textContent = player.name;
  }

  move(name) {
    const [before, after] = [this.figure, framed(this.whole, name)];
    this.stopTween?.();
    this.stopTween = tween((share) => {
      this.figure = share < 1 ? between(before, after, share) : after;
      this.render(this.width);
    });
  }

  fit(anew = false) {
    const zoom = zoomOfWindow();
    const width = Math.max(LEAST_PX, Math.floor(this.root.clientWidth / zoom));
    if (!this.figure || this.printing || (!anew && width === this.width && zoom === this.zoom)) return;
    Object.assign(this, { width, zoom });
    this.render(width);
  }

  render(width) {
    if (!this.figure) return;
    const held = this.drawing.contains(document.activeElement) ? this.current : null;
    const { layout } = this.figure;
    const node = svg("svg", {
      class: "k-chart-svg",
      viewBox: `0 0 ${width} ${layout.height}`,
      width: Math.floor(width * this.zoom),
      height: Math.round(layout.height * this.zoom),
      role: "group",
      "aria-label": this.alt,
      "font-family": "Public Sans, sans-serif",
    });
    const axes = axesOf(this.figure, width);
    this.marks = marksOf(this.figure, axes, this.names);
    this.drawn = draw(node, this.figure, axes, this.marks);
    this.byNode = new Map([...this.drawn.nodes].map(([mark, child]) => [child, mark]));
    this.order = inReadingOrder(this.marks);
    this.halo = svg("g", { class: "k-chart-halo" }, node);
    this.drawing.replaceChildren(node);
    this.picture = node;
    this.current = (held && this.order.find((mark) => mark.name === held.name)) ?? this.order[0] ?? null;
    this.cursor = null;
    this.putCursor(Boolean(held));
    this.tip.hide();
    this.tableButton.hidden = !this.order.length;
    if (!this.table.hidden) this.fillTable();
  }

  // The one mark that the keyboard stands on is an element of its own, made anew where it goes: readers then say it.
  putCursor(focused) {
    const mark = this.current;
    if (!mark) return;
    const { left, right, top, bottom } = mark.box;
    const label = mark.code && mark.code === this.selected ? `${mark.name}, ${WORDS.chosen}` : mark.name;
    const cursor = svg("rect", {
      class: "k-chart-cursor",
      x: left - 3,
      y: top - 3,
      width: right - left + 6,
      height: bottom - top + 6,
      rx: 2,
      tabindex: 0,
      role: mark.code || mark.asked ? "button" : "img",
      "aria-label": label,
      "aria-description": WORDS.hint,
    });
    this.picture.append(cursor);
    if (focused) cursor.focus({ preventScroll: true });
    this.cursor?.remove();
    this.cursor = cursor;
  }

  // ---- pointing

  hit(event) {
    const node = event.target.closest?.(".k-mark");
    const own = node && this.byNode.get(node);
    if (own) return own;
    const frame = this.picture.getBoundingClientRect();
    const scale = this.width / frame.width;
    return under(this.marks, (event.clientX - frame.left) * scale, (event.clientY - frame.top) * scale);
  }

  noted(event) {
    const node = event.target.closest?.(".k-note, .k-asks");
    return node ? this.drawn.notes.find((note) => note.node === node) : null;
  }

  point(event) {
    const note = this.noted(event);
    if (note?.said) return this.tip.show(note.said, note.x * this.zoom, (note.y + 60) * this.zoom);
    const mark = this.hit(event);
    this.drawing.style.cursor = note?.asked || this.isNumber(event, mark) ? "help" : mark?.code ? "pointer" : "";
    if (!mark || mark.said === null) return this.leave();
    return this.light(mark);
  }

  leave() {
    this.tip.hide();
    this.halo?.replaceChildren();
  }

  // The mark's words beside it; of a line over years the whole line.
  light(mark) {
    this.tip.show(mark.said, mark.x * this.zoom, mark.y * this.zoom);
    this.halo.replaceChildren();
    if (!(mark.trace.mode ?? "").includes("lines")) return;
    const own = this.marks.filter((item) => item.trace === mark.trace && item.code === mark.code);
    const d = own.map((item, index) => `${index && item.index === own[index - 1].index + 1 ? "L" : "M"}${item.x} ${item.y}`);
    svg("path", { d: d.join(""), class: "k-chart-lit" }, this.halo);
    svg("circle", { cx: mark.x, cy: mark.y, r: 3.5 }, this.halo);
  }

  // A number beside a mark asks where it comes from; the mark itself chooses its region.
  isNumber(event, mark) {
    return Boolean(mark?.asked) && (event.target.closest?.("text") || !mark.code);
  }

  click(event) {
    if (event.detail > 1) return;
    const mark = this.hit(event);
    const note = this.noted(event);
    if (note?.asked) this.ask(note);
    else if (!mark) return;
    else if (this.isNumber(event, mark)) this.ask(mark);
    else if (mark.code) this.choose(mark.code);
  }

  choose(code) {
    this.send("daerah", code === this.selected ? "" : code);
  }

  ask(mark) {
    if (mark?.asked) this.send("asal", mark.asked);
  }

  // ---- keyboard

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.current) return;
    const { key } = event;
    if (key === "Enter" || key === " ") {
      if (this.current.code) this.choose(this.current.code);
      else this.ask(this.current);
    } else if (key === "i" || key === "I") this.ask(this.current);
    else if (key === "Escape") {
      if (this.tip.node.hidden && this.selected) this.send("daerah", "");
      this.leave();
    } else if (key === "Home") this.walkTo(this.order[0]);
    else if (key === "End") this.walkTo(this.order.at(-1));
    else if (key.startsWith("Arrow")) this.walkTo(this.next(key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // To the sides one mark after the other, so that all can be reached; up and down to the nearest.
  next(key) {
    const place = this.order.indexOf(this.current);
    if (key === "ArrowLeft") return this.order[place - 1];
    if (key === "ArrowRight") return this.order[place + 1];
    return neighbour(this.order, this.current, key);
  }

  walkTo(mark, anew = true) {
    if (!mark) return;
    this.current = mark;
    if (anew) this.putCursor(true);
    this.light(mark);
  }

  // ---- the table twin

  toggleTable() {
    const open = this.table.hidden;
    this.table.hidden = !open;
    this.drawing.hidden = open;
    this.tableButton.textContent = open ? WORDS.chart : WORDS.table;
    this.tableButton.setAttribute("aria-pressed", open);
    if (open) this.fillTable();
    else this.table.replaceChildren();
  }

  fillTable() {
    const table = tableNode(this.order, this.names, this.alt);
    this.table.style.minHeight = `${this.figure.layout.height * this.zoom}px`;
    this.table.replaceChildren(table);
  }
}
