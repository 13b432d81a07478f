// The view of equal tiles: one per region with name, value, rank, ring and the line of its years.

const VERSION = new URL(import.meta.url).search;
const { overlaps, padded } = await import(`./boxes.js${VERSION}`);
const { set, svg, write } = await import(`./dom.js${VERSION}`);
const { inkOn } = await import(`./label_text.js${VERSION}`);
const { drawRing, markerPath, setRing } = await import(`./marks.js${VERSION}`);
const { clamp, isNumber, round } = await import(`./numbers.js${VERSION}`);
const { drawOutline, setOutline } = await import(`./outlines.js${VERSION}`);
const { sparkline, sparkRange } = await import(`./sparkline.js${VERSION}`);
const { sparkRoom, tileLines, tileSize } = await import(`./tile_room.js${VERSION}`);

export class Tiles {
  constructor({ state, figures, look, ruler, nodes }) {
    Object.assign(this, { state, figures, look, ruler, nodes });
    this.tileOf = new Map();
  }

  // A tile: code, column, row; its nodes; `box` in the picture and what `tileLines` says of it.
  draw({ tiles }) {
    this.nodes.tiles.replaceChildren();
    this.grid = tiles;
    this.tileOf = new Map(tiles.cells.map((cell) => [cell.code, this.drawTile(cell)]));
    const rings = svg("g", { "aria-hidden": "true" }, this.nodes.tiles); // above all tiles: a ring may hang over the edge
    for (const tile of this.tileOf.values()) tile.ring = drawRing(rings);
    this.outline = drawOutline(svg("g", {}, this.nodes.tiles));
  }

  drawTile(cell) {
    const group = svg("g", { class: "krm-tile", "data-region": cell.code, tabindex: 0, role: "button" }, this.nodes.tiles);
    return {
      ...cell,
      group,
      ground: svg("rect", { rx: 2 }, group),
      bar: svg("rect", {}, group),
      name: svg("text", { class: "krm-tile-name" }, group),
      value: svg("text", { class: "krm-tile-value" }, group),
      rank: svg("text", { class: "krm-tile-rank" }, group),
      spark: svg("path", { class: "krm-tile-spark" }, group),
      dot: svg("circle", {}, group),
      marker: svg("path", { visibility: "hidden" }, group),
    };
  }

  // The legend stands in the hole of the south-west if it fits there, else below; the years in that of the north-east.
  layout(legend, yearMark) {
    const { state } = this;
    const year = yearMark.room();
    const beside = legend.room(state.width);
    const found = (!beside.isBelow && this.arranged(beside, year)) || this.arranged(legend.room(state.width, true), year);
    state.legendBox = found.legend;
    yearMark.place(found.year);
    [...this.tileOf.values()].forEach((tile, i) => this.layoutTile(tile, found.boxes[i]));
  }

  arranged(room, year) {
    const { width, data } = this.state;
    const { rows, columns } = this.grid;
    const gap = data.projector ? 6 : 4;
    const height = this.state.height - (room.isBelow ? room.h : 0);
    const { w, h } = tileSize({ width, height, rows, columns, gap });
    const left = (width - w * columns - gap * (columns - 1)) / 2;
    const boxes = [...this.tileOf.values()].map(({ column, row }) => ({ x: left + column * (w + gap), y: 2 + row * (h + gap), w, h }));
    const bottom = 2 + rows * (h + gap) - gap;
    const yearBox = { x: Math.max(0, width - left - year.w), y: 0, ...year };
    if (room.isBelow) return { boxes, year: yearBox, legend: { ...room, x: 0, y: height } };
    const legend = { ...room, x: 0, y: Math.min(bottom, height) - room.h };
    return boxes.some((box) => overlaps(padded(legend, 8, 2), box)) ? null : { boxes, year: yearBox, legend };
  }

  layoutTile(tile, box) {
    const { small, body } = this.look;
    Object.assign(tile, { box }, tileLines(box, small, body));
    set(tile.group, { transform: `translate(${round(box.x)} ${round(box.y)})` });
    set(tile.ground, { width: round(box.w), height: round(box.h) });
    set(tile.name, { x: tile.pad, y: round(tile.nameY) });
    set(tile.value, { x: tile.pad, y: round(tile.valueY) });
  }

  paint() {
    for (const tile of this.tileOf.values()) this.paintTile(tile);
  }

  paintTile(tile) {
    const { code } = tile;
    const value = this.figures.value(code);
    const inner = tile.box.w - 2 * tile.pad;
    this.look.paintFill(tile.ground, code, "hatch");
    const pen = this.pen(code, value);
    const name = this.paintName(tile, pen, inner);
    const { lines, ...number } = this.paintValue(tile, pen, inner, value);
    const rooms = { name: name.room, value: number.room };
    const ring = this.placeRing(tile, rooms, value !== null);
    if (ring.row in rooms) rooms[ring.row] -= ring.width;
    const rank = this.paintRank(tile, pen, { value, lines, rooms, ring });
    this.paintSpark(tile, pen.ink, value === null ? null : sparkRoom(tile, { inner, ring, rank, valueRoom: rooms.value }));
    this.paintBar(tile, inner, value);
    this.paintMarker(tile);
  }

  // Ink that is legible on the tile; on hatching with a halo.
  pen(code, value) {
    const { look } = this;
    const isMissing = value === null;
    const { ink, halo } = isMissing ? { ink: look.ink, halo: look.hatchGround } : inkOn(look.fill(code));
    const width = isMissing ? 4 : 2;
    return { ink, style: `fill:${ink};stroke:${halo};stroke-width:${width}px;paint-order:stroke;stroke-linejoin:round;` };
  }

  // Returns the room beside the name.
  paintName(tile, pen, inner) {
    const { look, ruler } = this;
    const { small } = look;
    const text = this.figures.abbreviation(tile.code);
    const indent = this.markerOf(tile) < 0 ? 0 : small * 1.15;
    const wanted = (small * (inner - indent)) / Math.max(1, ruler.measure(text, small, 500));
    const size = clamp(wanted, small * 0.9, small);
    write(tile.name, text);
    set(tile.name, { x: round(tile.pad + indent) });
    tile.name.style.cssText = `${pen.style}font-size:${round(size)}px`;
    return { room: inner - indent - ruler.measure(text, size, 500) };
  }

  // The number; else the sign of what is withheld, or in words why there is none. Returns the room beside it.
  paintValue(tile, pen, inner, value) {
    const { figures, look, ruler, state } = this;
    const isWord = value === null && !figures.isSecret(tile.code);
    const weight = isWord ? 400 : 600;
    const lines = isWord ? ruler.wrap(state.data.missingText, inner, look.small, 400) : this.valueLines(tile.code, inner);
    const fitting = (tile.big * inner) / Math.max(1, ruler.measure(lines[0], tile.big, 600));
    const size = isWord ? look.small : Math.max(10.5, Math.min(tile.big, fitting));
    const isCut = isWord && lines.length > 1 && tile.box.h - tile.valueY <= look.small * 1.4;
    write(tile.value, isCut ? "" : lines[0]);
    tile.value.style.cssText = `${pen.style}font-size:${round(size)}px;font-weight:${weight}`;
    return { lines, room: inner - ruler.measure(lines[0], size, weight) };
  }

  // The sign of what is withheld in large and, if it fits on one line, what it means.
  valueLines(code, inner) {
    const { figures, look, ruler, state } = this;
    if (!figures.isSecret(code)) return [figures.text(code)];
    const text = figures.missingText(code);
    return [state.data.words.secret_mark, ...(ruler.measure(text, look.small) <= inner ? [text] : [])];
  }

  // The rank, or the second line of a reason. Returns its width, whether it has a row of its own, and beside
  // which line it stands: the place in `tile.rankRows`, -1 for neither.
  paintRank(tile, pen, { value, lines, rooms, ring }) {
    const { look, ruler } = this;
    const text = this.rankText(tile, lines);
    const width = ruler.measure(text, look.small);
    const spot = tile.rankRows.findIndex(({ row }) => rooms[row] >= width + 5);
    const hasRow = tile.third || value === null;
    write(tile.rank, spot < 0 && !hasRow ? "" : text);
    if (hasRow) set(tile.rank, { x: round(tile.pad + width), y: round(tile.valueY + look.small * 1.2) });
    else if (spot >= 0) {
      const { row, x, y } = tile.rankRows[spot];
      set(tile.rank, { x: round(x - (ring.row === row ? ring.width : 0)), y });
    }
    tile.rank.style.cssText = value === null ? pen.style : `fill:${pen.ink};fill-opacity:.85`;
    return { width, hasRow, spot };
  }

  rankText(tile, lines) {
    const { data, index } = this.state;
    const rank = this.figures.rank(tile.code);
    if (rank) return `${rank}/${data.whom[index][0]}`;
    return tile.box.h - tile.valueY > this.look.small * 1.4 ? lines.slice(1).join(" ") : "";
  }

  // The ring takes the first corner with room: beside the name, the line or the value; else it hangs over the edge.
  placeRing(tile, rooms, hasSpark) {
    const { box, pad } = tile;
    const letter = this.figures.grade(tile.code);
    const r = this.look.ring;
    const width = 2 * r + 4;
    const lift = this.state.isCount ? 8 : 0;
    const right = box.x + box.w - pad - r + 2;
    const hasRoomBelow = hasSpark && tile.sparkBelow + 8 >= 2 * r + lift;
    const places = {
      name: rooms.name >= width && { x: right, y: box.y + tile.nameY - this.look.small * 0.35 },
      spark: hasRoomBelow && { x: right, y: box.y + box.h - pad - r + 2 - lift },
      value: rooms.value >= width && { x: right, y: box.y + tile.valueY - tile.big * 0.35 },
      edge: { x: Math.min(box.x + box.w, this.state.width - r - 1), y: Math.max(box.y - 3, r + 1) },
    };
    const row = letter ? Object.keys(places).find((name) => places[name]) : null;
    setRing(tile.ring, letter, places[row], this.look);
    return { row, width };
  }

  paintSpark(tile, ink, room) {
    const { data, summary, index, isCount } = this.state;
    const row = data.values[tile.code] ?? [];
    const isShown = room && room.w >= 14 && row.filter(isNumber).length > 1;
    tile.spark.style.display = tile.dot.style.display = isShown ? "" : "none";
    if (!isShown) return;
    const lift = isCount && room.bottom > tile.box.h - 12 ? 6 : 0; // above the bar of a count
    const h = room.h - lift;
    const { x } = room;
    const y = room.bottom - h - lift;
    const line = sparkline(row, ...sparkRange(row, summary), room.w, h);
    set(tile.spark, { d: line.path, transform: `translate(${round(x)} ${round(y)})` });
    tile.spark.style.cssText = `stroke:${ink};stroke-opacity:.7`;
    const value = row[index];
    tile.dot.style.display = isNumber(value) ? "" : "none";
    if (isNumber(value)) set(tile.dot, { cx: round(x + line.x(index)), cy: round(y + line.y(value)), r: 2.6 });
    tile.dot.style.fill = ink;
  }

  // A count is a length, as the circles of the map are areas.
  paintBar(tile, inner, value) {
    const isShown = this.state.isCount && value !== null;
    const width = isShown ? round((inner * Math.max(0, value)) / this.state.summary.top) : 0;
    const thick = tile.valueY > tile.box.h - 11 ? 3 : 4; // a low tile has no more room below its value
    set(tile.bar, { x: tile.pad, y: round(tile.box.h - (thick < 4 ? 4.5 : 9)), height: thick, width });
    tile.bar.style.fill = this.look.circleFill(tile.code);
  }

  markerOf({ code }) {
    return this.state.data.compare.indexOf(code);
  }

  paintMarker(tile) {
    const { look, state } = this;
    const marker = this.markerOf(tile);
    set(tile.marker, { visibility: marker < 0 ? "hidden" : "visible" });
    if (marker < 0) return;
    const place = `translate(${round(tile.pad + look.small * 0.4)} ${round(tile.nameY - look.small * 0.34)})`;
    set(tile.marker, { d: markerPath(marker, state.data.projector ? 6 : 4.5), transform: place });
    tile.marker.style.cssText = look.markerStyle(marker, 2);
  }

  // What the two views have in common: codes, nodes, places and outlines of regions.

  codes() {
    return [...this.tileOf.keys()];
  }

  node(code) {
    return this.tileOf.get(code)?.group;
  }

  nodesOf(code) {
    const tile = this.tileOf.get(code);
    return tile ? [tile.group, tile.ring.group] : [];
  }

  centre(code) {
    const { x, y, w, h } = this.tileOf.get(code).box;
    return { x: x + w / 2, y: y + h / 2 };
  }

  tipPoint(code) {
    return this.centre(code);
  }

  boxesOf(code) {
    return [this.tileOf.get(code).box];
  }

  setOutline(kind, code) {
    const box = this.tileOf.get(code)?.box;
    setOutline(this.outline, kind, box && `M${round(box.x)} ${round(box.y)}h${round(box.w)}v${round(box.h)}h${round(-box.w)}z`);
  }
}
