// How wide a text is, and how it breaks into lines, without asking the page for each one.

const VERSION = new URL(import.meta.url).search;
const { wrap } = await import(`./words.js${VERSION}`);

export class Ruler {
  constructor(look, probe) {
    Object.assign(this, { look, probe });
    this.pen = document.createElement("canvas").getContext("2d");
    this.pen.textRendering = "geometricPrecision";
    this.digits = new Map();
    this.widths = new Map();
  }

  // Fonts have come: what was measured before is no longer true.
  forget() {
    this.digits.clear();
    this.widths.clear();
  }

  // Canvas knows no tabular figures, so a digit's width comes from the page, once per weight.
  measure(text, size, weight = 400) {
    const key = `${weight} ${text}`;
    let ems = this.widths.get(key);
    if (ems === undefined) {
      const letters = String(text).replace(/\d/g, "");
      this.pen.font = `${weight} 100px ${this.look.family}`;
      ems = this.pen.measureText(letters).width / 100 + (String(text).length - letters.length) * this.digit(weight);
      if (this.widths.size > 5000) this.widths.clear();
      this.widths.set(key, ems);
    }
    return ems * size;
  }

  digit(weight) {
    if (!this.digits.has(weight)) {
      this.probe.style.fontWeight = weight;
      this.digits.set(weight, this.probe.getBoundingClientRect().width / 1000);
    }
    return this.digits.get(weight);
  }

  wrap(text, width, size, weight) {
    return wrap(text, (line) => this.measure(line, size, weight) <= width);
  }
}
