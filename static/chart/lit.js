// The chosen regions in their colours and shapes. A trace with `meta.chosen` has one mark per region, named in `ids`;
// who is chosen is known here, so that such a figure is the same for everybody and is sent once.

// By place among the chosen, as `kumkm/figures/theme.py` has them for figures that are coloured there.
const COLOURS = ["var(--k-accent)", "var(--k-compared1)", "var(--k-compared2)", "var(--k-compared3)"];
const SHAPES = ["circle", "square", "diamond", "triangle-up"];

export function isLit({ data }) {
  return data.some((trace) => trace.meta?.chosen);
}

// The figure with the chosen marked; itself where nobody is, or where no trace asks for it.
export function lit(figure, chosen) {
  if (!chosen.length || !isLit(figure)) return figure;
  return { ...figure, data: figure.data.map((trace) => (trace.meta?.chosen ? marked(trace, chosen) : trace)) };
}

function marked(trace, chosen) {
  const { marker } = trace;
  const place = (index) => chosen.indexOf(trace.ids[index]);
  const of = (values, own) => values.map((value, index) => own[place(index)] ?? value);
  const color = of(marker.color, COLOURS);
  const symbol = Array.isArray(marker.symbol) ? of(marker.symbol, SHAPES) : marker.symbol;
  return { ...trace, marker: { ...marker, color, symbol } };
}
