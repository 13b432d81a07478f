// What lies where on the map: a grid in which each cell of two by two pixels holds a region's number.
// Labels, insets and fingers are judged by it.

const VERSION = new URL(import.meta.url).search;
const { clamp } = await import(`./numbers.js${VERSION}`);

export const SEA = 0;
export const INSET = 250; // ground of an inset; regions are 1..249
const CELL = 2;

export class Ground {
  constructor({ width, height, cells }) {
    Object.assign(this, { width, height, cells });
    this.ox = 0; // where the grid's own corner stands in the picture
    this.oy = 0;
  }

  // The number at a place in the picture.
  at(x, y) {
    const i = Math.floor((x - this.ox) / CELL);
    const j = Math.floor((y - this.oy) / CELL);
    if (i < 0 || j < 0 || i >= this.width || j >= this.height) return SEA;
    return this.cells[j * this.width + i];
  }

  // Whether a box touches nothing but open sea. Sums over the corner of the grid answer it in four look-ups.
  isSea({ x, y, w, h }) {
    const stride = this.width + 1;
    const left = clamp(Math.floor((x - this.ox) / CELL), 0, this.width);
    const right = clamp(Math.ceil((x + w - this.ox) / CELL), 0, this.width);
    const top = clamp(Math.floor((y - this.oy) / CELL), 0, this.height) * stride;
    const bottom = clamp(Math.ceil((y + h - this.oy) / CELL), 0, this.height) * stride;
    const sums = (this.sums ??= sumsOf(this));
    return sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left] === 0;
  }

  // How much of a box is a region's own, and how much is neither its own nor `free`; null as soon as it is more
  // foreign, or less its own, than allowed.
  share(box, own, free = SEA, { foreign: most = 1, own: least = 0 } = {}) {
    const [across, along] = [box.w / 8, box.h / 4];
    let mine = 0;
    let foreign = 0;
    let missed = 0;
    for (let j = 0; j <= 4; j++) {
      for (let i = 0; i <= 8; i++) {
        const found = this.at(box.x + across * i, box.y + along * j);
        if (found === own) mine += 1;
        else {
          if (found !== free) foreign += 1;
          missed += 1;
          if (foreign > most * 45 || missed > (1 - least) * 45) return null;
        }
      }
    }
    return { own: mine / 45, foreign: foreign / 45 };
  }

  // Places in a box that are a region's own for `margin` pixels around, about as many as `most`.
  spotsOn(number, { x: left, y: top, w, h }, margin, most) {
    const step = Math.max(8, Math.sqrt((w * h) / most));
    const isOwn = (x, y) => this.at(x, y) === number;
    const found = [];
    for (let y = top + step / 2; y < top + h; y += step) {
      for (let x = left + step / 2; x < left + w; x += step) {
        if (isOwn(x, y) && isOwn(x - margin, y) && isOwn(x + margin, y) && isOwn(x, y - margin) && isOwn(x, y + margin)) found.push({ x, y });
      }
    }
    return found;
  }

  // How much of a line lies on a region, 0 … 1.
  ownAlong(from, to, own) {
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
    let found = 0;
    for (let i = 0; i <= steps; i++) found += Number(this.at(from.x + ((to.x - from.x) * i) / steps, from.y + ((to.y - from.y) * i) / steps) === own);
    return found / (steps + 1);
  }

  // How many pixels of a line lie on regions other than the one it belongs to.
  foreignAlong(from, to, own) {
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
    let found = 0;
    for (let i = 0; i <= steps; i++) {
      const number = this.at(from.x + ((to.x - from.x) * i) / steps, from.y + ((to.y - from.y) * i) / steps);
      if (number !== own && number !== SEA && number !== INSET) found += 4;
    }
    return found;
  }
}

// For each corner of the grid, how many cells above and left of it are not open sea.
function sumsOf({ width, height, cells }) {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let j = 0; j < height; j++) {
    let row = 0;
    for (let i = 0; i < width; i++) {
      if (cells[j * width + i] !== SEA) row += 1;
      sums[(j + 1) * (width + 1) + i + 1] = sums[j * (width + 1) + i + 1] + row;
    }
  }
  return sums;
}
