// A chart taken away as a picture, which may be drawn for another width than the page's.

const VERSION = new URL(import.meta.url).search;
const { toolButton } = await import(`./dom.js${VERSION}`);
const { WORDS } = await import(`./words.js${VERSION}`);

// The button that asks how; hidden where no frame says what belongs to a picture.
export function takeButton(parent, chart) {
  const button = toolButton(parent, WORDS.picture, () => take(button, chart));
  button.title = WORDS.pictureHelp;
  button.classList.add("k-chart-taken");
  button.hidden = !window.kumkmPicture;
  return button;
}

async function take(button, chart) {
  const { ask, chartSheet } = await window.kumkmPicture.load();
  const size = { width: chart.width, height: chart.figure.layout.height };
  const render = (width) => {
    chart.render(width);
    const found = chart.picture;
    chart.render(chart.width);
    return found;
  };
  ask(button, { title: chart.alt, drawn: (sheet) => chartSheet(chart.alt, render, size, sheet) });
}
