// What the map shows at this moment: the one thing its parts share. Only the part named writes a field.

export class State {
  constructor() {
    this.data = null; // what Python sent last; `kumkm/ui/region_map.py` says what is in it (map.js)
    this.summary = null; // what follows from its numbers alone, see `summarise` in figures.js (map.js)
    this.ready = false; // the shapes are drawn (map.js)
    this.width = undefined; // size of the picture in pixels; undefined before the first layout (map.js)
    this.height = undefined;
    this.view = "peta"; // or "ubin" (selection.js)
    this.labels = true; // values are written on the map (selection.js)
    this.selected = null; // code of the chosen region (selection.js)
    this.year = undefined; // the year shown (play.js)
    this.playing = null; // timer of the next year (play.js)
    this.hover = null; // code under the pointer (pointing.js)
    this.focus = null; // code with the keyboard (pointing.js)
    this.lastPointer = undefined; // "mouse", "pen" or "touch" (pointing.js)
    this.tipCode = null; // code the tooltip is about (tip.js)
    this.litClass = null; // class of the legend under the pointer: its place, or the name of a note (legend.js)
    this.yearBox = null; // where the row of years stands; labels keep clear of it (year.js)
    this.legendBox = null; // where the legend stands, likewise (geo.js, tiles.js)
  }

  get index() {
    return this.data.years.indexOf(this.year);
  }

  // The classes in force: those of the year shown, held fixed over all years while they play or run ahead of the server.
  get classes() {
    const { data } = this;
    return !this.playing && this.year === data.year ? data.classes : data.pooled;
  }

  get isCount() {
    return this.data.kind === "count";
  }
}
