// A ground from a drawing: one sign is a cell of two by two pixels, "." the sea, "#" an inset, a digit a region.
import { Ground, INSET, SEA } from "../../static/map/ground.js";

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
