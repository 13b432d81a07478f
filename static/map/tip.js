// The tooltip: a region's number with its year, rank, remarks and the line of its years.

const VERSION = new URL(import.meta.url).search;
const { nearestPoint, overlaps } = await import(`./boxes.js${VERSION}`);
const { html, svg } = await import(`./dom.js${VERSION}`);
const { clamp, isNumber, round } = await import(`./numbers.js${VERSION}`);
const { sparkline, sparkRange } = await import(`./sparkline.js${VERSION}`);

const LINE = { width: 132, height: 26 };

// Where the tooltip's corner goes, from the frame's own. `point` is what it is about; `gap` keeps it off.
export function besidePoint(point, frame, { w, h }, gap) {
  const left = point.x + gap + w <= frame.width ? point.x + gap : point.x - gap - w;
  const top = point.y - h - 8 >= 0 ? point.y - h - 8 : point.y + gap;
  return { x: clamp(left, 0, Math.max(0, frame.width - w)), y: clamp(top, 0, Math.max(0, frame.height - h)) };
}

// Beside what it is about, hiding none of it: next to one of `boxes`, as near to the point as that lets it. A box that
// leaves no room beside it is given up, the first first.
export function besideBoxes(point, boxes, frame, size, gap) {
  for (let kept = boxes; kept.length; kept = kept.slice(1)) {
    const places = kept.flatMap((box) => sidesOf(box, point, frame, size, gap)).filter((place) => !kept.some((box) => overlaps(place, box)));
    const far = (place) => Math.hypot(...Object.values(awayFrom(place, point)));
    if (places.length) return places.reduce((a, b) => (far(b) < far(a) ? b : a));
  }
  return besidePoint(point, frame, size, gap);
}

// The four places around a box that lie in the frame, moved along its sides towards the point.
function sidesOf(box, point, frame, { w, h }, gap) {
  const along = (at, room, most) => clamp(at - room / 2, 0, Math.max(0, most - room));
  const [x, y] = [along(point.x, w, frame.width), along(point.y, h, frame.height)];
  const places = [{ x: box.x + box.w + gap, y }, { x: box.x - gap - w, y }, { x, y: box.y - gap - h }, { x, y: box.y + box.h + gap }];
  const isIn = (place) => place.x >= 0 && place.y >= 0 && place.x + w <= frame.width && place.y + h <= frame.height;
  return places.filter(isIn).map((place) => ({ ...place, w, h }));
}

function awayFrom(box, point) {
  const { x, y } = nearestPoint(box, point);
  return { x: x - point.x, y: y - point.y };
}

// Under a finger it would hide what was tapped: the far corner of the stage instead.
export function awayFromFinger(point, frame, stage, { w, h }) {
  const isAbove = point.y - (stage.top - frame.top) < stage.height / 2;
  return {
    x: point.x < frame.width / 2 ? frame.width - w : 0,
    y: isAbove ? stage.bottom - frame.top - h : stage.top - frame.top,
  };
}

export class Tip {
  constructor({ state, figures, look, nodes, shown }) {
    Object.assign(this, { state, figures, look, nodes, shown, node: nodes.tip });
  }

  // At the pointer of an event, else at the region.
  open(code, event) {
    if (code !== this.state.tipCode) {
      this.state.tipCode = code;
      this.fill();
    }
    this.node.classList.add("krm-open");
    const { x, y } = this.place(code, event);
    this.node.style.transform = `translate(${round(x)}px, ${round(y)}px)`;
  }

  close() {
    this.state.tipCode = null;
    this.node.classList.remove("krm-open");
  }

  place(code, event) {
    const frame = this.nodes.root.getBoundingClientRect();
    const stage = this.nodes.picture.getBoundingClientRect();
    const size = { w: this.node.offsetWidth, h: this.node.offsetHeight };
    const at = event ? null : this.shown().tipPoint(code);
    const point = event
      ? { x: event.clientX - frame.left, y: event.clientY - frame.top }
      : { x: at.x + stage.left - frame.left, y: at.y + stage.top - frame.top };
    if (this.state.lastPointer === "touch") return awayFromFinger(point, frame, stage, size);
    const [dx, dy] = [stage.left - frame.left, stage.top - frame.top];
    const boxes = this.shown().boxesOf(code).map((box) => ({ ...box, x: box.x + dx, y: box.y + dy }));
    return besideBoxes(point, boxes, frame, size, 10);
  }

  // Write it anew for the region it is about, if there is one.
  fill() {
    const { figures, node, state } = this;
    const { data, tipCode: code } = state;
    if (!code) return;
    const note = (text, name = "krm-tip-note") => html("div", name, node, text);
    node.replaceChildren();
    note(figures.name(code), "krm-tip-name");
    const value = figures.value(code);
    if (value === null) note(figures.missingText(code), "");
    else html("span", "", note(`${figures.text(code)} `, "krm-tip-value"), data.unit);
    const tone = figures.tone(code);
    if (tone !== null) note(data.toneTexts[tone]);
    note([String(state.year), data.yearNotes[state.index]].filter(Boolean).join(" · "));
    for (const words of [value === null ? "" : figures.rankWords(code), figures.report(code)]) if (words) note(words);
    if (figures.grade(code)) note(data.words.graded, "krm-tip-grade");
    this.drawLine(data.values[code] ?? [], value);
  }

  drawLine(row, value) {
    if (row.filter(isNumber).length < 2) return;
    const { summary, index, data } = this.state;
    const { width, height } = LINE;
    const size = this.look.small;
    const line = sparkline(row, ...sparkRange(row, summary), width, height);
    const chart = svg("svg", { width: width + 8, height: height + 6 + size }, this.node);
    const group = svg("g", { transform: "translate(4 3)" }, chart);
    svg("path", { d: line.path }, group);
    if (value !== null) svg("circle", { cx: line.x(index), cy: line.y(value), r: 3.5 }, group);
    svg("text", { x: -2, y: height + size }, group).textContent = data.years[0];
    svg("text", { x: width + 2, y: height + size, "text-anchor": "end" }, group).textContent = data.years.at(-1);
  }
}
