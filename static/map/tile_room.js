// How large a tile is, where its lines stand, and what room is left for the line of its years.

const VERSION = new URL(import.meta.url).search;
const { clamp, round } = await import(`./numbers.js${VERSION}`);

export function tileSize({ width, height, rows, columns, gap }) {
  let w = (width - gap * (columns - 1) - 6) / columns;
  let h = (height - gap * (rows - 1) - 6) / rows;
  w = Math.min(w, h * 2.6);
  h = Math.min(h, w * (w < 100 ? 1.3 : 0.95));
  return { w, h };
}

// pad: inner margin; big: size of the value; nameY, valueY: base lines; sparkBelow: height left for the line of
// years below the value; rankRows: where the rank may stand, the better one first; third: it has a row of its own.
export function tileLines({ w, h }, small, body) {
  const pad = w < 80 ? 5 : 8;
  const big = clamp(Math.min(h * 0.26, w * 0.2), body, body * 1.7);
  const isRoomy = h >= 2 * pad + small + big;
  const isNarrow = w < 84; // then the rank has a row of its own
  const below = h - 2 * pad - small - big - 14 - (isNarrow ? small + 2 : 0);
  const nameY = isRoomy ? pad + small * 0.8 : h / 2 - 2;
  const valueY = isRoomy ? nameY + 5 + big * 0.85 : h / 2 + big * 0.9;
  const sparkBelow = below >= 12 ? Math.min(below, 36) : 0;
  const byName = { row: "name", x: round(w - pad), y: round(nameY) };
  const byValue = { row: "value", x: round(w - pad), y: round(valueY) };
  const rankRows = sparkBelow ? [byValue, byName] : [byName, byValue];
  return { pad, big, nameY, valueY, sparkBelow, rankRows, third: isNarrow && h - valueY > small + 4 };
}

// Below the value if the tile is high enough, else beside it unless the rank is in the way.
export function sparkRoom(tile, { inner, ring, rank, valueRoom }) {
  const { box, pad, big, valueY, sparkBelow } = tile;
  if (sparkBelow) return { x: pad + 2, w: inner - 4 - (ring.row === "spark" ? ring.width : 0), h: sparkBelow, bottom: box.h - pad };
  if (rank.hasRow || rank.spot === 1) return null;
  const w = Math.min(72, valueRoom - 12);
  return { x: box.w - pad - 2 - (ring.row === "value" ? ring.width : 0) - w, w, h: big * 0.9, bottom: valueY + 2 };
}
