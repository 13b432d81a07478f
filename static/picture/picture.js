// Takes a map or a chart away as a picture, SVG or PNG, or onto the clipboard: with its title, its sources, the mark of
// simulated figures and the build, on the sheet that is asked for. No request but for the font, which travels inside.

const VERSION = new URL(import.meta.url).search;
const { fileName, placed, SHEETS, widthFor, wrapped } = await import(`./sheet.js${VERSION}`);

const NS = "http://www.w3.org/2000/svg";
const SIMULATED = "DATA SIMULASI";
const WORDS = {
  sheet: "Ukuran gambar",
  copy: "Salin gambar",
  copied: "Gambar disalin. Tempelkan ke salindia atau surat.",
  refused: "Peramban ini tidak mengizinkan gambar disalin; gambarnya diunduh sebagai PNG.",
  saved: "{name} diunduh.",
  failed: "Gambar tidak dapat dibuat. Muat ulang halaman, lalu ulangi.",
};
const PAD = 16;

let fontFace = null;
let styles = null;
let last = SHEETS[0].id; // who took a slide takes the next one, too

// Ask how, beside the button. `about` has the title, and `drawn(sheet)`: the text of an SVG for a sheet, with all that
// belongs to it; see `chartSheet` for what a chart's is made of.
// Nothing is shown before its style sheet is there: a box that moves under a pointer is shut by that pointer.
export async function ask(button, about) {
  await styled();
  if (!button.isConnected) return;
  document.querySelector(".k-picture")?.remove();
  const box = html("div", { class: "k-picture", popover: "auto", role: "dialog", "aria-label": `Gambar: ${about.title}` });
  const said = html("p", { role: "status" });
  const choice = html("fieldset", {}, html("legend", {}, WORDS.sheet), ...SHEETS.map((sheet) => {
    const input = html("input", { type: "radio", name: "k-picture-sheet", value: sheet.id });
    input.checked = sheet.id === last;
    input.addEventListener("change", () => { last = sheet.id; });
    return html("label", {}, input, sheet.words);
  }));
  const act = (text, label, how) => {
    const one = html("button", { type: "button", "aria-label": label }, text);
    one.addEventListener("click", () => how(about).then(
      (words) => { said.textContent = words; },
      (error) => { console.error("picture:", error); said.textContent = WORDS.failed; },
    ));
    return one;
  };
  box.append(choice, html("div", { class: "k-picture-acts" },
    act("PNG", "Unduh PNG", (asked) => download(asked, "png")),
    act("SVG", "Unduh SVG", (asked) => download(asked, "svg")),
    act(WORDS.copy, WORDS.copy, copy)), said);
  (button.closest("[role=dialog]") ?? document.body).append(box);
  box.addEventListener("toggle", (event) => event.newState === "closed" && box.remove());
  box.showPopover();
  beside(box, button);
  box.querySelector("input:checked").focus();
}

function html(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function beside(box, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const top = at.bottom + 6 + height < innerHeight ? at.bottom + 6 : Math.max(8, at.top - 6 - height);
  Object.assign(box.style, { top: `${top}px`, left: `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px` });
}

// A promise that the style sheet was loaded; without it the box is plain, but there.
function styled() {
  styles ??= new Promise((resolve) => {
    const href = new URL(`picture.css${VERSION}`, import.meta.url).href;
    const link = html("link", { id: "k-picture-css", rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
  return styles;
}

// ---- what is done with it

async function download(about, kind) {
  const sheet = SHEETS.find(({ id }) => id === last);
  const text = await whole(about, sheet);
  const name = fileName(about.title, sheet, kind);
  save(kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await png(text), name);
  return WORDS.saved.replace("{name}", name);
}

// The clipboard is asked at once, while the click still counts, and given the picture when it is there. It may be refused
// by the browser, and is not there at all where the address is no secure one (http in the room).
async function copy(about) {
  const made = whole(about, SHEETS.find(({ id }) => id === last)).then(png);
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    return WORDS.copied;
  } catch {
    save(await made, fileName(about.title, SHEETS.find(({ id }) => id === last), "png"));
    return WORDS.refused;
  }
}

function save(blob, name) {
  const link = html("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function png(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.max(image.width >= 1700 ? 1 : 2, 1920 / image.width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

// ---- the sheet

async function whole(about, sheet) {
  const css = await face();
  const drawn = new DOMParser().parseFromString(about.drawn(sheet), "image/svg+xml").documentElement;
  const size = { width: Number(drawn.getAttribute("width")), height: Number(drawn.getAttribute("height")) };
  const { width, height, x, y, scale } = placed(size, sheet);
  const page = svg("svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}` });
  page.append(svg("title", {}, about.title), svg("style", {}, css));
  page.append(svg("rect", { width, height, fill: drawn.querySelector("rect")?.getAttribute("fill") ?? "#fff" }));
  for (const [name, value] of Object.entries({ x, y, width: size.width * scale, height: size.height * scale })) {
    drawn.setAttribute(name, value);
  }
  page.append(drawn);
  return new XMLSerializer().serializeToString(page);
}

async function face() {
  fontFace ??= fetch(new URL(window.kumkmPicture.font, location.origin).href).then(async (found) => {
    const bytes = new Uint8Array(await found.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return `@font-face{font-family:"Public Sans";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`;
  });
  return fontFace;
}

function svg(name, attributes, text) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

// What the page says of its own figures, in its last line: sources, notes, build, and whether they are simulated.
export function imprint() {
  const text = document.querySelector(".k-sources")?.textContent.trim() ?? "";
  const { build } = window.kumkmPicture;
  return { source: text.includes(build) ? text : `${text} Versi data ${build}.`.trim(), simulated: text.startsWith(SIMULATED) };
}

// A chart with title and source round it; roles become the colours they have on screen. `render(width)` draws it for a
// width and returns its node.
export function chartSheet(title, render, { width, height }, sheet) {
  const style = getComputedStyle(document.documentElement);
  const [paper, ink, muted] = ["paper", "ink", "muted"].map((name) => style.getPropertyValue(`--k-${name}`).trim());
  const { source, simulated } = imprint();
  const across = sheet.ratio ? widthFor(sheet.ratio, height, 130) : width;
  const inner = across - 2 * PAD;
  const page = svg("svg", { xmlns: NS, width: across, "font-family": "Public Sans, sans-serif" });
  const ground = svg("rect", { width: across, fill: paper });
  page.append(ground);
  let y = PAD;
  const lines = (text, size, weight, fill) => {
    for (const line of wrapped(text, inner, size)) {
      y += size * 1.35;
      page.append(svg("text", { x: PAD, y, "font-size": size, "font-weight": weight, fill }, line));
    }
  };
  if (simulated) {
    page.append(svg("rect", { x: PAD, y, width: 136, height: 22, rx: 2, fill: ink }));
    page.append(svg("text", { x: PAD + 8, y: y + 16, "font-size": 14, "font-weight": 700, fill: paper, textLength: 120, lengthAdjust: "spacingAndGlyphs" }, SIMULATED));
    y += 24;
  }
  lines(title, 17, 650, ink);
  y += 12;
  const copy = render(across).cloneNode(true);
  for (const only of copy.querySelectorAll(".k-chart-cursor, .k-chart-halo")) only.remove();
  for (const [name, value] of Object.entries({ x: 0, y, width: across, height })) copy.setAttribute(name, value);
  page.append(copy);
  y += height + 6;
  lines(source, 11.5, 400, muted);
  const total = Math.ceil(y + PAD);
  for (const node of [page, ground]) node.setAttribute("height", total);
  page.setAttribute("viewBox", `0 0 ${across} ${total}`);
  return new XMLSerializer().serializeToString(page).replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
}
