// The nodes that are made once per map, and what is written on those around the picture.

const VERSION = new URL(import.meta.url).search;
const { button, html, set, svg, write } = await import(`./dom.js${VERSION}`);

const PLAY = "M1 0L10 5L1 10z";
const PAUSE = "M1 0h3v10h-3zM6 0h3v10h-3z";
const TAKE = "M7 1v8M3.5 5.5L7 9l3.5-3.5M1.5 12.5h11";
const VIEWS = ["peta", "ubin"];

export function buildSkeleton(host, uid) {
  const root = html("div", "krm krm-still", host);
  const nodes = { root, uid, ...buildHead(root) };
  nodes.stage = html("div", "krm-stage", root);
  Object.assign(nodes, buildPicture(nodes.stage), buildPlayButton(nodes.stage));
  hatchPattern(nodes, "hatch");
  nodes.source = html("div", "krm-source", root);
  nodes.source.id = `${uid}-about`;
  nodes.aboutButton.setAttribute("aria-controls", nodes.source.id);
  nodes.tip = html("div", "krm-tip", root);
  nodes.tip.setAttribute("aria-hidden", "true");
  nodes.live = html("div", "krm-live", root);
  nodes.live.setAttribute("aria-live", "polite");
  nodes.probe = html("span", "krm-probe", root, "0123456789");
  nodes.probe.setAttribute("aria-hidden", "true");
  return nodes;
}

function buildHead(root) {
  const head = html("div", "krm-head", root);
  const title = html("div", "krm-title", head);
  const titleName = html("b", "", title);
  title.append(" ");
  const titleUnit = html("span", "", title);

  const tools = html("div", "krm-tools", head);
  const clearButton = button("krm-clear", tools);
  const valuesButton = button("krm-values", tools);
  set(valuesButton, { role: "switch", "aria-checked": "false" }); // before anything is drawn, too
  const whyButton = button("krm-why", tools);
  const pictureButton = button("krm-taken", tools);
  svg("path", { d: TAKE }, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, pictureButton));
  const aboutButton = button("krm-about", tools);
  aboutButton.setAttribute("aria-expanded", "false");
  html("span", "krm-about-sign", aboutButton, "i").setAttribute("aria-hidden", "true");
  const viewsGroup = html("div", "krm-views", tools);
  viewsGroup.setAttribute("role", "group");
  const viewButtons = Object.fromEntries(VIEWS.map((view) => [view, button("", viewsGroup)]));
  for (const node of Object.values(viewButtons)) html("span", "", node);
  return { titleName, titleUnit, clearButton, valuesButton, whyButton, pictureButton, aboutButton, viewsGroup, viewButtons };
}

// `geo` and `tiles` are the two views; the layout puts the one that is shown into the picture.
function buildPicture(stage) {
  const picture = svg("svg", { class: "krm-picture", role: "group" }, stage);
  const defs = svg("defs", {}, picture);
  const yearGroup = svg("g", { "aria-hidden": "true" }, picture);
  const yearText = svg("text", { class: "krm-year" }, yearGroup);
  const spanGroup = svg("g", {}, yearGroup);
  const legend = svg("g", { class: "krm-legend", role: "img" }, picture);
  return { picture, defs, yearText, spanGroup, legend, geo: svg("g", { class: "krm-geo" }), tiles: svg("g", { class: "krm-tiles" }) };
}

function buildPlayButton(stage) {
  const playButton = button("krm-play", stage);
  const icon = svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, playButton);
  return { playButton, playIcon: svg("path", { d: PLAY }, icon), playWord: html("span", "", playButton) };
}

// Hatching as wide on a magnified map as on the page: each scale has its own pattern.
export function hatchPattern({ defs, uid }, name, scale = 1) {
  const id = `${uid}-${name}`;
  let pattern = defs.querySelector(`#${id}`);
  if (!pattern) {
    pattern = svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, defs);
    svg("rect", { width: 6, height: 6, style: "fill:var(--krm-hatch-ground)" }, pattern);
    svg("rect", { width: 1.6, height: 6, style: "fill:var(--krm-hatch)" }, pattern);
  }
  set(pattern, { patternTransform: `rotate(45) scale(${1 / scale})` });
}

export function sayWords(nodes, data) {
  const { words } = data;
  write(nodes.titleName, data.title);
  write(nodes.titleUnit, data.unit);
  write(nodes.clearButton, words.clear);
  write(nodes.valuesButton, words.values);
  write(nodes.viewButtons.peta.firstChild, words.map);
  write(nodes.viewButtons.ubin.firstChild, words.tiles);
  nodes.viewsGroup.setAttribute("aria-label", words.view);
  write(nodes.whyButton, words.why);
  nodes.whyButton.style.display = data.why ? "" : "none";
  nodes.pictureButton.setAttribute("aria-label", words.picture);
  nodes.pictureButton.title = words.picture_help;
  nodes.pictureButton.style.display = window.kumkmPicture ? "" : "none";
  const hints = data.why ? `${words.hint} ${words.why_hint}` : words.hint;
  nodes.picture.setAttribute("aria-label", `${data.title}. ${hints}`);
  nodes.legend.setAttribute("aria-label", words.legend);
  write(nodes.source, [data.sourceLine, data.kind === "count" ? null : data.classes.fit].filter(Boolean).join(". "));
  nodes.aboutButton.setAttribute("aria-label", words.about);
  nodes.aboutButton.title = words.about;
  if (!nodes.playWord.textContent) write(nodes.playWord, words.play);
  nodes.playButton.style.display = data.playable && data.years.length > 1 ? "" : "none";
}

export function paintControls(nodes, state) {
  const { words } = state.data;
  for (const view of VIEWS) nodes.viewButtons[view].setAttribute("aria-pressed", String(view === state.view));
  nodes.valuesButton.setAttribute("aria-checked", String(state.labels));
  nodes.valuesButton.style.visibility = state.view === "ubin" ? "hidden" : "";
  set(nodes.clearButton, { "aria-hidden": String(!state.selected), tabindex: state.selected ? null : -1 });
  nodes.root.classList.toggle("krm-moving", Boolean(state.playing));
  write(nodes.playWord, state.playing ? words.pause : words.play);
  set(nodes.playIcon, { d: state.playing ? PAUSE : PLAY });
}
