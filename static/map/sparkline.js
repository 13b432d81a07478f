// The small line of a region's years, for tiles and tooltip.

const VERSION = new URL(import.meta.url).search;
const { isNumber, round } = await import(`./numbers.js${VERSION}`);

// A line with gaps where nothing was reported; a lone year becomes a dot by its round caps.
export function sparkline(values, low, high, width, height) {
  const x = (i) => (values.length < 2 ? width / 2 : (i * width) / (values.length - 1));
  const y = (v) => (high > low ? height - ((v - low) / (high - low)) * height : height / 2);
  let path = "";
  values.forEach((value, i) => {
    if (!isNumber(value)) return;
    const open = i > 0 && isNumber(values[i - 1]);
    path += `${open ? "L" : "M"}${round(x(i))} ${round(y(value))}`;
    if (!open && !isNumber(values[i + 1])) path += "h.01";
  });
  return { path, x, y };
}

// Lowest and highest value of a line's own scale. `whole` is the range of all regions.
export function sparkRange(row, whole) {
  const present = row.filter(isNumber);
  if (!present.length) return [0, 1];
  const least = (whole.high - whole.low) * 0.2; // so that a small wobble does not look like a crash
  let low = Math.min(...present);
  let high = Math.max(...present);
  const missing = Math.max(0, least - (high - low)) / 2;
  low -= missing;
  high += missing;
  return high > low ? [low, high] : [low - 1, high + 1];
}
