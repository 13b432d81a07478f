// The frame: stylesheet, language, theme colours, projector size, and the few words Streamlit leaves English.
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
        if (node.nodeType === Node.ELEMENT_NODE && !node.closest("svg")) translate(node);
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  translate(document.body);
}

// Every rerun comes by here; nothing is touched unless theme or size changed, for a change of a root's
// property makes the browser look at every element anew.
let dressed = "";

export default function (component) {
  const { data } = component;
  const wanted = JSON.stringify(data);
  if (wanted === dressed) return;
  dressed = wanted;
  stylesheet(data.stylesheet);
  paint(data);
  watch();
}
