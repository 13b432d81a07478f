// Saves the map and the charts on screen as SVG or PNG, with title and source, without any request
// but the font, which travels inside the file.
const NS = "http://www.w3.org/2000/svg";
let fontData = null;

async function fontFace(url) {
  if (!fontData) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    fontData = btoa(text);
  }
  return `@font-face{font-family:"Public Sans";font-weight:100 900;src:url(data:font/woff2;base64,${fontData}) format("woff2")}`;
}

function element(name, attributes, text) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

function wrapped(text, width, size) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if ((line.length + word.length + 1) * size * 0.54 > width && line) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

function block(svg, lines, x, y, size, weight, fill) {
  lines.forEach((line, index) => {
    svg.append(element("text", { x, y: y + index * size * 1.35, "font-size": size, "font-weight": weight, fill }, line));
  });
}

// The chart's drawing with title and source round it; roles become the colours they have on screen.
function chartSvg(key, data, css) {
  const plot = document.querySelector(`.st-key-${key} .k-chart-svg`);
  if (!plot) return null;
  const [, , width, height] = plot.getAttribute("viewBox").split(" ").map(Number);
  const style = getComputedStyle(document.documentElement);
  const [paper, ink, muted] = ["paper", "ink", "muted"].map((name) => style.getPropertyValue(`--k-${name}`).trim());
  const title = wrapped(data.title, width - 24, 15);
  const source = wrapped(data.source, width - 24, 11);
  const top = 16 + title.length * 20;
  const total = top + height + 14 + source.length * 15;
  const svg = element("svg", { xmlns: NS, width, height: total, viewBox: `0 0 ${width} ${total}`, "font-family": "Public Sans, sans-serif" });
  svg.append(element("style", {}, css), element("rect", { width, height: total, fill: paper }));
  block(svg, title, 12, 24, 15, 650, ink);
  const copy = plot.cloneNode(true);
  for (const only of copy.querySelectorAll(".k-chart-cursor, .k-chart-halo")) only.remove();
  for (const [name, value] of Object.entries({ x: 0, y: top, width, height })) copy.setAttribute(name, value);
  svg.append(copy);
  block(svg, source, 12, top + height + 18, 11, 400, muted);
  return new XMLSerializer().serializeToString(svg).replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
}

function mapSvg(id, data, css) {
  const text = window.kumkmMap?.exportSvg?.(id, { title: data.title, source: data.source });
  return text ? text.replace(/(<svg[^>]*>)/, `$1<style>${css}</style>`) : null;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function png(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.max(2, 1920 / image.width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function download(picture, kind, data) {
  const css = await fontFace(new URL(data.font, location.origin).href);
  const text = picture.map ? mapSvg(picture.map, data, css) : chartSvg(picture.chart, data, css);
  if (!text) return;
  const name = `${data.file}-${picture.label.toLowerCase()}.${kind}`;
  save(kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await png(text), name);
}

export default function (component) {
  const { data, parentElement } = component;
  parentElement.replaceChildren();
  const row = document.createElement("div");
  row.className = "k-pictures";
  for (const picture of data.pictures) {
    const group = document.createElement("span");
    group.append(`${picture.label} `);
    for (const kind of ["svg", "png"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = kind.toUpperCase();
      button.setAttribute("aria-label", `Unduh ${picture.label} sebagai ${kind.toUpperCase()}`);
      button.onclick = () => download(picture, kind, data);
      group.append(button);
    }
    row.append(group);
  }
  parentElement.append(row);
}
