// The shapes file: fetched once per address, brought into one form.

const requests = new Map();

export function loadShapes(url) {
  const address = new URL(url, location.origin).href;
  if (!requests.has(address)) {
    const request = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json().then(normalise);
    });
    request.catch(() => requests.delete(address));
    requests.set(address, request);
  }
  return requests.get(address);
}

// One form for all the shapes files: points as {x, y}, frames as {x, y, width, height}.
export function normalise(file) {
  const point = (p) => (Array.isArray(p) ? { x: p[0], y: p[1] } : p);
  const frame = (f) => (Array.isArray(f) ? { x: f[0], y: f[1], width: f[2], height: f[3] } : f);
  return {
    view: frame(file.viewBox),
    extent: frame(file.extent ?? file.viewBox), // what a map must show; islets beyond it are shown where they fit
    regions: file.regions.map((region) => ({
      code: region.code,
      d: region.d,
      point: point(region.label), // where its label belongs; `r` says how much room is around it
      centre: centreOf(region.d), // where it reads best, if there is room
      corners: region.bbox, // left, top, right, bottom
    })),
    insets: (file.insets ?? []).map((inset) => ({
      title: inset.title ?? "",
      codes: inset.codes ?? [],
      source: frame(inset.source),
    })),
    tiles: {
      rows: file.tiles.rows,
      columns: file.tiles.columns,
      cells: file.tiles.cells ?? file.tiles.items ?? [],
    },
  };
}

// The centroid of the largest ring of a path of "M x y l dx dy … z": it need not lie within. {x, y}
export function centreOf(d) {
  let largest = { area: -1, x: 0, y: 0 };
  for (const text of d.split("M").slice(1)) {
    const found = centroidOf((text.match(/-?\d*\.?\d+/g) ?? []).map(Number));
    if (found.area > largest.area) largest = found;
  }
  return { x: largest.x, y: largest.y };
}

// Of a start and steps from it: triangles between the start and each step, summed with their signs.
function centroidOf([x0, y0, ...steps]) {
  let [x, y, twice, mx, my] = [0, 0, 0, 0, 0];
  for (let i = 0; i + 1 < steps.length; i += 2) {
    const [x2, y2] = [x + steps[i], y + steps[i + 1]];
    const part = x * y2 - x2 * y;
    twice += part;
    mx += (x + x2) * part;
    my += (y + y2) * part;
    [x, y] = [x2, y2];
  }
  const by = 3 * twice || 1;
  return { area: Math.abs(twice) / 2, x: x0 + mx / by, y: y0 + my / by };
}
