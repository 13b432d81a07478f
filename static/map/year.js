// The year shown, its row of years and the play button: one row of 32 pixels in the sea of the north-east.

const VERSION = new URL(import.meta.url).search;
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);

const HEIGHT = 32;
const GAP = 12;
const DOT = 9; // from one year to the next
const MOST_DOTS = 12; // more would be a row of their own

export class YearMark {
  constructor({ state, nodes, look, ruler }) {
    Object.assign(this, { state, nodes, look, ruler });
    this.dots = [];
  }

  // Widths of its parts from the left.
  parts() {
    const { state, nodes, look, ruler } = this;
    const { data } = state;
    const text = ruler.measure("0000", look.value, 600);
    const isPlayable = nodes.playButton.style.display !== "none";
    const span = data.years.length > 1 && data.years.length <= MOST_DOTS ? GAP + (data.years.length - 1) * DOT + 6 : 0;
    const widest = Math.max(...[data.words.play, data.words.pause].map((word) => ruler.measure(word, look.body)));
    return { text, span, play: isPlayable ? GAP + widest + 26 : 0 };
  }

  room() {
    const { text, span, play } = this.parts();
    return { w: Math.ceil(text + span + play), h: HEIGHT };
  }

  // Stands in the box the layout found for it.
  place(box) {
    const { nodes, look } = this;
    const { text, span } = this.parts();
    this.state.yearBox = box;
    set(nodes.yearText, { x: round(box.x), y: round(box.y + HEIGHT / 2 + look.value * 0.36) });
    this.drawSpan(box.x + text + GAP, box.y + HEIGHT / 2, span);
    nodes.playButton.style.left = `${round(box.x + text + span + GAP)}px`;
    nodes.playButton.style.top = `${round(box.y + (HEIGHT - (nodes.playButton.offsetHeight || HEIGHT)) / 2)}px`;
  }

  drawSpan(left, y, room) {
    const { years } = this.state.data;
    const { spanGroup } = this.nodes;
    spanGroup.replaceChildren();
    this.dots = [];
    if (!room) return;
    const end = left + (years.length - 1) * DOT;
    svg("line", { class: "krm-span-track", x1: round(left), x2: round(end), y1: y, y2: y }, spanGroup);
    this.dots = years.map((_, i) => svg("circle", { class: "krm-span-dot", cx: round(left + i * DOT), cy: y, r: 2 }, spanGroup));
  }

  paint() {
    const { state } = this;
    write(this.nodes.yearText, String(state.year));
    this.dots.forEach((dot, i) => {
      dot.classList.toggle("krm-now", i === state.index);
      dot.classList.toggle("krm-empty", !state.summary.hasData[i]);
      set(dot, { r: i === state.index ? 3.5 : 2 });
    });
  }
}
