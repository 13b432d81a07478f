// The frame: stylesheet, language, theme colours, projector size, the bar at the top, and the few words Streamlit leaves
// English.
const VERSION = new URL(import.meta.url).search;
const WORDS = new Map([
  ["No results", "Tidak ada hasil"],
  ["No results found", "Tidak ada hasil"],
  ["Choose an option", "Pilih"],
  ["Choose options", "Pilih"],
  ["Select all", "Pilih semua"],
  ["Clear all", "Hapus semua"],
  ["Fullscreen", "Layar penuh"],
  ["Close fullscreen", "Tutup layar penuh"],
  ["Download as CSV", "Unduh CSV"],
  ["Download", "Unduh"],
  ["Search", "Cari"],
  ["Show/hide columns", "Pilih kolom"],
  ["Close", "Tutup"],
  ["Open", "Buka"],
  ["Connecting", "Menyambung"],
  ["Skip to main content", "Langsung ke isi"],
  ["Clear value", "Hapus pilihan"],
  ["Remove", "Hapus"],
  ["Upload", "Pilih berkas"],
  ["file upload", "Pilih berkas"],
  ["Add files", "Tambah berkas"],
  ["Drag and drop files here", "Lepaskan berkas di sini"],
  ["You can only select up to 3 options. Remove an option first.", "Paling banyak tiga daerah. Hapus satu dahulu."],
]);

let observer = null;

function stylesheet(href) {
  let link = document.getElementById("kumkm-css");
  if (link && link.getAttribute("href") === href) return;
  if (!link) {
    link = document.createElement("link");
    link.id = "kumkm-css";
    link.rel = "stylesheet";
    document.head.append(link);
  }
  link.href = href;
}

function paint(data) {
  const root = document.documentElement;
  root.lang = "id";
  root.dataset.kTheme = data.palette.name;
  root.toggleAttribute("data-k-screen", Boolean(data.screen));
  for (const [key, value] of Object.entries(data.palette)) root.style.setProperty(`--k-${key}`, value);
}

// A number that answers is a button to keyboards and readers; said here once instead of with every number sent.
function answering(node) {
  const unsaid = "[data-asal]:not([role])";
  for (const number of [...(node.matches(unsaid) ? [node] : []), ...node.querySelectorAll(unsaid)]) {
    number.setAttribute("role", "button");
    number.setAttribute("tabindex", "0");
    number.setAttribute("title", "Dari mana angka ini?");
  }
}

function translate(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const found = WORDS.get(text.data.trim());
    if (found) text.data = found;
  }
  const scope = node.querySelectorAll ? node : node.parentElement;
  for (const element of scope?.querySelectorAll?.("[placeholder],[aria-label],[title]") ?? []) {
    for (const name of ["placeholder", "aria-label", "title"]) {
      const found = WORDS.get(element.getAttribute(name) ?? "");
      if (found) element.setAttribute(name, found);
    }
  }
}

function watch() {
  if (observer) return;
  observer = new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE || node.closest("svg")) continue;
        translate(node);
        answering(node);
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  translate(document.body);
  answering(document.body);
}

// Every rerun comes by here; nothing is touched unless theme or size changed, for a change of a root's
// property makes the browser look at every element anew.
let dressed = "";
let latest = null;
let bar = null;

// One click on any number that carries `data-asal` asks where it comes from.
function ask(event) {
  if (!latest || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
  const number = event.target.closest?.("[data-asal]");
  const asked = number ? number.dataset.asal : event.type === "click" && askedOfChart(event);
  if (!asked) return;
  event.preventDefault();
  latest.setTriggerValue("asal", asked);
}

// The bars and points of a chart carry their question too; the one under the click, or at its height, answers.
function askedOfChart(event) {
  const plot = event.target.closest?.(".js-plotly-plot");
  if (!plot?.data?.some((trace) => trace.customdata)) return null;
  const groups = [...plot.querySelectorAll(".cartesianlayer .trace")].filter((group) => group.querySelector(".point"));
  const traces = plot.data.filter((trace) => trace.customdata && trace.mode !== "lines");
  for (const [position, trace] of traces.entries()) {
    const marks = [...(groups[position]?.querySelectorAll(".point") ?? [])];
    const hit = traces.length > 1 ? "xy" : trace.type === "bar" && trace.orientation !== "h" ? "x" : "y";
    const known = trace.customdata.filter((asked, index) => asked && trace.x[index] !== null && trace.y[index] !== null);
    const index = nearest(event, marks.map((mark) => mark.getBoundingClientRect()), hit);
    if (index >= 0) return (marks.length === known.length ? known : trace.customdata)[index] ?? null;
  }
  return null;
}

// Of the marks under the click the one whose middle is nearest: dots may lie over each other. -1 if there is none.
function nearest(event, boxes, axes) {
  const away = boxes.map((box) => {
    if (!isAt(event, box, axes)) return Infinity;
    const across = axes.includes("x") ? event.clientX - (box.left + box.right) / 2 : 0;
    const down = axes.includes("y") ? event.clientY - (box.top + box.bottom) / 2 : 0;
    return Math.hypot(across, down);
  });
  const least = Math.min(...away);
  return least === Infinity ? -1 : away.indexOf(least);
}

function isAt(event, box, axes) {
  const reach = axes === "xy" ? 6 : 3;
  const across = event.clientX >= box.left - reach && event.clientX <= box.right + reach;
  const down = event.clientY >= box.top - reach && event.clientY <= box.bottom + reach;
  return (across || !axes.includes("x")) && (down || !axes.includes("y"));
}

// A link to a page of ours opens it without loading the app again; a modified click is left to the browser.
function follow(event) {
  const link = event.target.closest?.("a[data-page]");
  if (!link || !latest || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  latest.setTriggerValue("buka", { page: link.dataset.page, query: new URL(link.href).search });
}

// Plotly moves marks whatever the viewer asked for: where less motion is wanted, its steps take no time.
function hold(event) {
  const plot = event.target.closest?.(".js-plotly-plot");
  if (!plot?._fullLayout || !matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const { sliders = [], updatemenus = [] } = plot._fullLayout;
  for (const { args } of [...sliders.flatMap((item) => item.steps), ...updatemenus.flatMap((item) => item.buttons)]) {
    if (args?.[1]?.transition) args[1].transition.duration = 0;
  }
}

async function barOf(parent) {
  const { Bar } = await import(new URL("bar.js" + VERSION, import.meta.url).href);
  const host = parent.appendChild(document.createElement("header"));
  host.className = "k-top";
  return new Bar(host);
}

export default async function (component) {
  const { data } = component;
  if (!latest) {
    document.addEventListener("click", ask);
    document.addEventListener("click", follow);
    document.addEventListener("keydown", ask);
    document.addEventListener("pointerdown", hold, { capture: true });
  }
  latest = component;
  const { bar: shown, ...look } = data;
  const wanted = JSON.stringify(look);
  if (wanted !== dressed) {
    dressed = wanted;
    stylesheet(data.stylesheet);
    paint(data);
    watch();
  }
  if (!bar || !bar.host.isConnected) bar = await barOf(component.parentElement);
  bar.show(latest, shown);
}
