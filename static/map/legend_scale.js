// What the legend shows and how long it is: classes, numbers at their edges, circles, notes. Computed only.

const VERSION = new URL(import.meta.url).search;
const { classOf } = await import(`./figures.js${VERSION}`);
const { clamp } = await import(`./numbers.js${VERSION}`);

// Classes as long as their range of values, so that distances on the strip are true, but never too short
// for the number printed at their edge. `needs` is how wide each of these numbers is.
export function classWidths(edges, needs, length) {
  const n = edges.length - 1;
  const least = Array.from({ length: n }, (_, i) => {
    const first = i === 0 ? needs[0] / 2 - 5 : 0; // the outer numbers stand inside the strip
    const last = i === n - 1 ? needs[n] / 2 - 5 : 0;
    return Math.min((needs[i] + needs[i + 1]) / 2 + first + last, length / n);
  });
  const range = edges[n] - edges[0] || 1;
  let widths = edges.slice(0, -1).map((low, i) => ((edges[i + 1] - low) / range) * length);
  for (let turn = 0; turn < 8; turn++) {
    const short = widths.map((w, i) => w < least[i]);
    const fixed = widths.reduce((sum, w, i) => sum + (short[i] ? least[i] : 0), 0);
    const loose = widths.reduce((sum, w, i) => sum + (short[i] ? 0 : w), 0);
    if (!short.includes(true) || loose <= 0) break;
    widths = widths.map((w, i) => (short[i] ? least[i] : (w / loose) * (length - fixed)));
  }
  return widths;
}

// Where each class begins, and where the last one ends.
export function startsOf(left, widths) {
  const starts = [left];
  widths.forEach((w) => starts.push(starts.at(-1) + w));
  return starts;
}

// From a value to its place on the strip.
export function classScale(edges, starts, widths) {
  return (value) => {
    const v = clamp(value, edges[0], edges.at(-1));
    const i = classOf(v, edges);
    return starts[i] + ((v - edges[i]) / (edges[i + 1] - edges[i] || 1)) * widths[i];
  };
}

// The numbers at the edges for which there is room; the outer two always.
export function shownEdges(starts, widths) {
  const n = starts.length - 1;
  const shown = [];
  let free = -Infinity;
  widths.forEach((w, i) => {
    const anchor = i === 0 ? "start" : i === n ? "end" : "middle";
    const from = starts[i] - (anchor === "start" ? 0 : anchor === "end" ? w : w / 2);
    if (i > 0 && i < n && (from < free + 4 || from + w > starts[n] - widths[n] - 4)) return;
    free = from + w;
    shown.push({ i, anchor });
  });
  return shown;
}

// The circles shown, the largest first; without any given, the largest value.
export function circleSizes({ circleSizes: sizes, edges, edgeTexts }) {
  const given = sizes.length ? sizes : [[edges.at(-1), edgeTexts.at(-1)]];
  return given.slice(0, 3).sort((a, b) => b[0] - a[0]);
}

// At most two notes stand beside the strip, on a wide one; all others have rows below it. `lit` names what a
// note lights up on the map.
export function legendNotes({ data, summary, toneColours, width }) {
  const missing = { text: data.missingText, lit: "missing" };
  const fit = { text: data.fit };
  const secret = { text: data.words.secret, lit: "secret" };
  const graded = { text: data.words.graded, lit: "graded" };
  const isFit = data.fit && data.kind !== "count";
  const tones = (data.toneTexts ?? []).map((text, i) => ({ text, lit: `tone${i}`, colour: toneColours[i] }));
  const { anyMissing, anySecret, anyGraded } = summary;
  const first = [anyMissing && missing, isFit && fit, anySecret && !isFit && secret].filter(Boolean);
  const rest = [anySecret && isFit && secret, anyGraded && graded, ...tones].filter(Boolean);
  return width < 480 ? { beside: [], below: first.concat(rest) } : { beside: first, below: rest };
}

// Notes from the left, in as many rows as they need. `lead` is how far a note's text is from the beginning of
// its sign, `wrap` breaks a text into lines of a width, `measure` is how wide a line is.
export function flowNotes(notes, width, { lead, wrap, measure }) {
  let x = 1;
  let row = 0;
  const places = [];
  for (const note of notes) {
    const lines = wrap(note.text, width - lead(note) - 2);
    const wide = lead(note) + Math.max(...lines.map(measure));
    if (x > 1 && x + wide > width) {
      x = 1;
      row += 1;
    }
    places.push({ note, lines, x, row });
    row += lines.length - 1;
    x += wide + 20;
  }
  return { places, rows: places.length && row + 1 };
}
