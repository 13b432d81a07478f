// What the rows of the legend say: classes from high to low, circles, and what is missing, withheld or poor.

const VERSION = new URL(import.meta.url).search;
const { classOf } = await import(`./figures.js${VERSION}`);
const { fillWords } = await import(`./words.js${VERSION}`);

// A row: lit (what it lights up on the map), text, count (regions), and what stands at its end: `end` (a word),
// `mark` (the province's value, where it lies in this class). `sign` says how it is drawn.
// `classes` are those in force, `values` the regions' values of the year shown, `province` its value and text.
export function classRows({ classes, values, province, words, tone, isDiverging }) {
  const { edges } = classes;
  const counts = new Array(edges.length - 1).fill(0);
  for (const value of values) counts[classOf(value, edges)] += 1;
  const home = province === null ? -1 : classOf(province.value, edges);
  const rows = counts.map((count, i) => ({
    lit: i,
    sign: "class",
    text: rangeText(classes, i, words),
    count,
    end: classes.names?.[i] ?? (isDiverging ? endWord(classes, i, tone, words) : ""),
    mark: i === home ? province.text : "",
  }));
  return rows.filter(({ count }) => count).reverse();
}

// The outer classes of a diverging scale say where it is better, if it is anywhere.
function endWord({ edges }, i, tone, words) {
  const last = edges.length - 2;
  const isHigh = i === last && edges[i] >= 0;
  const isLow = i === 0 && edges[1] <= 0;
  if (!tone || (!isHigh && !isLow)) return "";
  return isHigh === tone > 0 ? words.better : words.worse;
}

function rangeText({ texts, low, high, alike }, i, words) {
  if (alike) return words.same;
  if (low && i === 0) return `< ${texts[1]}`;
  if (high && i === texts.length - 2) return `> ${texts[i]}`;
  return fillWords(words.range, { low: texts[i], high: texts[i + 1] });
}

// The circles shown, the largest first; without any given, the largest value.
export function circleSizes({ circleSizes: sizes, pooled }) {
  const given = sizes.length ? sizes : [[pooled.edges.at(-1), pooled.texts.at(-1)]];
  return given.slice(0, 3).sort((a, b) => b[0] - a[0]);
}

// What must be said besides classes, for the regions there are any of; tones are a second reading of circles.
export function noteRows({ codes, figures, data, toneColours }) {
  const count = (isSo) => codes.filter(isSo).length;
  const { words } = data;
  const tones = (data.toneTexts ?? []).map((text, i) => {
    return { lit: `tone${i}`, sign: "tone", colour: toneColours[i], text, count: count((code) => figures.tone(code) === i) };
  });
  const isMissing = (code) => figures.value(code) === null && !figures.isSecret(code);
  const notes = [
    { lit: "missing", sign: "missing", text: data.missingText, count: count(isMissing) },
    { lit: "secret", sign: "secret", text: words.secret, count: count((code) => figures.isSecret(code)) },
    { lit: "graded", sign: "graded", text: words.graded, count: count((code) => Boolean(figures.grade(code))) },
  ];
  return [...tones, ...notes].filter((row) => row.count);
}

// The places of rows in a picture of a width: what heads them on lines of its own, the others in columns on one height.
export function headedColumns(rows, widths, rowHeight, width) {
  const heads = rows.filter(isHead).length;
  const below = heads * rowHeight;
  const { places, h } = inColumns(widths.slice(heads), rowHeight, width);
  const above = widths.slice(0, heads).map((_, i) => ({ x: 0, y: i * rowHeight }));
  return { places: [...above, ...places.map(({ x, y }) => ({ x, y: y + below }))], w: width, h: h + below };
}

const isHead = ({ sign }) => sign === "stamp" || sign === "heading";

// Rows under each other, or in as many columns as fit into a width; `widths` are those of the rows.
export function inColumns(widths, rowHeight, width, gap = 20) {
  const widest = Math.min(width, Math.max(0, ...widths));
  const columns = Math.max(1, Math.floor((width + gap) / (widest + gap)));
  const lines = Math.ceil(widths.length / columns);
  const places = widths.map((_, i) => ({ x: Math.floor(i / Math.max(1, lines)) * (widest + gap), y: (i % Math.max(1, lines)) * rowHeight }));
  return { places, w: width, h: lines * rowHeight };
}
