// How a picture stands on its sheet: sizes, lines, names of files. Nothing here knows a page.

// Choices of the sheet: id, words, width over height (none: as on the screen), px across, what its file is called.
export const SHEETS = [
  { id: "layar", words: "Seperti di layar", ratio: null, across: null, suffix: "" },
  { id: "slide", words: "Salindia 16:9", ratio: 16 / 9, across: 1920, suffix: "-salindia" },
  { id: "a4", words: "A4 lintang", ratio: 297 / 210, across: 1754, suffix: "-a4" },
];

// A title as a part of a file's name: `PDRB per kapita 2023` → `pdrb-per-kapita-2023`.
export function slug(text) {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? ["gambar"]).join("-");
}

export function fileName(title, sheet, kind) {
  return `${slug(title)}${sheet.suffix}.${kind}`;
}

// Lines no longer than `width` px at a size, by the mean width of a letter of the house's type.
export function wrapped(text, width, size) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1);
    if (line !== undefined && (line.length + word.length + 1) * size * 0.54 <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// px that a chart of a given height is drawn wide, so that it fills a sheet of this ratio with what stands around it.
export function widthFor(ratio, height, around, { least = 480, most = 1800 } = {}) {
  return Math.round(Math.min(most, Math.max(least, ratio * (height + around))));
}

// Where a drawing of a size stands on a sheet: as large as fits inside the margin, in the middle. Without a ratio the
// sheet is the drawing.
export function placed({ width, height }, { ratio, across }, margin = 0.025) {
  if (!ratio) return { width, height, x: 0, y: 0, scale: 1 };
  const page = { width: across, height: Math.round(across / ratio) };
  const edge = Math.round(across * margin);
  const scale = Math.min((page.width - 2 * edge) / width, (page.height - 2 * edge) / height);
  return { ...page, x: Math.round((page.width - width * scale) / 2), y: Math.round((page.height - height * scale) / 2), scale };
}
