// A standalone SVG of what the map shows: needs no style sheet, says what it is and whose the boundaries are.

const VERSION = new URL(import.meta.url).search;
const { set, svg } = await import(`./dom.js${VERSION}`);
const { round } = await import(`./numbers.js${VERSION}`);

const PAD = 20;

// `stamp` is written above the title if there is one. Returns the text of the file.
export function composeSheet({ state, look, ruler, nodes }, { title, subtitle, source, stamp }) {
  const width = state.width + 2 * PAD;
  const muted = getComputedStyle(nodes.source).color;
  const style = "font-feature-settings:'tnum' 1";
  const sheet = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, "font-family": look.family, style });
  const ground = svg("rect", { width, fill: look.paper }, sheet);
  let y = PAD;
  const lines = (text, size, weight, fill) => {
    for (const line of ruler.wrap(text, state.width, size, weight)) {
      y += size * 1.3;
      svg("text", { x: PAD, y: round(y), "font-size": size, "font-weight": weight, fill }, sheet).textContent = line;
    }
  };
  const scale = state.data.projector ? 1.3 : 1;
  if (stamp) y = drawStamp(sheet, stamp, y, 16 * scale, { look, ruler });
  lines(title, 19 * scale, 600, look.ink);
  lines(subtitle, 14 * scale, 400, muted);
  y += 14;
  sheet.append(frozen(nodes.picture, y, state));
  y += state.height + 10;
  lines(source, 11.5 * scale, 400, muted);
  const height = Math.ceil(y + PAD);
  set(sheet, { height, viewBox: `0 0 ${width} ${height}` });
  set(ground, { height });
  return new XMLSerializer().serializeToString(sheet);
}

// The stamp on a line of its own above the title; returns where the title begins.
function drawStamp(sheet, text, y, size, { look, ruler }) {
  const width = round(ruler.measure(text, size, 700) + size * (0.9 + 0.04 * text.length));
  svg("rect", { x: PAD, y, width, height: size * 1.5, rx: 2, fill: look.ink }, sheet);
  // As long as the ground it stands on, whatever the font: white letters beyond it would not be seen.
  const length = { textLength: round(width - size * 0.9), lengthAdjust: "spacingAndGlyphs" };
  const place = { x: PAD + size * 0.45, y: round(y + size * 1.11), ...length };
  svg("text", { ...place, "font-size": size, "font-weight": 700, fill: look.paper }, sheet).textContent = text;
  return y + size * 1.5 + 2;
}

// A copy that needs no style sheet: computed styles become attributes, invisible parts go, as does what lies outside of
// the picture on the page.
function frozen(node, y, { width, height }) {
  const group = svg("svg", { x: PAD, y: round(y), width, height, viewBox: `0 0 ${width} ${height}` });
  for (const child of node.children) {
    const copy = freeze(child, 1);
    if (copy) group.append(copy);
  }
  return group;
}

function freeze(node, scale) {
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden") return null;
  const copy = svg(node.localName);
  for (const { name, value } of node.attributes) {
    if (!/^(class|style|role|tabindex|visibility|aria-.*|data-.*)$/.test(name)) copy.setAttribute(name, value);
  }
  if (["path", "rect", "circle", "line", "text"].includes(node.localName)) freezePaint(copy, node, style, scale);
  if (node.localName === "text") copy.textContent = node.textContent;
  else freezeChildren(copy, node, scale);
  if (node.localName === "g" && !copy.childNodes.length) return null;
  if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
  return copy;
}

// `scale` is how much the groups around a node magnify it.
function freezeChildren(copy, node, scale) {
  const own = node.transform?.baseVal?.consolidate()?.matrix.a;
  const inner = own && node.localName === "g" ? scale * own : scale;
  for (const child of node.children) {
    const part = freeze(child, inner);
    if (part) copy.append(part);
  }
}

function freezePaint(copy, node, style, scale) {
  copy.setAttribute("fill", localReference(style.fill));
  if (style.fillOpacity !== "1") copy.setAttribute("fill-opacity", style.fillOpacity);
  if (style.stroke !== "none" && parseFloat(style.strokeWidth)) freezeStroke(copy, style, scale);
  if (node.localName === "circle" && !node.hasAttribute("r")) copy.setAttribute("r", parseFloat(style.r));
  if (node.style.transform) copy.setAttribute("transform", `translate(${parseFloat(node.style.transform.slice(11)) || 0} 0)`);
  if (node.localName === "text") freezeText(copy, style);
}

function freezeStroke(copy, style, scale) {
  const width = parseFloat(style.strokeWidth);
  const unscaled = style.vectorEffect === "non-scaling-stroke" ? width / scale : width;
  const dash = style.strokeDasharray === "none" ? null : style.strokeDasharray;
  set(copy, { stroke: localReference(style.stroke), "stroke-width": round(unscaled), "stroke-dasharray": dash });
  set(copy, { "stroke-linejoin": style.strokeLinejoin, "stroke-linecap": style.strokeLinecap });
  if (style.strokeOpacity !== "1") copy.setAttribute("stroke-opacity", style.strokeOpacity);
}

function freezeText(copy, style) {
  set(copy, { "font-size": parseFloat(style.fontSize), "font-weight": style.fontWeight, "text-anchor": style.textAnchor });
  if (parseFloat(style.letterSpacing)) copy.setAttribute("letter-spacing", round(parseFloat(style.letterSpacing)));
  if (style.paintOrder.startsWith("stroke")) copy.setAttribute("paint-order", "stroke");
}

// Browsers give a reference with the page's address, which the file does not know.
export function localReference(paint) {
  return paint.replace(/url\("?[^#]*#([^")]+)"?\)/, "url(#$1)");
}
