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
