// A ground from a drawing: one sign is a cell of two by two pixels, "." the sea, "#" an inset, a digit a region.
import { readFileSync } from "node:fs";
import { Ground, INSET, SEA } from "../../static/map/ground.js";
import { normalise } from "../../static/map/shapes.js";

export function ground(rows) {
  const number = (sign) => (sign === "." ? SEA : sign === "#" ? INSET : Number(sign));
  const cells = Uint8Array.from(rows.flatMap((row) => [...row].map(number)));
  return new Ground({ width: rows[0].length, height: rows.length, cells });
}

// The sea of 200 × 100 pixels with regions on it: number → [left, top, width, height] in pixels.
export function islands(regions) {
  const cells = new Uint8Array(100 * 50);
  for (const [number, [left, top, width, height]] of Object.entries(regions)) {
    for (let y = top; y < top + height; y += 2) {
      for (let x = left; x < left + width; x += 2) cells[(y / 2) * 100 + x / 2] = Number(number);
    }
  }
  return new Ground({ width: 100, height: 50, cells });
}

// The province as it is drawn, from the shapes the browser fetches: even-odd by lines of the grid, in pixels.
const SHAPES = JSON.parse(readFileSync(new URL("../../static/geo/regions.json", import.meta.url), "utf8"));

export const shapes = normalise(SHAPES);

// The ground of `view` (a frame in units) at `k` pixels a unit, with insets ({source, place, k, x, y}) upon it.
export function rasterised(view, k, insets = []) {
  const [width, height] = [Math.ceil((view.width * k) / 2), Math.ceil((view.height * k) / 2)];
  const cells = new Uint8Array(width * height);
  const scale = k / 2;
  const draw = (points, number, within) => {
    for (const [left, right, row] of spans(points)) {
      for (let i = Math.max(left, within.left); i < Math.min(right, within.right); i++) {
        if (row >= within.top && row < within.bottom) cells[row * width + i] = number;
      }
    }
  };
  const to = (f, dx = 0, dy = 0) => (ring) => ring.map(([x, y]) => [(x * f + dx - view.x) * scale, (y * f + dy - view.y) * scale]);
  const whole = { left: 0, right: width, top: 0, bottom: height };
  shapes.regions.forEach(({ d }, i) => draw(rings(d).map(to(1)), i + 1, whole));
  for (const { place, k: zoom, x, y } of insets) {
    const cell = (at, from) => Math.round((at - from) * scale);
    const within = { left: cell(place.x, view.x), right: cell(place.x + place.width, view.x), top: cell(place.y, view.y), bottom: cell(place.y + place.height, view.y) };
    for (let j = within.top; j < within.bottom; j++) cells.fill(INSET, j * width + within.left, j * width + within.right);
    shapes.regions.forEach(({ d }, i) => draw(rings(d).map(to(zoom, x, y)), i + 1, within));
  }
  return new Ground({ width, height, cells });
}

// "M1 2l.5-.3 …z": a start and steps from it.
function rings(d) {
  return d.split("M").slice(1).map((ring) => {
    const numbers = (ring.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const points = [[numbers[0], numbers[1]]];
    for (let i = 2; i + 1 < numbers.length; i += 2) points.push([points.at(-1)[0] + numbers[i], points.at(-1)[1] + numbers[i + 1]]);
    return points;
  });
}

// Runs of cells within rings: [left, right, row].
function* spans(points) {
  const top = Math.max(0, Math.floor(Math.min(...points.flat().map(([, y]) => y))));
  const bottom = Math.ceil(Math.max(...points.flat().map(([, y]) => y)));
  for (let row = top; row <= bottom; row++) {
    const at = row + 0.5;
    const crossings = points.flatMap((ring) =>
      ring.flatMap(([x, y], i) => {
        const [x2, y2] = ring[(i + 1) % ring.length];
        return y <= at === y2 > at ? [x + ((at - y) / (y2 - y)) * (x2 - x)] : [];
      }),
    );
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) yield [Math.max(0, Math.round(crossings[i])), Math.round(crossings[i + 1]), row];
  }
}
