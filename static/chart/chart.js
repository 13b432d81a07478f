// A chart: a Plotly figure drawn as SVG by ourselves, which stays in the page while its figure changes. This is the
// entry; it loads the parts, each with the version of this address, which covers the whole folder (as the map does).

const VERSION = new URL(import.meta.url).search;
const PARTS = ["dom", "text", "words", "scales", "lit", "marks", "draw", "play", "table", "take", "tip", "zoom", "view"];

let loaded = null;

export default async function mount(component) {
  const { Chart } = await parts();
  const host = component.parentElement;
  host.chart ??= new Chart(host);
  host.chart.receive(component);
  // Streamlit also calls this when a newer rerun overtakes: only a chart that has left the page ends.
  return () => setTimeout(() => {
    if (host.isConnected) return;
    host.chart?.destroy();
    host.chart = null; // a host that comes back is given another one
  }, 50);
}

function parts() {
  loaded ??= evaluate().catch((error) => {
    loaded = null; // the next rerun tries again
    throw error;
  });
  return loaded;
}

// All are fetched at once, then evaluated in their order: each imports those before it (see the map's entry for why).
async function evaluate() {
  const addresses = PARTS.map((name) => new URL(`${name}.js${VERSION}`, import.meta.url).href);
  for (const href of addresses) link("modulepreload", href);
  const styled = new Promise((resolve) => {
    const sheet = link("stylesheet", new URL(`chart.css${VERSION}`, import.meta.url).href);
    sheet.onload = sheet.onerror = resolve;
  });
  let part = null;
  for (const address of addresses) part = await import(address);
  await styled;
  return part;
}

function link(rel, href) {
  const node = Object.assign(document.createElement("link"), { rel, href });
  document.head.append(node);
  return node;
}
