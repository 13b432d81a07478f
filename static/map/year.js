// The large year with its row of years and the play button, and where they disturb the picture least.

const VERSION = new URL(import.meta.url).search;
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { clamp, round } = await import(`./numbers.js${VERSION}`);

const SHARES = [1, 0.8, 0.64]; // how large the year is, of what it may be
const CORNERS = [[0, 1], [1, 0], [1, 1], [0, 0]]; // the first is liked best

// `sizes` are boxes ({share, w, h}) to choose from, the largest first. Content that leaves room moves aside
// for the year; `taken` says of a place measured from the content's corner whether there is anything.
export function quietPlace({ width, height, contentWidth, contentHeight, sizes, taken }) {
  const spareX = width - contentWidth;
  const spareY = height - contentHeight;
  let best = null;
  for (const size of sizes) {
    const { share, w, h } = size;
    for (const ax of spareX > 24 ? [0.5, 0, 1] : [0.5]) {
      for (const ay of spareY > 24 ? [0.5, 0, 1] : [0.5]) {
        for (const [rank, [cx, cy]] of CORNERS.entries()) {
          const box = { x: cx ? width - w - 4 : 4, y: cy ? height - h - 2 : 4, w, h };
          const ox = spareX * ax;
          const oy = spareY * ay;
          const hits = countTaken(box, ox, oy, taken);
          const cost = hits * 20 + (1 - share) * 120 + Math.abs(ax - 0.5) * 6 + ay * 6 + rank;
          if (!best || cost < best.cost) best = { cost, box, size, ox, oy };
        }
      }
    }
  }
  return best;
}

function countTaken({ x, y, w, h }, ox, oy, taken) {
  let hits = 0;
  for (let dx = -6; dx <= w + 6; dx += 6) {
    for (let dy = -4; dy <= h; dy += 6) if (taken(x + dx - ox, y + dy - oy)) hits += 1;
  }
  return hits;
}

export class YearMark {
  constructor({ state, nodes, look, ruler }) {
    Object.assign(this, { state, nodes, look, ruler });
    this.dots = [];
  }

  // Returns where the corner of the content beside it is to stand.
  place(contentWidth, contentHeight, taken) {
    const { state, nodes } = this;
    const { width, height } = state;
    const { box, size, ox, oy } = quietPlace({ width, height, contentWidth, contentHeight, sizes: this.sizes(), taken });
    state.yearBox = box;
    const { font, textWidth } = size;
    set(nodes.yearText, { x: round(box.x - font * 0.03), y: round(box.y + font * 0.74), "font-size": round(font) });
    const line = box.y + font * 0.76 + 9;
    this.drawSpan(box.x, line, textWidth);
    nodes.playButton.style.left = `${box.x}px`;
    nodes.playButton.style.top = `${line + 7}px`;
    return { ox, oy };
  }

  sizes() {
    const { state, nodes, look, ruler } = this;
    const { data, width, height } = state;
    const longest = data.years.reduce((a, b) => (String(b).length > String(a).length ? b : a), "0000");
    const letters = String(longest).length;
    const isPlayable = nodes.playButton.style.display !== "none";
    const buttonWidth = isPlayable ? ruler.measure(data.words.play, look.body) + 28 : 0;
    const buttonHeight = isPlayable ? nodes.playButton.offsetHeight || 32 : 0;
    const start = clamp(Math.min(width * 0.11, height * 0.17), 34, 96);
    return SHARES.map((share) => {
      const font = Math.max(start * share, data.projector ? 36 : 26);
      const textWidth = ruler.measure(String(longest), font, 200) - font * 0.05 * (letters - 1);
      const w = Math.max(textWidth, buttonWidth, data.projector ? 120 : 76);
      return { share, font, textWidth, w, h: font * 0.76 + 16 + buttonHeight };
    });
  }

  drawSpan(left, y, length) {
    const { years } = this.state.data;
    const { spanGroup } = this.nodes;
    spanGroup.replaceChildren();
    this.dots = [];
    if (years.length < 2) return;
    const step = (length - 4) / (years.length - 1);
    svg("line", { class: "krm-span-track", x1: left + 2, x2: left + length - 2, y1: y, y2: y }, spanGroup);
    this.dots = years.map((_, i) => svg("circle", { class: "krm-span-dot", cx: round(left + 2 + i * step), cy: y, r: 2 }, spanGroup));
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
