// Years that play: frames of a figure, one after the other, points moving between them.

const MOVE_MS = 250;
const FRAME_MS = 1100;

// The figure as a frame shows it.
export function framed(figure, name) {
  const frame = figure.frames?.find((item) => item.name === name);
  if (!frame) return figure;
  const data = [...figure.data];
  frame.traces.forEach((place, index) => (data[place] = merged(data[place], frame.data[index])));
  return { ...figure, data };
}

function merged(trace, change) {
  const found = { ...trace, ...change };
  for (const part of ["marker", "textfont"]) if (change[part]) found[part] = { ...trace[part], ...change[part] };
  return found;
}

// Between two figures of the same traces: points of the same id stand part of the way, all others where they go.
export function between(before, after, share) {
  return {
    ...after,
    data: after.data.map((trace, index) => {
      const old = before.data[index];
      if (!trace.ids || !old?.ids) return trace;
      return { ...trace, x: moved(old, trace, "x", share), y: moved(old, trace, "y", share) };
    }),
  };
}

function moved(old, trace, letter, share) {
  return trace[letter].map((value, index) => {
    const from = old[letter][old.ids.indexOf(trace.ids[index])];
    return typeof value === "number" && typeof from === "number" ? from + (value - from) * share : value;
  });
}

export class Player {
  // `show(name, moving)` draws; `paint()` follows with the buttons.
  constructor(names, start, show, paint) {
    Object.assign(this, { names, show, paint, place: names.indexOf(start), timer: null });
  }

  get name() {
    return this.names[this.place];
  }

  get playing() {
    return this.timer !== null;
  }

  go(place) {
    this.place = Math.max(0, Math.min(this.names.length - 1, place));
    this.show(this.name);
    this.paint();
  }

  toggle() {
    if (this.playing) return this.stop();
    if (this.place === this.names.length - 1) this.place = -1;
    const step = () => {
      if (this.place + 1 >= this.names.length) return this.stop();
      this.timer = setTimeout(step, FRAME_MS);
      this.go(this.place + 1);
    };
    step();
    return this.paint();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = null;
    this.paint();
  }
}

// Calls `step(share)` until it is 1; at once where the viewer wants less motion. Returns what ends it.
export function tween(step) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    step(1);
    return () => {};
  }
  const begin = performance.now();
  let next = requestAnimationFrame(function move(now) {
    const share = Math.min(1, (now - begin) / MOVE_MS);
    step(share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2);
    if (share < 1) next = requestAnimationFrame(move);
  });
  return () => cancelAnimationFrame(next);
}
