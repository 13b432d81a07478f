// The table twin of a chart, from what its marks say: a row per region or year, a column per thing told.

const VERSION = new URL(import.meta.url).search;
const { html } = await import(`./dom.js${VERSION}`);
const { at, lines, plain } = await import(`./text.js${VERSION}`);
const { WORDS } = await import(`./words.js${VERSION}`);

const clean = (text) => text.replace(/[\u2002\u2009]/g, "").trim();

// { columns: [...], rows: [[head, cell, ...]], codes: [region of each row, or null] }.
export function tableOf(marks, names = {}) {
  const rows = new Map();
  const speaking = marks.filter((item) => item.said !== null);
  // Columns come as the figure tells them, rows as they are read.
  const inOrder = [...speaking].sort((a, b) => a.order - b.order);
  const columns = new Set(inOrder.flatMap((mark) => cells(mark, names).map(([, column]) => column)));
  for (const mark of speaking) {
    for (const [head, column, value] of cells(mark, names)) {
      if (!rows.has(head)) rows.set(head, { cells: new Map(), code: mark.code });
      if (rows.get(head).code !== mark.code) rows.get(head).code = null;
      rows.get(head).cells.set(column, value);
    }
  }
  const order = [...columns];
  const heads = [...rows.keys()];
  if (heads.every((head) => /^\d{4}$/.test(head))) heads.sort();
  return {
    columns: order,
    rows: heads.map((head) => [head, ...order.map((column) => rows.get(head).cells.get(column) ?? "")]),
    codes: heads.map((head) => rows.get(head).code),
  };
}

// [row, column, value] of what a mark says. Of a line over years: the year, whose line, the value.
function cells(mark, names) {
  const said = lines(mark.said).map((runs) => clean(runs.map((run) => run.text).join(""))).filter(Boolean);
  const x = mark.trace.x[mark.index];
  const isYear = typeof x === "number" && x >= 1900 && x <= 2200 && Number.isInteger(x);
  if (said.length === 1) {
    const [head, value] = parted(said[0]);
    if (!isYear) return [[head, "Nilai", value]];
    const whose = names[mark.code] ?? at(mark.trace.name, mark.index) ?? "";
    return [[String(x), whose || clean(head.replace(String(x), "")) || "Nilai", value]];
  }
  return said.slice(1).map((line) => {
    const [column, value] = parted(line);
    return value ? [said[0], column, value] : [said[0], "Nilai", column];
  });
}

// "Kolaka: 5,2 persen" in two; without a colon all is the first.
function parted(line) {
  const place = line.lastIndexOf(": ");
  return place < 0 ? [line, ""] : [line.slice(0, place), line.slice(place + 2)];
}

// The list as a table, each row with the region it is of.
export function tableNode(order, names, caption) {
  const { columns, rows, codes } = tableOf(order, names);
  const years = rows.every(([head]) => /^\d{4}$/.test(head));
  const table = html("table", "k-table", null);
  html("caption", "", table, caption);
  const head = html("tr", "", html("thead", "", table));
  html("th", "", head, years ? WORDS.year : WORDS.row).scope = "col";
  for (const column of columns) html("th", "k-num", head, column).scope = "col";
  const body = html("tbody", "", table);
  rows.forEach(([first, ...cells], index) => {
    const row = html("tr", "", body);
    if (codes[index]) row.dataset.daerah = codes[index]; // the frame marks the chosen ones
    html("th", "", row, first).scope = "row";
    for (const cell of cells) html("td", "k-num", row, plain(cell));
  });
  return table;
}
