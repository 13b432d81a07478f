// The region map: SVG shapes, equal tiles, legend and years, repainted in place on every rerun.
// Python sends numbers and finished Indonesian text; nothing is formatted here. This is the entry: it loads the
// parts, puts a map into the page, and exports one. The drawing begins in map.js.

const VERSION = new URL(import.meta.url).search;

// Every part is imported with the version of this entry, which covers the whole folder (`kumkm/ui/assets.py`): no
// part is ever older than the others. Only `await import` can carry it; written in the parts at top level, it lets
// them import each other by names. They are evaluated one by one, each after those it imports, because Safari hands
// out a module that still waits at top level unfinished to whoever imports it second (WebKit bug 242740). For the
// same reason nothing waits at top level here: two maps may be mounted at once. The last part is the map.
const PARTS = [
  "numbers", "dom", "colour", "words", "choices", "shapes", "state",
  "boxes", "figures", "marks", "outlines", "sparkline", "skeleton", "ruler", "export", "play", "year",
  "ground", "label_text", "tile_room", "legend_rows", "look", "raster", "arranging", "placing", "spreading", "tip",
  "selection", "pointing", "legend", "tiles", "geo", "labels", "map",
];

export default async function mount(component) {
  const [{ RegionMap }] = await Promise.all([loadParts(), loadStyles()]);
  const host = component.parentElement;
  if (host.regionMap && host.regionMap.version !== VERSION) {
    host.regionMap.destroy();
    host.regionMap = null;
  }
  host.regionMap ??= new RegionMap(host, VERSION, registry().instances);
  host.regionMap.receive(component);
  // Streamlit also calls this when a newer rerun overtakes: only a map that has left the page ends.
  return () => setTimeout(() => {
    if (!host.regionMap || host.regionMap.root.isConnected) return;
    host.regionMap.destroy();
    host.regionMap = null; // a host that comes back is given another one
  }, 50);
}

// Return a standalone SVG of what the map shows. `which` is the Streamlit key, the root element, or
// nothing for the map that was drawn last. options: title, subtitle, source, theme ("light" | "dark").
export function exportSvg(which, options = {}) {
  const map = find(which);
  return map ? map.export(options) : null;
}

function find(which) {
  const maps = [...registry().instances.values()].filter((map) => map.root.isConnected);
  if (which === undefined || which === null) return maps.at(-1);
  return maps.find((map) => map.id === which || map.root === which || map.host === which);
}

function registry() {
  window.kumkmMap ??= { instances: new Map() };
  window.kumkmMap.exportSvg = exportSvg;
  return window.kumkmMap;
}

let partsLoaded = null;
let stylesLoaded = null;

// All are fetched at once, then evaluated in their order.
function loadParts() {
  const addresses = PARTS.map((name) => new URL(`${name}.js${VERSION}`, import.meta.url).href);
  partsLoaded ??= evaluate(addresses).catch((error) => {
    partsLoaded = null; // the next rerun tries again
    throw error;
  });
  return partsLoaded;
}

async function evaluate(addresses) {
  for (const href of addresses) addLink("modulepreload", href);
  let part = null;
  for (const address of addresses) part = await import(address);
  return part;
}

function loadStyles() {
  stylesLoaded ??= new Promise((resolve) => {
    const link = addLink("stylesheet", new URL("region_map.css" + VERSION, import.meta.url).href);
    link.onload = link.onerror = resolve;
  });
  return stylesLoaded;
}

function addLink(rel, href) {
  const link = Object.assign(document.createElement("link"), { rel, href });
  document.head.append(link);
  return link;
}
