// What Python said about each region in the year shown, and what follows from it without drawing anything.

const VERSION = new URL(import.meta.url).search;
const { isNumber } = await import(`./numbers.js${VERSION}`);
const { fillWords } = await import(`./words.js${VERSION}`);

// What follows from the numbers alone, over all years: which have any, and the range.
export function summarise({ values, pooled: { edges }, kind, years }) {
  const hasData = years.map((_, i) => Object.values(values).some((row) => isNumber(row[i])));
  const pooled = [];
  for (const row of Object.values(values)) pooled.push(...row.filter(isNumber));
  const low = pooled.length ? pooled.reduce((a, b) => Math.min(a, b)) : 0;
  const high = pooled.length ? pooled.reduce((a, b) => Math.max(a, b)) : 1;
  const top = kind === "count" ? Math.max(edges.at(-1) ?? 0, high, 1e-9) : edges.at(-1);
  return { hasData, low, high, top };
}

// The class a value lies in; what is beyond the outer edges belongs to the outer classes.
export function classOf(value, edges) {
  for (let i = 1; i < edges.length - 1; i++) if (value < edges[i]) return i - 1;
  return edges.length - 2;
}

export class Figures {
  constructor(state) {
    this.state = state;
  }

  get data() {
    return this.state.data;
  }

  value(code) {
    const value = this.data.values[code]?.[this.state.index];
    return isNumber(value) ? value : null;
  }

  text(code) {
    return this.value(code) === null ? "" : String(this.data.texts[code]?.[this.state.index] ?? "");
  }

  name(code) {
    return this.data.names[code] ?? code;
  }

  abbreviation(code) {
    return this.data.abbreviations[code] ?? this.name(code);
  }

  // The letter of data so poor that it is said; "" for all others.
  grade(code) {
    return this.data.grades?.[code]?.[this.state.index] ?? "";
  }

  // Of how many bodies the number is told.
  report(code) {
    return this.data.reports?.[code]?.[this.state.index] ?? "";
  }

  // A second, ordered reading of a count: how dark its circle is.
  tone(code) {
    const tone = this.data.tones?.[code]?.[this.state.index];
    return isNumber(tone) ? tone : null;
  }

  missingText(code) {
    return this.data.missingTexts?.[code]?.[this.state.index] || this.data.missingText;
  }

  // Withheld is not missing: there is a value, but it would give somebody away.
  isSecret(code) {
    return this.value(code) === null && Boolean(this.data.missingTexts?.[code]?.[this.state.index]);
  }

  get isSimulated() {
    return Boolean(this.data.simulated?.[this.state.index]);
  }

  // The rank as Python decided it: 0 is alike to the median, null is not compared.
  rank(code) {
    return this.data.places?.[code]?.[this.state.index] ?? null;
  }

  // "peringkat 3 dari 17 daerah": words without what joins them to others; "" where it is not compared.
  rankWords(code) {
    const rank = this.rank(code);
    if (rank === null) return "";
    const whom = this.data.whom?.[this.state.index]?.[1] ?? "";
    return rank ? fillWords(this.data.words.rank, { rank, whom }) : this.data.words.alike;
  }

  sentence(code) {
    const { data } = this;
    const isMissing = this.value(code) === null;
    const figure = isMissing ? this.missingText(code) : `${this.text(code)} ${data.unit}`;
    const said = [figure, isMissing ? "" : this.rankWords(code), this.report(code)].filter(Boolean).join(", ");
    return `${this.name(code)}: ${said}${this.grade(code) ? `. ${data.words.graded}` : ""}`;
  }

  // Whether a region belongs to what the legend lights up: a class, or what a note is about.
  isLit(code) {
    const lit = this.state.litClass;
    const value = this.value(code);
    if (lit === "graded") return Boolean(this.grade(code));
    if (String(lit).startsWith("tone")) return lit === `tone${this.tone(code)}`;
    if (value === null) return lit === (this.isSecret(code) ? "secret" : "missing");
    return this.classAt(code) === lit;
  }

  // The class of a region in force, null where it has no value or values have no classes.
  classAt(code) {
    const value = this.value(code);
    return value === null || this.state.isCount ? null : classOf(value, this.state.classes.edges);
  }

  // The province's value in the year shown with its name and text, null where it has none.
  get province() {
    const { values = [], texts = [], name = "" } = this.data.province ?? {};
    const value = values[this.state.index];
    return isNumber(value) ? { value, text: `${name} ${texts[this.state.index]}` } : null;
  }
}
