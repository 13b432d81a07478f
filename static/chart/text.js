// What figures write: Plotly's small markup (b, br, a coloured span), Indonesian numbers, and words for hovering.

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#34;": '"', "&#39;": "'" };

// Lines of runs: [[{ text, bold, colour }]]. What is none of the three tags is shown as it stands.
export function lines(markup) {
  const found = [[]];
  let bold = false;
  let colour = null;
  for (const part of String(markup ?? "").split(/(<\/?b>|<br\s*\/?>|<span style="color:[^"<>]*">|<\/span>)/)) {
    if (part === "<b>" || part === "</b>") bold = part === "<b>";
    else if (/^<br/.test(part)) found.push([]);
    else if (part === "</span>") colour = null;
    else if (part.startsWith('<span style="color:')) colour = part.slice(19, -2);
    else if (part) found.at(-1).push({ text: unescaped(part), bold, colour });
  }
  return found;
}

function unescaped(text) {
  return text.replace(/&(lt|gt|amp|quot|#34|#39);/g, (entity) => ENTITIES[entity]);
}

// The same without its markup, a line break as `between`.
export function plain(markup, between = ", ") {
  return lines(markup)
    .map((runs) => runs.map((run) => run.text).join("").replace(/[\u2002\u2009]/g, "").trim())
    .filter(Boolean)
    .join(between);
}

// 1234.5 as "1.234,5"; with "d" as "1234", which is how years are written.
export function number(value, format = ",", most = 4) {
  if (format === "d") return String(Math.round(value));
  const [whole, part] = String(Number(Math.abs(value).toFixed(most))).split(".");
  const sign = value < 0 ? "−" : "";
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ".") + (part ? `,${part}` : "");
}

// What a trace says of one of its points, as markup; null where it says nothing. `id` is the name of what it stands for.
export function told(trace, index, x, y, id = "") {
  if (trace.hoverinfo === "skip" || !trace.hovertemplate) return null;
  const words = { x, y, text: at(trace.text, index), hovertext: at(trace.hovertext, index), name: trace.name, id };
  return trace.hovertemplate.replace(/<extra>.*<\/extra>/, "").replace(/%\{(\w+)\}/g, (_, name) => words[name] ?? "");
}

export function at(value, index) {
  return Array.isArray(value) ? value[index] : value;
}
