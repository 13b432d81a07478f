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
  ["Choose date", "Pilih tanggal"],
  ["Clear date", "Hapus tanggal"],
  ["Remove", "Hapus"],
  ["Upload", "Pilih berkas"],
  ["file upload", "Pilih berkas"],
  ["Add files", "Tambah berkas"],
  ["Drag and drop files here", "Lepaskan berkas di sini"],
  ["You can only select up to 3 options. Remove an option first.", "Paling banyak tiga daerah. Hapus satu dahulu."],
]);

let observer = null;

// A first run carries its rules inside the page; what has to win over them stands after it.
function stylesheet(id, href, parent) {
  let link = document.getElementById(id);
  if (link && link.getAttribute("href") === href) return;
  if (!link) {
    link = document.createElement("link");
    link.id = id;
    link.rel = "stylesheet";
    parent.append(link);
  }
  link.href = href;
}

function paint(data) {
  const root = document.documentElement;
  root.lang = "id";
  root.dataset.kTheme = data.palette.name;
  root.toggleAttribute("data-k-screen", Boolean(data.screen));
  // What takes maps and charts away as pictures, loaded when somebody asks.
  const load = () => import(new URL(data.picture.module, location.origin).href);
  window.kumkmPicture = { ...data.picture, load };
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
  for (const number of node.querySelectorAll(".k-not-real:not([aria-description])")) {
    number.setAttribute("aria-description", "data simulasi");
    number.title = [number.title, "Data simulasi."].filter(Boolean).join(" ");
  }
}

// Rows of the chosen regions: marked here, so that a table is the same for whoever is chosen and is not sent anew.
// Who is chosen stands in the address, which the server writes before it draws.
const ROWS = ":is(tr, figure)[data-daerah]";
const MARKS = ["accent", "compared1", "compared2", "compared3"];
let address = null;
let chosen = [];

function mark(row) {
  const place = chosen.indexOf(row.dataset.daerah);
  row.classList.toggle("k-on", place >= 0);
  row.style.setProperty("--k-mark", place < 0 ? "" : `var(--k-${MARKS[place]})`);
  if (place < 0) row.removeAttribute("aria-current");
  else row.setAttribute("aria-current", "true");
}

function marking(node) {
  if (node.matches(ROWS)) mark(node);
  for (const row of node.querySelectorAll(ROWS)) mark(row);
}

function choose() {
  if (address === location.search) return;
  address = location.search;
  const given = new URLSearchParams(address);
  const [first, others] = [given.get("kab") ?? "", (given.get("banding") ?? "").split(",")];
  chosen = [...new Set([first, ...others])].filter(Boolean);
  others.forEach((code, place) => {
    document.documentElement.style.setProperty(`--k-tag${place}`, `var(--k-${MARKS[chosen.indexOf(code)] ?? "muted"})`);
  });
  marking(document.body);
  window.kumkmChosen = { region: first || null, all: chosen }; // maps and charts mark them by themselves
  document.dispatchEvent(new CustomEvent("kumkm:chosen"));
}

// The ticks of a small strip, which travel as percents; the chosen ones stand before them.
function spread(node) {
  for (const axis of node.querySelectorAll("[data-at]")) {
    const lit = axis.querySelector(".k-lit");
    for (const place of axis.dataset.at.split(" ")) {
      const tick = document.createElement("i");
      tick.style.left = `${place}%`;
      axis.insertBefore(tick, lit);
    }
    axis.removeAttribute("data-at");
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
    choose();
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE || node.closest("svg")) continue;
        translate(node);
        answering(node);
        marking(node);
        spread(node);
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  translate(document.body);
  answering(document.body);
  spread(document.body);
  choose();
}

// Every rerun comes by here; nothing is touched unless theme or size changed, for a change of a root's
// property makes the browser look at every element anew.
let dressed = "";
let latest = null;
let bar = null;

// One click on any number that carries `data-asal` asks where it comes from.
function ask(event) {
  if (!latest || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
  const asked = event.target.closest?.("[data-asal]")?.dataset.asal;
  if (!asked) return;
  event.preventDefault();
  latest.setTriggerValue("asal", asked);
}

// A date is settled when its calendar is shut and its field left: Enter does both, and stays beside it.
const DATE = '[data-testid="stDateInputField"]';

function settle(event) {
  const part = event.key === "Enter" && event.target.closest?.(`${DATE} [role="spinbutton"]`);
  if (!part || part.closest('[data-testid="stDialog"]')) return; // an Escape shuts a dialog too
  part.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  part.blur();
  requestAnimationFrame(() => part.closest(DATE)?.querySelector("button:last-of-type")?.focus());
}

// On the way to another page Streamlit writes the query of that page to the address of this one first, and then the page:
// two steps back, of which one was never on screen. The second takes the first one's place. What leads to another page
// says so (`kumkm:leading`); one that is never reached is not waited for longer than this.
const ARRIVES_MS = 10000;
let leading = 0;
let halfway = false;

function lead() {
  leading = performance.now();
  halfway = false;
}

const push = history.pushState;
history.pushState = function (state, title, url) {
  const isOnItsWay = performance.now() - leading < ARRIVES_MS && leading > 0;
  const isHere = new URL(url ?? "", location.href).pathname === location.pathname;
  const instead = isOnItsWay && halfway && !isHere;
  (instead ? history.replaceState : push).call(history, state, title, url);
  halfway = isHere;
  if (!isHere) leading = 0;
};
document.addEventListener("kumkm:leading", lead);

// A link to a page of ours opens it without loading the app again; a modified click is left to the browser.
function follow(event) {
  const link = event.target.closest?.("a[data-page]");
  if (!link || !latest || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  lead();
  latest.setTriggerValue("buka", { page: link.dataset.page, query: new URL(link.href).search });
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
    document.addEventListener("keydown", settle, true); // Streamlit lets no Enter of a date through
  }
  latest = component;
  const { bar: shown, ...look } = data;
  const wanted = JSON.stringify(look);
  if (wanted !== dressed) {
    dressed = wanted;
    stylesheet("kumkm-css", data.stylesheet, document.head);
    stylesheet("kumkm-print", data.print, document.body);
    paint(data);
    watch();
  }
  if (!bar || !bar.host.isConnected) bar = await barOf(component.parentElement);
  bar.show(latest, shown);
}
