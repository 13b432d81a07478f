// Playing: the years one after another, those without any data left out.

const VERSION = new URL(import.meta.url).search;
const { Echo } = await import(`./choices.js${VERSION}`);

const STEP_MS = 1200; // one year of play
const START_MS = 300; // the first step answers the hand sooner

export function yearsWithData(years, hasData) {
  return years.filter((_, i) => hasData[i]);
}

export function nextYear(years, year) {
  return years.find((other) => other > year);
}

// `send(name, value)` tells the server; `paint` shows what changed.
export class Player {
  constructor({ state, send, paint }) {
    Object.assign(this, { state, send, paint });
    this.sent = new Echo();
    this.isFromStart = false; // the last year was shown: the next step goes to the first
  }

  begin() {
    this.state.year = this.state.data.year;
  }

  // The year the server says, unless years are playing or it is late.
  follow() {
    const { year } = this.state.data;
    if (!this.state.playing && this.sent.accepts(year)) this.state.year = year;
  }

  get years() {
    return yearsWithData(this.state.data.years, this.state.summary.hasData);
  }

  toggle() {
    const { state, years } = this;
    if (state.playing) {
      this.stop();
      return;
    }
    if (years.length < 2) return;
    this.isFromStart = nextYear(years, state.year) === undefined;
    this.wait(this.isFromStart ? 0 : START_MS);
    this.paint();
  }

  wait(time) {
    this.state.playing = setTimeout(() => this.step(), time);
  }

  step() {
    const { state, years } = this;
    const next = this.isFromStart ? years[0] : nextYear(years, state.year);
    this.isFromStart = false;
    if (next === undefined) {
      this.stop();
      return;
    }
    this.sent.send(state.year, next);
    state.year = next;
    if (next === years.at(-1)) state.playing = null; // its own classes come with the server's answer
    else this.wait(STEP_MS);
    this.paint();
    this.send("year", next);
  }

  stop() {
    if (!this.state.playing) return;
    clearTimeout(this.state.playing);
    this.state.playing = null;
    this.paint();
  }
}
